"""Planned stories: the list, one story, and the door to the piece that came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.refusals import answering, person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from desk.templatetags.desk_text import moment, urgency
from issues.enums import AWAITED, StoryState
from issues.models import Issue, PlannedStory
from issues.plan_forms import QuickStoryForm, StoryForm
from issues.services.planned_copy import link_copy, part_copy, suggested_copy
from issues.services.stories import FIELDS, PLAN, change_story, plan_story
from submissions.admin.forms import NewPieceForm
from submissions.models import Submission
from submissions.services.receiving import receive_submission

STATE_LABELS = {
    StoryState.IDEA: "info",
    StoryState.AGREED: "warning",
    StoryState.ASKED: "warning",
    StoryState.IN: "success",
    StoryState.DROPPED: "danger",
}


@admin.register(PlannedStory)
class PlannedStoryAdmin(ModelAdmin):
    list_display = (
        *("title_shown", "state_shown", "issue", "section", "extent"),
        *("responsible", "asked", "due"),
    )
    list_display_links = ("title_shown",)
    list_filter = ("state", "issue", "section", "responsible")
    search_fields = ("title", "brief")
    list_per_page = 50
    show_full_result_count = False
    empty_hint = gettext_lazy("Plan the first story: what the next issue should bring.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlannedStory]:
        return PlannedStory.objects.for_lists()

    def get_urls(self) -> list[URLPattern]:
        staff = self.admin_site.admin_view
        views = (
            ("quick/", self.quick, "issues_plannedstory_quick"),
            ("<int:pk>/link/", self.link, "issues_plannedstory_link"),
            ("<int:pk>/part/", self.part, "issues_plannedstory_part"),
            ("<int:pk>/write/", self.write, "issues_plannedstory_write"),
        )
        own = [
            path(route, staff(answering(view)), name=name)
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def quick(self, request: HttpRequest) -> HttpResponse:
        """Plan a story from the page of an issue or from the first screen."""
        policy.require(request.user, PLAN)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = QuickStoryForm(request.POST)
        if form.is_valid():
            said = _("“%(title)s” is planned.") % {"title": form.cleaned_data["title"]}
            told = _told(
                request, lambda: plan_story(actor=person(request), **form.said())
            )
            if told:
                messages.success(request, said)
        else:
            errors = [str(error) for each in form.errors.values() for error in each]
            messages.error(request, " ".join(errors))
        return redirect(_safe(request, request.POST.get("next", "")))

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        answering(policy.require)(request.user, PLAN)
        first = {"issue": request.GET.get("issue"), "responsible": request.user.pk}
        form = StoryForm(request.POST or None, initial=first)
        if request.method == "POST" and form.is_valid():
            try:
                story = plan_story(actor=person(request), **form.said())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return self._done(request, story, _("“%(title)s” is planned."))
        return self._render(request, {"form": form, "title": _("Plan a story")})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        story = answering(self._story)(request, object_id)
        form = StoryForm(request.POST or None, story=story, initial=_initial(story))
        if request.method == "POST" and form.is_valid():
            answering(policy.require)(request.user, PLAN, story)
            try:
                change_story(story=story, actor=person(request), **form.said())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return self._done(request, story, _("“%(title)s” is saved."))
        may = policy.may(request.user, PLAN, story)
        context = {
            "form": form,
            "story": story,
            "title": story.title,
            "may_change": may,
            "may_call": policy.may(request.user, "call.write"),
            "may_write": may and policy.may(request.user, "submission.edit"),
            "suggestions": suggested_copy(story, person(request))
            if story.state in AWAITED
            else [],
        }
        return self._render(request, context)

    def link(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say which piece is the copy of a story."""
        story = self._story(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        ref = request.POST.get("ref", "").strip().upper()
        piece = Submission.objects.filter(ref=ref).first()
        if piece is None:
            messages.error(request, _("There is no piece “%(ref)s”.") % {"ref": ref})
        elif _told(
            request,
            lambda: link_copy(story=story, submission=piece, actor=person(request)),
        ):
            said = _("%(ref)s is the copy of “%(title)s”.")
            messages.success(request, said % {"ref": piece.ref, "title": story.title})
        return redirect("admin:issues_plannedstory_change", story.pk)

    def part(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the piece off a story again."""
        story = self._story(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        _told(request, lambda: part_copy(story=story, actor=person(request)))
        return redirect("admin:issues_plannedstory_change", story.pk)

    def write(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Type the copy of a story in, on the form for a new piece of the desk."""
        story = self._story(request, pk)
        policy.require(request.user, PLAN, story)
        policy.require(request.user, "submission.edit")
        form = NewPieceForm(request.POST or None, initial=_first_words(story))
        if request.method == "POST" and form.is_valid():
            try:
                incoming = form.to_incoming()
                taken = receive_submission(incoming=incoming, actor=person(request))
                link_copy(
                    story=story, submission=taken.submission, actor=person(request)
                )
            except NotAllowed:
                raise
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                piece = taken.submission
                return redirect("admin:submissions_submission_change", piece.pk)
        context = {"form": form, "title": _("Copy of “%(title)s”") % {"title": story}}
        return self._render(request, context, "desk/new_piece.html")

    def _done(
        self, request: HttpRequest, story: PlannedStory, said: str
    ) -> HttpResponse:
        messages.success(request, said % {"title": story.title})
        return redirect("admin:issues_plannedstory_change", story.pk)

    def _story(self, request: HttpRequest, pk: int | str) -> PlannedStory:
        policy.require(request.user, "issue.view")
        found = PlannedStory.objects.for_lists()
        return get_object_or_404(found, pk=int(pk) if str(pk).isdigit() else 0)

    def _render(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        template: str = "desk/story.html",
    ) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**shared, **context})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "issue.view")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "issue.view", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, PLAN, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, PLAN)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("planned story"), ordering="title")
    def title_shown(self, story: PlannedStory) -> str:
        return format_html('<span class="gk-cell-title">{}</span>', story.title)

    @display(description=gettext_lazy("state"), ordering="state", label=STATE_LABELS)
    def state_shown(self, story: PlannedStory) -> tuple[str, str]:
        return story.state, story.get_state_display()

    @admin.display(description=gettext_lazy("length"))
    def extent(self, story: PlannedStory) -> str:
        if story.submission is None:
            return f"{story.wanted_length:,}" if story.wanted_length else ""
        return f"{story.submission.char_count:,} / {story.wanted_length:,}"

    @admin.display(description=gettext_lazy("asked of"))
    def asked(self, story: PlannedStory) -> str:
        return story.asked_of

    @admin.display(description=gettext_lazy("until"), ordering="due_at")
    def due(self, story: PlannedStory) -> str:
        late = urgency(story.due_at) if story.state in AWAITED else ""
        return format_html('<span class="{}">{}</span>', late, moment(story.due_at))


def stories_context(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """Return what the page of an issue shows of its planned stories."""
    stories = PlannedStory.objects.standing().for_lists().filter(issue=issue)
    return {
        "stories": list(stories),
        "may_plan_stories": policy.may(request.user, PLAN),
        "quick": QuickStoryForm(initial={"responsible": request.user.pk}),
    }


def _initial(story: PlannedStory) -> dict[str, Any]:
    by_id = ("section", "responsible", "correspondent", "unit", "issue")
    return {
        name: getattr(story, f"{name}_id" if name in by_id else name) for name in FIELDS
    }


def _first_words(story: PlannedStory) -> dict[str, Any]:
    """Return with what the form for the copy of a story begins."""
    asked = story.correspondent
    unit = story.unit or (asked.unit if asked else None)
    return {
        "key": uuid4().hex,
        "headline": story.title,
        "section": story.section_id,
        "contact_name": asked.name if asked else "",
        "contact_unit": unit.name if unit else "",
    }


def _told(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do something; say why not when it is refused, and tell whether it was done."""
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _safe(request: HttpRequest, address: str) -> str:
    """Return an address of this site; the first screen for any other."""
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(address, hosts, require_https=False):
        return address
    return reverse("admin:index")
