"""The clock of a piece that is offered to us alone.

By custom a paper has fifteen days to tell the author that it will print; after that she
is free to offer the piece elsewhere, unless a longer term was agreed.  Only the promise
to print stops the clock; putting a piece on hold does not.  The rows are the memory: a
clock that jumps warns and ends a term once, whatever it does afterwards.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.exceptions import Refused
from desk.models import LedgerEntry, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letters import write_letter_of_kind
from submissions.enums import READING, ReviewStage, Status
from submissions.letter_kinds import EXCLUSIVE_ENDED
from submissions.models import Review, Submission
from submissions.services.notices import piece_words
from submissions.services.reach import pieces_for

logger = logging.getLogger(__name__)

AGREE = "submission.agree_term"
TERM = timedelta(days=15)
LONGEST = timedelta(days=366)
PIECES_A_ROUND = 500
PIECES_SHOWN = 5
WARNED, ENDED = "submission.exclusive_warned", "submission.exclusive_ended"
# The states in which nobody has promised to print the piece, nor given it up.
UNDECIDED = (Status.RECEIVED, *READING, Status.HELD, Status.RETURNED)


class Clock(StrEnum):
    """How the clock of a piece stands."""

    NONE = "none"
    RUNNING = "running"
    SOON = "soon"
    OVER = "over"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Watched:
    """What a look at the clocks found."""

    warned: int
    ended: int


def default_until(received_at: datetime) -> date:
    """Return the last day of the usual term."""
    return timezone.localdate(received_at) + TERM


def running() -> QuerySet[Submission]:
    """Return the pieces whose clock runs: exclusive, and not promised to be printed."""
    promised = Review.objects.filter(
        submission=OuterRef("pk"), stage=ReviewStage.SECOND, void_at__isnull=True
    )
    found = Submission.objects.filter(is_exclusive=True, status__in=UNDECIDED)
    return found.exclude(Exists(promised))


def ending_soon() -> QuerySet[Submission]:
    """Return the pieces whose term ends within the days of warning."""
    today = timezone.localdate()
    last = today + timedelta(days=settings.EXCLUSIVE_WARNING_DAYS)
    return running().filter(exclusive_until__range=(today, last))


def over() -> QuerySet[Submission]:
    """Return the pieces whose term has run out before anybody decided."""
    return running().filter(exclusive_until__lt=timezone.localdate())


@dataclass(frozen=True, slots=True)
class TermAttention:
    """The pieces whose time with us alone runs out."""

    soon: Sequence[Submission] = ()
    over: int = 0

    def __bool__(self) -> bool:
        return bool(self.soon or self.over)


def term_attention(user: User) -> TermAttention:
    """Return what the first screen says of exclusive terms to a person."""
    if not policy.may(user, AGREE):
        return TermAttention()
    soon = pieces_for(user, ending_soon()).only(
        "ref", "headline", "working_title", "exclusive_until"
    )
    rows = soon.order_by("exclusive_until", "pk")[:PIECES_SHOWN]
    return TermAttention(soon=list(rows), over=pieces_for(user, over()).count())


def clock_of(piece: Submission) -> Clock:
    """Return how the clock of one piece stands."""
    if not piece.is_exclusive:
        return Clock.NONE
    if piece.status not in UNDECIDED or _promised(piece):
        return Clock.STOPPED
    left = _until(piece) - timezone.localdate()
    if left < timedelta(0):
        return Clock.OVER
    warning = timedelta(days=settings.EXCLUSIVE_WARNING_DAYS)
    return Clock.SOON if left <= warning else Clock.RUNNING


def exclusive_words(piece: Submission) -> str:
    """Return what the author reads about the time for which her piece is ours alone."""
    clock = clock_of(piece)
    if clock in (Clock.NONE, Clock.STOPPED):
        return ""
    until = {"until": date_format(_until(piece))}
    if clock == Clock.OVER:
        said = _(
            "The piece was ours alone until %(until)s. That time is over: you are free"
            " to offer it elsewhere."
        )
        return said % until
    said = _(
        "You offered the piece to us alone until %(until)s. If you hear nothing by"
        " then, you are free to offer it elsewhere."
    )
    return said % until


def watch_clocks() -> Watched:
    """Warn of terms that end soon, and end those that are over; each once."""
    for piece in running().filter(exclusive_until__isnull=True)[:PIECES_A_ROUND]:
        until = default_until(piece.received_at)
        same = Submission.objects.filter(pk=piece.pk, exclusive_until__isnull=True)
        same.update(exclusive_until=until)
    ended = sum(_end(pk) for pk in _unended())
    soon = ending_soon().filter(exclusive_warned_at__isnull=True).order_by("pk")
    warned = sum(_warn(pk) for pk in soon.values_list("pk", flat=True)[:PIECES_A_ROUND])
    logger.info("Exclusive terms: %d warned of, %d ended", warned, ended)
    return Watched(warned=warned, ended=ended)


@transaction.atomic
def agree_exclusive_term(
    *, submission: Submission, actor: User, until: date, note: str = ""
) -> Submission:
    """Write down for how long the author leaves a piece to us alone, as agreed.

    Agreeing begins the clock anew: its end is warned of and told again.
    """
    policy.require(actor, AGREE, submission)
    piece = _locked(submission.pk)
    today = timezone.localdate()
    if piece.status not in UNDECIDED:
        raise Refused(
            _("%(ref)s is decided; a term means nothing any more.")
            % {"ref": piece.ref},
            code="decided",
        )
    if not today <= until <= today + LONGEST:
        raise Refused(
            _("Choose a day from today on, at most a year away."), code="until"
        )
    if (piece.is_exclusive, piece.exclusive_until) != (True, until):
        before = piece.exclusive_until.isoformat() if piece.exclusive_until else ""
        piece.is_exclusive, piece.exclusive_until = True, until
        piece.exclusive_warned_at = None
        names = ("is_exclusive", "exclusive_until", "exclusive_warned_at", "updated_at")
        piece.save(update_fields=names)
        data = {
            "before": before,
            "until": until.isoformat(),
            "note": note.strip()[:500],
        }
        record(obj=piece, verb="submission.exclusive_agreed", actor=actor, data=data)
    submission.refresh_from_db()
    return submission


def _unended() -> list[int]:
    """Return the pieces whose end is not written down yet, oldest first."""
    ended = LedgerEntry.objects.filter(
        object_type=Submission._meta.label_lower, verb=ENDED
    ).values_list("object_id", "data")
    known = {(object_id, data.get("until")) for object_id, data in ended}
    rows = over().order_by("exclusive_until", "pk").values_list("pk", "exclusive_until")
    found = [pk for pk, until in rows if (str(pk), str(until)) not in known]
    return found[:PIECES_A_ROUND]


@transaction.atomic
def _end(pk: int) -> bool:
    piece = _locked(pk)
    if clock_of(piece) != Clock.OVER:
        return False
    until = _until(piece)
    told = LedgerEntry.objects.filter(
        object_type=Submission._meta.label_lower, object_id=str(pk), verb=ENDED
    )
    if any(entry.data.get("until") == until.isoformat() for entry in told):
        return False
    record(obj=piece, verb=ENDED, data={"until": until.isoformat()})
    with override(settings.LANGUAGE_CODE):
        write_letter_of_kind(
            kind=EXCLUSIVE_ENDED,
            unique_key=f"exclusive-ended:{piece.ref}:{until.isoformat()}",
            recipient=piece.contact_email,
            words={**piece_words(piece), "until": date_format(until)},
            obj=piece,
        )
    return True


@transaction.atomic
def _warn(pk: int) -> bool:
    piece = _locked(pk)
    if piece.exclusive_warned_at is not None or clock_of(piece) != Clock.SOON:
        return False
    Submission.objects.filter(pk=pk).update(exclusive_warned_at=timezone.now())
    record(obj=piece, verb=WARNED, data={"until": _until(piece).isoformat()})
    return True


def _locked(pk: int) -> Submission:
    return Submission.objects.select_for_update(of=("self",)).get(pk=pk)


def _until(piece: Submission) -> date:
    return piece.exclusive_until or default_until(piece.received_at)


def _promised(piece: Submission) -> bool:
    reads = piece.reviews.filter(stage=ReviewStage.SECOND, void_at__isnull=True)
    return reads.exists()
