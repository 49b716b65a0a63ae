"""Signatures under a read: who may sign, what is signed, what no longer holds."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from desk.models import User
from submissions.enums import ReviewStage
from submissions.exceptions import AlreadyRead
from submissions.models import Review, Submission
from submissions.services.copy import version_of


def earlier_read(submission: Submission, user: User) -> Review | None:
    """Return the valid read of a piece that this person has signed, if any."""
    return submission.reviews.filter(reviewer=user, void_at__isnull=True).first()


def refuse_second_read(submission: Submission, user: User) -> None:
    """Raise ``AlreadyRead`` when the person has signed a read of the piece before."""
    read = earlier_read(submission, user)
    if read is not None:
        raise AlreadyRead(twice(read), code="already_read")


def twice(read: Review | None) -> str:
    """Return the sentence that refuses a second read by the same person."""
    if read is None:
        return _(
            "You have signed a read of this piece. Somebody else must sign this one."
        )
    return _(
        "You signed the “%(read)s” of this piece on %(date)s. "
        "Nobody signs two reads of one piece; somebody else must sign this one."
    ) % {
        "read": read.get_stage_display(),
        "date": timezone.localtime(read.signed_at).strftime("%Y-%m-%d %H:%M"),
    }


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
    valid = submission.reviews.filter(stage__in=list(stages), void_at__isnull=True)
    voided = list(valid.values_list("stage", flat=True))
    valid.update(void_at=timezone.now())
    return voided
