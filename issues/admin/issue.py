"""The flatplan of an issue, its packages, and the door to open a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.policy import policy
from issues.admin import clock
from issues.admin.calendar import show_month
from issues.admin.forms import OpenIssueForm
from issues.admin.issue_board import board_urls
from issues.admin.issue_runs import run_urls
from issues.admin.issue_sign import reopen, sign
from issues.admin.proof_context import issue_signing
from issues.admin.proofs import draw_proofs, proofs_context, tell_author
from issues.admin.slips import slips
from issues.admin.stories import stories_context
from issues.enums import IssueStatus, PageStatus
from issues.models import Issue, Page, PageGrid
from issues.services.exporting import outdated_exports, request_export
from issues.services.planning import add_page, open_issue
from issues.services.releasing import release_issue
from issues.services.room_in_issue import room_of

STATUS_LABELS = {
    IssueStatus.PLANNING: "info",
    IssueStatus.MAKING_UP: "warning",
    IssueStatus.SIGNED: "success",
    IssueStatus.RELEASED: "success",
}


@admin.register(Issue)
class IssueAdmin(ModelAdmin):
    list_display = ("label_shown", "supplement", "cover_date", "status_shown", "pages")
    list_select_related = ("supplement",)
    list_filter = ("status", "year")
    empty_hint = gettext_lazy("Open the first issue to begin placing stories.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        return super().get_queryset(request).annotate(page_total=Count("pages"))

    def get_urls(self) -> list[URLPattern]:
        staff = self.admin_site.admin_view
        views = (
            ("calendar/", show_month, "issues_calendar"),
            ("<int:pk>/export/", self.export, "issues_issue_export"),
            ("<int:pk>/release/", self.release, "issues_issue_release"),
            ("<int:pk>/sign/", sign, "issues_issue_sign"),
            ("<int:pk>/reopen/", reopen, "issues_issue_reopen"),
            ("<int:pk>/add-page/", self.add_page, "issues_issue_add_page"),
            ("<int:pk>/milestones/<str:kind>/", clock.move, "issues_issue_milestone"),
            ("<int:pk>/slips/", slips, "issues_issue_slips"),
            ("<int:pk>/proofs/", draw_proofs, "issues_issue_proofs"),
            ("<int:pk>/proofs/<str:ref>/", tell_author, "issues_issue_tell"),
        )
        own = [
            path(route, staff(answering(view)), name=name)
            for route, view, name in views
        ]
        return [*own, *run_urls(), *board_urls(), *super().get_urls()]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        answering(policy.require)(request.user, "issue.plan")
        form = OpenIssueForm(request.POST or None, initial=_like_the_last())
        if request.method == "POST" and form.is_valid():
            try:
                issue = open_issue(opened_by=person(request), **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("%(issue)s is open.") % {"issue": issue})
                return self._to(issue.pk)
        context = {"form": form, "title": _("Open an issue")}
        return self._render(request, "desk/issue_open.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        issue = answering(self._issue)(request, object_id)
        found = issue.pages.without_layout().select_related("grid")
        pages = list(
            found.prefetch_related("placements", "sections").order_by("number")
        )
        planned = stories_context(request, issue)
        exports = list(issue.exports.select_related("job", "created_by"))
        context = {
            "issue": issue,
            "title": str(issue),
            "pages": pages,
            "unsigned": sum(page.status != PageStatus.SIGNED for page in pages),
            "may_plan": issue.status != IssueStatus.RELEASED
            and policy.may(request.user, "issue.plan", issue),
            "exports": exports,
            "outdated": outdated_exports(issue, exports),
            "may_export": policy.may(request.user, "issue.export", issue),
            "may_release": policy.may(request.user, "issue.release", issue),
            **clock.clock_context(request, issue),
            **planned,
            "room": room_of(issue, planned["stories"], pages),
            **proofs_context(request, issue),
            **issue_signing(request, issue),
        }
        return self._render(request, "desk/issue.html", context)

    def export(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the press package of an issue."""
        issue = self._issue(request, pk)
        if request.method == "POST":
            try:
                request_export(issue=issue, actor=person(request))
            except Refused as refusal:
                messages.error(request, str(refusal))
        return self._to(issue.pk)

    def release(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Release an issue to press; after it nothing changes any more."""
        issue = self._issue(request, pk)
        if request.method == "POST":
            try:
                release_issue(issue=issue, actor=person(request))
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(
                    request, _("%(issue)s has gone to press.") % {"issue": issue}
                )
        return self._to(issue.pk)

    def add_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a page like the last one at the end of an issue."""
        issue = self._issue(request, pk)
        if request.method == "POST":
            grid = PageGrid.objects.get(page=issue.pages.order_by("number").last())
            try:
                page = add_page(issue=issue, grid=grid, actor=person(request))
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                said = _("Page %(number)d is added.") % {"number": page.number}
                messages.success(request, said)
        return self._to(issue.pk)

    def _issue(self, request: HttpRequest, pk: int | str) -> Issue:
        found = Issue.objects.select_related("supplement")
        issue = get_object_or_404(found, pk=int(pk) if str(pk).isdigit() else 0)
        policy.require(request.user, "issue.view", issue)
        return issue

    def _render(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**shared, **context})

    def _to(self, pk: int) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:issues_issue_change", args=(pk,)))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "issue.view")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "issue.view", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "issue.plan", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "issue.plan")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("issue"), ordering="cover_date")
    def label_shown(self, issue: Issue) -> str:
        return issue.label

    @display(description=gettext_lazy("status"), ordering="status", label=STATUS_LABELS)
    def status_shown(self, issue: Issue) -> tuple[str, str]:
        return issue.status, issue.get_status_display()

    @admin.display(description=gettext_lazy("pages"), ordering="page_total")
    def pages(self, issue: Issue) -> int:
        return issue.page_total  # type: ignore[attr-defined]


def _like_the_last() -> dict[str, Any]:
    """Offer what the last issue was opened with."""
    page = (
        Page.objects.without_layout().order_by("-issue__cover_date", "number").first()
    )
    return (
        {"grid": page.grid_id, "supplement": page.issue.supplement_id} if page else {}
    )
