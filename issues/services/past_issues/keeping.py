"""Keep the pieces of a past issue as printed ones: found by search, known by likeness.

They come through the one door, but as what was printed: published from the first, with
numbers of their own, no author to write to and nobody's in the figures.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.enums import JobQueue
from desk.exceptions import Refused
from desk.jobs import JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue
from desk.services.ledger import record
from issues.enums import PastIssueState
from issues.models import PastIssue, PastPiece
from issues.services.past_issues.bringing import KEEP
from issues.services.past_issues.correcting import require_open
from submissions.body_text import blocks_from_body
from submissions.enums import Kind, Source
from submissions.incoming import Incoming
from submissions.models import Submission
from submissions.services.copy import version_of
from submissions.services.publication import PAPER_IS_OUT, record_publication
from submissions.services.receiving import receive_submission

KEEP_PIECES = "issues.keep_past_issue"


@transaction.atomic
def keep_past_issue(*, past: PastIssue, actor: User | None) -> Job:
    """Have the pieces of a past issue kept, as the division stands now."""
    if actor is not None:
        policy.require(actor, KEEP)
    held = PastIssue.objects.select_for_update().get(pk=past.pk)
    require_open(held)
    wanted = held.pieces.filter(is_dropped=False)
    if not wanted.exists():
        raise Refused(_("There is nothing to keep."), code="nothing")
    job = enqueue(
        kind=KEEP_PIECES,
        unique_key=f"{KEEP_PIECES}:{held.key.hex}:{_turn(held)}",
        payload={"past": held.pk},
        created_by=actor,
    )
    held.state, held.job = PastIssueState.KEEPING, job
    held.save(update_fields=("state", "job"))
    data = {"pieces": wanted.count()}
    record(obj=held, verb="archive.division_kept", actor=actor, data=data)
    past.refresh_from_db()
    return job


def keep_pieces(job: Job, context: JobContext) -> dict[str, Any]:
    """Keep every piece that is not kept yet; one that is refused says why.

    With a refusal the issue waits for a look again, the others being kept.
    """
    past = PastIssue.objects.select_related("supplement").filter(
        pk=job.payload.get("past")
    )
    found = past.first()
    if found is None or found.state != PastIssueState.KEEPING:
        return {"outcome": "gone"}
    pieces = list(found.pieces.filter(is_dropped=False, submission=None))
    refused = 0
    for number, piece in enumerate(pieces):
        context.progress(number, len(pieces), str(piece)[:60])
        refused += not keep_piece(found, piece)
    found.state = PastIssueState.DIVIDED if refused else PastIssueState.KEPT
    found.save(update_fields=("state",))
    return {"kept": len(pieces) - refused, "refused": refused}


def keep_piece(past: PastIssue, piece: PastPiece) -> bool:
    """Keep one piece; tell whether it was, and note at the piece why it was not."""
    try:
        with override(settings.LANGUAGE_CODE), transaction.atomic():
            submission = _receive(past, piece)
            _record(past, piece, submission)
            piece.submission, piece.problem = submission, ""
            piece.save(update_fields=("submission", "problem"))
    except Refused as refusal:
        PastPiece.objects.filter(pk=piece.pk).update(problem=str(refusal)[:300])
        return False
    return True


def register_jobs() -> None:
    """Name the job to the desk."""
    register(KEEP_PIECES, keep_pieces, queue=JobQueue.DEFAULT, lease_seconds=120)


def _receive(past: PastIssue, piece: PastPiece) -> Submission:
    printed_at = datetime.combine(past.cover_date, PAPER_IS_OUT)
    incoming = Incoming(
        source=Source.ARCHIVE,
        key=f"past:{past.key.hex}:{piece.pk}",
        kind=Kind.NEWS,
        kicker=piece.kicker,
        headline=piece.headline,
        deck=piece.deck,
        byline=piece.byline,
        blocks=blocks_from_body(piece.body),
        receipt=None,
        received_at=timezone.make_aware(printed_at),
    )
    return receive_submission(incoming=incoming).submission


def _record(past: PastIssue, piece: PastPiece, submission: Submission) -> None:
    record_publication(
        submission=submission,
        supplement=past.supplement.name,
        issue_label=past.label,
        cover_date=past.cover_date,
        page_number=piece.page_number,
        page_label=piece.page_label,
        headline=piece.headline or submission.title,
        byline=piece.byline,
        copy_hash=version_of(submission).copy_hash,
    )


def _turn(past: PastIssue) -> int:
    """Return how often it was kept: after a correction it is another job."""
    return Job.objects.filter(
        unique_key__startswith=f"{KEEP_PIECES}:{past.key.hex}:"
    ).count()
