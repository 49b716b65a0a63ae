"""Past issues: brought in, looked through, corrected, kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.refusals import answering, person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.archive_forms import PastIssueForm, PastPieceForm
from issues.enums import PastIssueState
from issues.models import PastIssue, PastPiece, Supplement
from issues.services.past_issues import correcting
from issues.services.past_issues.bringing import KEEP, bring_in
from issues.services.past_issues.keeping import keep_past_issue

STATE_LABELS = {
    PastIssueState.READING: "info",
    PastIssueState.DIVIDED: "warning",
    PastIssueState.KEEPING: "info",
    PastIssueState.KEPT: "success",
}


@admin.register(PastIssue)
class PastIssueAdmin(ModelAdmin):
    list_display = (
        *("label_shown", "supplement", "cover_date", "state_shown", "pieces"),
        "created_by",
    )
    list_select_related = ("supplement", "created_by")
    list_filter = ("state",)
    empty_hint = gettext_lazy(
        "Bring printed issues in, so that search and likeness know what they said."
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[PastIssue]:
        found = super().get_queryset(request)
        return found.annotate(piece_total=Count("pieces"))

    def get_urls(self) -> list[URLPattern]:
        staff = self.admin_site.admin_view
        views = (
            ("<int:pk>/keep/", self.keep, "keep"),
            ("<int:pk>/pieces/<int:piece>/", self.piece, "piece"),
        )
        own = [
            path(route, staff(answering(view)), name=f"issues_pastissue_{name}")
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        answering(policy.require)(request.user, KEEP)
        first = {"supplement": Supplement.objects.values_list("pk", flat=True).first()}
        form = PastIssueForm(request.POST or None, request.FILES or None, initial=first)
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            try:
                past = bring_in(
                    actor=person(request),
                    supplement=data["supplement"],
                    cover_date=data["cover_date"],
                    number=data["number"],
                    files=form.named_files(),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("admin:issues_pastissue_change", past.pk)
        context = {"form": form, "title": _("Bring a past issue in")}
        return self._render(request, "desk/past_issue_form.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        past = answering(self._past)(request, object_id)
        pieces = list(past.pieces.select_related("submission"))
        asked = request.GET.get("piece", "")
        opened = next((p for p in pieces if str(p.pk) == asked), None)
        context = {
            "title": past.label,
            "past": past,
            "pieces": pieces,
            "kept": sum(piece.submission_id is not None for piece in pieces),
            "left": sum(
                piece.submission_id is None and not piece.is_dropped for piece in pieces
            ),
            "open_piece": opened,
            "form": PastPieceForm(initial=vars(opened)) if opened else None,
            "is_open": past.state == PastIssueState.DIVIDED,
            "job": past.job
            if past.state in (PastIssueState.READING, PastIssueState.KEEPING)
            else None,
        }
        return self._render(request, "desk/past_issue.html", context)

    def keep(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the pieces as the division stands now."""
        past = self._past(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        _told(request, lambda: keep_past_issue(past=past, actor=person(request)))
        return redirect("admin:issues_pastissue_change", past.pk)

    def piece(self, request: HttpRequest, pk: int, piece: int) -> HttpResponse:
        """Save, join, split, leave out or take in one of the pieces found."""
        past = self._past(request, pk)
        found = get_object_or_404(PastPiece, pk=piece, past=past)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        _told(request, lambda: _change(request, found))
        answer = redirect("admin:issues_pastissue_change", past.pk)
        if request.POST.get("act") in ("save", "split", "join"):
            answer["Location"] += f"?piece={found.pk}"
        answer["Location"] += f"#piece-{found.pk}"
        return answer

    def _past(self, request: HttpRequest, pk: int | str) -> PastIssue:
        policy.require(request.user, KEEP)
        found = PastIssue.objects.select_related("supplement", "job")
        return get_object_or_404(found, pk=int(pk) if str(pk).isdigit() else 0)

    def _render(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**shared, **context})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, KEEP)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, KEEP)

    has_change_permission = has_view_permission
    has_add_permission = has_module_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("issue"), ordering="cover_date")
    def label_shown(self, past: PastIssue) -> str:
        return past.label

    @display(description=gettext_lazy("status"), ordering="state", label=STATE_LABELS)
    def state_shown(self, past: PastIssue) -> tuple[str, str]:
        return past.state, past.get_state_display()

    @admin.display(description=gettext_lazy("pieces"), ordering="piece_total")
    def pieces(self, past: PastIssue) -> int:
        return past.piece_total  # type: ignore[attr-defined]


def _change(request: HttpRequest, piece: PastPiece) -> None:
    """Do what a button asks; raises ``Refused`` when it cannot be done."""
    actor, act = person(request), request.POST.get("act", "")
    if act == "join":
        correcting.join_with_next(piece=piece, actor=actor)
    elif act == "split":
        at = request.POST.get("at", "")
        number = int(at) if at.isdecimal() else 0
        correcting.split_piece(piece=piece, at=number, actor=actor)
    elif act in ("drop", "take"):
        correcting.drop_piece(piece=piece, actor=actor, dropped=act == "drop")
    else:
        form = PastPieceForm(request.POST)
        if not form.is_valid():
            errors = [str(error) for each in form.errors.values() for error in each]
            raise Refused(" ".join(errors), code="words")
        correcting.change_piece(piece=piece, actor=actor, **form.cleaned_data)


def _told(request: HttpRequest, act: Callable[[], object]) -> None:
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
