"""Signatures under a read: who may sign, what is signed, what no longer holds.

Nobody signs two reads of one piece.  What counts as one piece is its family (copies,
the same words sent again); what counts as her read is every signature she ever gave,
also one that is void now: she has had it in her hand as that reader and no other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.models import User
from submissions.enums import ReviewStage, VoidCause
from submissions.exceptions import AlreadyRead
from submissions.models import Review, Submission, Version
from submissions.services.copy import version_of
from submissions.services.families import family_of

PIECE_READS = (ReviewStage.FIRST, ReviewStage.SECOND)


def valid_reads(submission: Submission) -> QuerySet[Review]:
    """Return the signatures that hold."""
    return submission.reviews.filter(void_at__isnull=True)


def reads_by(user: Any, pieces: Collection[int]) -> QuerySet[Review]:
    """Return every signature a person gave under these pieces or their families."""
    found = Review.objects.filter(submission__in=family_of(pieces), reviewer=user)
    return found.select_related("submission")


def other_reads(submission: Submission, user: User) -> dict[ReviewStage, Review]:
    """Return, for each read of a piece, what this person has signed beside it."""
    given = list(reads_by(user, [submission.pk]))
    return {
        stage: other
        for stage in ReviewStage
        if (other := _beside(given, stage)) is not None
    }


def _beside(given: Iterable[Review], stage: ReviewStage) -> Review | None:
    others = (read for read in given if read.stage != stage or read.on_page)
    return next(others, None)


def refuse_second_read(submission: Submission, user: User, stage: ReviewStage) -> None:
    """Raise ``AlreadyRead`` when the person has signed another read of the piece."""
    read = _beside(reads_by(user, [submission.pk]), stage)
    if read is not None:
        raise AlreadyRead(twice(read, submission), code="already_read")


def twice(read: Review | None, submission: Submission | None = None) -> str:
    """Return the sentence that refuses a second read by the same person."""
    if read is None:
        return _(
            "You have signed a read of this piece. Somebody else must sign this one."
        )
    words = {
        "read": read.get_stage_display(),
        "date": timezone.localtime(read.signed_at).strftime("%Y-%m-%d %H:%M"),
        "ref": read.submission.ref,
    }
    if submission is not None and read.submission_id != submission.pk:
        return (
            _(
                "You signed the “%(read)s” of %(ref)s, the same piece, on %(date)s. "
                "Nobody signs two reads of one piece; somebody else must sign this one."
            )
            % words
        )
    return (
        _(
            "You signed the “%(read)s” of this piece on %(date)s. "
            "Nobody signs two reads of one piece; somebody else must sign this one."
        )
        % words
    )


def sign(
    submission: Submission, *, stage: ReviewStage, reviewer: User, note: str
) -> Review:
    """Put a signature under the current words of a piece."""
    version = version_of(submission)
    return Review.objects.create(
        submission=submission,
        version=version,
        copy_hash=version.copy_hash,
        stage=stage,
        reviewer=reviewer,
        opinion=note,
        signed_at=timezone.now(),
    )


def void(submission: Submission, stages: Iterable[ReviewStage]) -> list[str]:
    """Let the signatures under some reads hold no longer; return the reads."""
    valid = valid_reads(submission).filter(stage__in=list(stages))
    voided = list(valid.values_list("stage", flat=True))
    valid.update(void_at=timezone.now(), void_cause=VoidCause.ACTION)
    return voided


def void_by_edit(read: Review, version: Version, changes: Iterable[str]) -> None:
    """Let a signature fall because of what a new version changed."""
    read.void_at, read.void_cause = timezone.now(), VoidCause.EDIT
    read.void_version, read.void_changes = version, sorted(changes)
    fields = ("void_at", "void_cause", "void_version", "void_changes")
    read.save(update_fields=fields)


def cover(read: Review, version: Version, changes: Iterable[str]) -> None:
    """Note that a signature stands under a later version, too."""
    told = {
        "version": version.number,
        "hash": version.copy_hash,
        "changes": sorted(changes),
    }
    read.covers = [*read.covers, told]
    read.save(update_fields=("covers",))


def missing_reads(submission: Submission) -> tuple[ReviewStage, ...]:
    """Return the reads of the piece itself that must still be signed, in order."""
    held = set(
        valid_reads(submission).filter(on_page=False).values_list("stage", flat=True)
    )
    wanted = (*PIECE_READS, *((ReviewStage.FINAL,) if submission.flags else ()))
    return tuple(stage for stage in wanted if stage not in held)
