"""The first screen of the desk: what waits for you, and the issue in the making."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import JobState
from desk.models import Job
from desk.policy import policy
from desk.services.letter_attention import letter_attention
from guidekit.own_card import card_context
from issues.models import Issue, Page, Supplement
from issues.services.lateness import issue_clocks
from issues.services.stories import PLAN, stories_for_board
from issues.services.unread import unread_on_pages
from submissions.services.board import waiting_board
from submissions.services.exclusive import term_attention
from submissions.services.mail.glancing import attention
from submissions.services.shelving import shelf_attention
from submissions.services.talk_attention import talk_attention

ISSUES_SHOWN = 3


def fill_dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the board, the issues in the making and troubled jobs to the context."""
    user: Any = request.user
    context |= {
        "title": _("What waits for you"),
        "today": timezone.localtime(),
        "board": waiting_board(user) if policy.may(user, "submission.read") else None,
        "attention": attention(user),
        "letters": letter_attention(user),
        "terms": term_attention(user),
        "shelf": shelf_attention(user),
        "talk": talk_attention(user),
        "may_set_mailboxes": policy.may(user, "mailbox.configure"),
        "issues": _issues() if policy.may(user, "issue.view") else [],
        "may_claim": policy.may(user, "submission.claim"),
        "may_write": policy.may(user, "submission.edit"),
        "may_plan": policy.may(user, "issue.plan"),
    }
    if policy.may(user, "issue.view"):
        context["stories"] = stories_for_board(user)
        context["may_plan_stories"] = policy.may(user, PLAN)
    context["clocks"] = issue_clocks(context["issues"]) if context["issues"] else {}
    if policy.may(user, "submission.read") and policy.may(user, "issue.view"):
        context["unread"] = unread_on_pages(user)
    if policy.may(user, "submission.read"):
        context["own_card"] = card_context()
    if policy.may(user, "job.read"):
        context["failed_jobs"] = list(Job.objects.filter(state=JobState.FAILED)[:5])
    return context


def house_name(_request: HttpRequest) -> str:
    """Return what stands over the menu: the name of the title we make."""
    return Supplement.objects.values_list("name", flat=True).first() or "guidekit"


def _issues() -> list[Issue]:
    pages = Page.objects.without_layout().select_related("grid")
    pages = pages.prefetch_related("placements")
    return list(
        Issue.objects.in_the_making()
        .select_related("supplement")
        .prefetch_related(Prefetch("pages", queryset=pages.order_by("number")))
        .order_by("cover_date")[:ISSUES_SHOWN]
    )
