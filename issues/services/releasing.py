"""Release an issue to press (付印): after it nothing changes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from desk.models import User
from desk.policy import policy
from desk.services import ledger
from issues.enums import IssueStatus
from issues.models import Issue, Page
from issues.services.issue_signing import (
    lock_issue,
    signed_pages,
    valid_sign_off,
    write_sign_off,
)
from issues.services.print_proofs import ask_for_proofs
from press.copy.model import Copy
from press.copy.serial import from_json
from submissions.enums import Action
from submissions.models import Submission
from submissions.services import workflow
from submissions.services.publication import printed_with, record_publication


def release_issue(*, issue: Issue, actor: User, opinion: str = "") -> Issue:
    """Release an issue whose pages are all signed; doing it again changes nothing.

    Where nobody has signed the whole issue yet, releasing it is that signature.  Every
    story becomes published, with the words and the page it ran on; the proofs of print
    are drawn afterwards.
    """
    policy.require(actor, "issue.release", issue)
    with transaction.atomic():
        held = lock_issue(issue)
        if held.status == IssueStatus.RELEASED:
            return held
        pages = signed_pages(held)
        signed = valid_sign_off(held) or write_sign_off(held, pages, actor, opinion)
        signed.released_at = timezone.now()
        signed.save(update_fields=("released_at",))
        # First the issue, then its pieces: a piece is published with its issue only.
        held.status = IssueStatus.RELEASED
        held.save(update_fields=("status",))
        for page in pages:
            _publish(held, page, actor)
        ask_for_proofs(held)
        ledger.record(
            obj=held,
            verb="issue.released",
            actor=actor,
            data={"pages": {page.number: page.layout_hash for page in pages}},
        )
    issue.refresh_from_db(fields=("status",))
    return issue


def _publish(issue: Issue, page: Page, actor: User) -> None:
    pieces = Submission.objects.select_related("current_version").in_bulk(
        [story["submission"] for story in page.set_stories]
    )
    for story in page.set_stories:
        piece = pieces[story["submission"]]
        workflow.perform(submission=piece, action=Action.PUBLISH, actor=actor)
        _record(issue, page, piece, story["copy_hash"])


def _record(issue: Issue, page: Page, piece: Submission, copy_hash: str) -> None:
    """Record a piece as printed, and with it the pieces of others within it."""
    copy = _words(piece)
    words = {piece: copy.headline or piece.title}
    words |= {item: item.headline or item.title for item in printed_with(piece)}
    for each, headline in words.items():
        record_publication(
            submission=each,
            supplement=issue.supplement.name,
            issue_label=issue.label,
            cover_date=issue.cover_date,
            page_number=page.number,
            page_label=page.label,
            headline=headline,
            byline=copy.byline if each == piece else each.byline,
            copy_hash=copy_hash,
        )


def _words(piece: Submission) -> Copy:
    """Return the words of a piece; the page is fresh, so they are those printed."""
    version = piece.current_version
    return from_json(version.copy) if version else Copy()
