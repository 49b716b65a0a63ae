"""The month clock on the page of an issue, and the page where it is set."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.enums import MilestoneKind
from issues.models import Issue, Supplement
from issues.plan_forms import ClockForm, MilestoneForm
from issues.services.clock import clock_of, set_clock
from issues.services.lateness import issue_clock
from issues.services.milestones import move_milestone


def clock_context(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """Return what the page of an issue shows of its clock."""
    return {"clock": issue_clock(issue)}


def move(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Move a step of an issue, or let it follow the clock again."""
    policy.require(request.user, "issue.view")
    issue = get_object_or_404(Issue.objects.select_related("supplement"), pk=pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = MilestoneForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This is no date and time; write it again."))
        return _back(pk)
    try:
        move_milestone(
            issue=issue, kind=kind, at=form.cleaned_data["at"], actor=person(request)
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        label = MilestoneKind(kind).label
        messages.success(request, _("“%(step)s” is set.") % {"step": label})
    return _back(pk)


def set_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the month clock of a supplement."""
    policy.require(request.user, "issue.plan")
    supplement = get_object_or_404(Supplement, pk=pk)
    form = ClockForm(request.POST or None, steps=clock_of(supplement))
    if request.method == "POST" and form.is_valid():
        try:
            set_clock(supplement=supplement, steps=form.steps(), actor=person(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The month clock is set."))
            return redirect("admin:issues_issue_changelist")
    context = {
        **admin.site.each_context(request),
        "form": form,
        "supplement": supplement,
        "title": _("Month clock"),
    }
    return TemplateResponse(request, "desk/clock_form.html", context)


def _back(pk: int) -> HttpResponse:
    answer = redirect("admin:issues_issue_change", pk)
    answer["Location"] += "#clock"
    return answer
