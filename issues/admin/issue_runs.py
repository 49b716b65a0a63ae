"""The flatplan of sections and the make-up of a whole issue, as screens."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from desk.admin.refusals import answering, person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.admin.live import live
from issues.board_forms import flatplan_forms
from issues.enums import IssueStatus, RunState
from issues.models import Issue, IssueRun
from issues.services.finding_words import worth_of
from issues.services.flatplan import set_flatplan
from issues.services.issue_plan import pages_to_plan
from issues.services.issue_runs import ask_for_run, cancel_run
from issues.services.run_undoing import undo_refusal, undo_run
from issues.services.run_words import left_stories, run_pages

DEEDS = {"cancel": cancel_run, "undo": undo_run}


def run_urls() -> list[URLPattern]:
    """Return the addresses under those of issues."""
    staff = admin.site.admin_view
    return [
        path(
            "<int:pk>/flatplan/",
            staff(answering(flatplan)),
            name="issues_issue_flatplan",
        ),
        path(
            "<int:pk>/make-up/", staff(answering(make_up)), name="issues_issue_make_up"
        ),
        path(
            "<int:pk>/make-up/<int:run>/<str:deed>/",
            staff(answering(act)),
            name="issues_issue_run_act",
        ),
    ]


def flatplan(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which sections each page takes and what it is called."""
    issue = issue_of(request, pk)
    answering(policy.require)(request.user, "issue.plan", issue)
    pages = pages_to_plan(issue)
    forms = flatplan_forms(pages, request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and all(form.is_valid() for form in forms):
        rows = {
            form.page.number: (
                form.cleaned_data["label"],
                list(form.cleaned_data["sections"]),
            )
            for form in forms
            if form.has_changed()
        }
        try:
            set_flatplan(issue=issue, actor=person(request), rows=rows)
        except NotAllowed:
            raise
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("The flatplan is set."))
            return redirect("admin:issues_issue_change", pk)
    context = {"forms": forms, "problem": problem, "title": _("Flatplan of sections")}
    return render(request, issue, "desk/flatplan.html", context)


def make_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the last make-up of the issue; post to ask for one."""
    issue = issue_of(request, pk)
    if request.method == "POST":
        try:
            ask_for_run(issue=issue, actor=person(request))
        except NotAllowed:
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:issues_issue_make_up", pk)
    run = IssueRun.objects.filter(issue=issue).select_related("job", "asked_by").first()
    context = {
        "title": _("Make up the issue"),
        "run": run,
        **(_run_context(run) if run else {}),
        "may_run": _may_run(request, issue),
    }
    if "part" in request.GET:
        return live(request, render(request, issue, "desk/run_part.html", context))
    return render(request, issue, "desk/run.html", context)


def act(request: HttpRequest, pk: int, run: int, deed: str) -> HttpResponse:
    """Stop a make-up, or undo it."""
    issue = issue_of(request, pk)
    if request.method != "POST" or deed not in DEEDS:
        return HttpResponseNotAllowed(["POST"])
    held = get_object_or_404(IssueRun.objects.select_related("issue"), pk=run)
    try:
        DEEDS[deed](run=held, actor=person(request))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = {
            "cancel": _("The make-up stops after the page it is at."),
            "undo": _("The make-up is undone; the stories are ready to place again."),
        }
        messages.success(request, said[deed])
    return redirect("admin:issues_issue_make_up", issue.pk)


def issue_of(request: HttpRequest, pk: int) -> Issue:
    """Return an issue for who may look at issues."""
    policy.require(request.user, "issue.view")
    return get_object_or_404(Issue.objects.select_related("supplement"), pk=pk)


def render(
    request: HttpRequest, issue: Issue, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Show a screen of an issue."""
    shared = admin.site.each_context(request)
    return TemplateResponse(request, template, {**shared, "issue": issue, **context})


def _run_context(run: IssueRun) -> dict[str, Any]:
    pages = run_pages(run)
    for shown in pages:
        page = shown.row.page
        page.worth = (  # type: ignore[attr-defined]
            worth_of(page.findings, page.fill) if page.fill is not None else None
        )
        page.percent = None if page.fill is None else round(100 * page.fill)  # type: ignore[attr-defined]
    is_running = run.state == RunState.ASKED and not run.has_failed
    return {
        "shown": pages,
        "left": left_stories(run),
        "placed": len(run.dealt),
        "is_running": is_running,
        "undo_refusal": "" if is_running else undo_refusal(run),
    }


def _may_run(request: HttpRequest, issue: Issue) -> bool:
    verbs = ("page.place", "page.make_up")
    may = all(policy.may(request.user, verb, issue) for verb in verbs)
    return may and issue.status != IssueStatus.RELEASED
