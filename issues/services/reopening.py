"""Reopen an issue that was released (撤回付印), while it has not been printed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services import ledger
from issues.enums import IssueStatus
from issues.models import Issue
from issues.services.issue_signing import SIGN, lock_issue, void_issue_sign_off
from issues.services.page_changes import follow_pages
from submissions.models import Submission
from submissions.services.print_notices import take_back_notices
from submissions.services.publication import withdraw_publications
from submissions.services.workflow import unpublish


def reopen_issue(*, issue: Issue, actor: User, reason: str) -> Issue:
    """Take a release back with a reason, which is kept.

    The issue's signature falls, its pieces stand on their pages again, and letters of
    print that have not left are taken back.  The pages keep their signatures: whoever
    changes one withdraws that first.  From the cover date on nothing is taken back,
    because the paper is printed.
    """
    policy.require(actor, SIGN, issue)
    reason = reason.strip()
    if not reason:
        raise Refused(
            _("Say why the issue is reopened; the reason is kept."),
            code="reason_missing",
        )
    with transaction.atomic():
        held = lock_issue(issue)
        _require_unprinted(held)
        pieces = _pieces(held)
        for piece in pieces:
            unpublish(piece, actor=actor)
        letters = take_back_notices(pieces)
        withdraw_publications(pieces)
        void_issue_sign_off(issue=held, actor=actor, reason=reason)
        held.status = IssueStatus.MAKING_UP
        held.save(update_fields=("status",))
        follow_pages(held)
        data = {"reason": reason, "pieces": len(pieces), "letters": letters}
        ledger.record(obj=held, verb="issue.reopened", actor=actor, data=data)
    issue.refresh_from_db(fields=("status",))
    return issue


def may_be_reopened(issue: Issue) -> bool:
    """Tell whether an issue is released and not printed yet."""
    released = issue.status == IssueStatus.RELEASED
    return released and timezone.localdate() < issue.cover_date


def _require_unprinted(issue: Issue) -> None:
    if issue.status != IssueStatus.RELEASED:
        raise Refused(
            _("%(issue)s has not been released to press.") % {"issue": issue.label},
            code="not_released",
        )
    if not may_be_reopened(issue):
        raise Refused(
            _(
                "The paper of %(date)s is printed and cannot be taken back; a mistake"
                " in it is put right by a correction."
            )
            % {"date": date_format(issue.cover_date)},
            code="printed",
        )


def _pieces(issue: Issue) -> list[Submission]:
    found = Submission.objects.select_for_update(of=("self",)).order_by("pk")
    return list(found.filter(placement__page__issue=issue))
