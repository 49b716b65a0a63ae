"""The first screen of the desk: what waits for you, and the issue in the making."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest

from desk.enums import JobState
from desk.models import Job
from desk.policy import policy
from issues.models import Issue, Page
from submissions.services.board import waiting_board

ISSUES_SHOWN = 3


def fill_dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the board, the issues in the making and troubled jobs to the context."""
    context["board"] = waiting_board(request.user)  # type: ignore[arg-type]
    context["issues"] = _issues()
    if policy.may(request.user, "desk.configure"):
        context["failed_jobs"] = list(Job.objects.filter(state=JobState.FAILED)[:5])
    return context


def _issues() -> list[Issue]:
    pages = Page.objects.select_related("grid").prefetch_related("placements")
    return list(
        Issue.objects.in_the_making()
        .select_related("supplement")
        .prefetch_related(Prefetch("pages", queryset=pages.order_by("number")))
        .order_by("cover_date")[:ISSUES_SHOWN]
    )
