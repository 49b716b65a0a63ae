"""The shelf life of a held piece: until when it may lie before somebody looks again.

Nothing is declined by itself.  When the day has come the piece is shown on the board
and told in the morning letter; it is taken up, held longer or declined by a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.enums import Status
from submissions.models import Submission
from submissions.services.reach import pieces_for

HOLD = "submission.hold"
USUAL_DAYS = 30
LONGEST = timedelta(days=366)
PIECES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ShelfAttention:
    """The held pieces that somebody should look at again."""

    pieces: Sequence[Submission] = ()
    total: int = 0

    def __bool__(self) -> bool:
        return bool(self.total)

    @property
    def hidden(self) -> int:
        return self.total - len(self.pieces)


def default_until(piece: Submission) -> date:
    """Return until when a piece of its section is usually held."""
    days = piece.section.shelf_days if piece.section else USUAL_DAYS
    return timezone.localdate() + timedelta(days=days)


def over(pieces: QuerySet[Submission] | None = None) -> QuerySet[Submission]:
    """Return the held pieces whose shelf life has ended, of these or of all."""
    found = Submission.objects.all() if pieces is None else pieces
    return found.filter(
        status=Status.HELD, held_until__lte=timezone.localdate()
    ).order_by("held_until", "pk")


def shelf_attention(user: User) -> ShelfAttention:
    """Return what the first screen says of held pieces to a person."""
    if not policy.may(user, HOLD):
        return ShelfAttention()
    ended = pieces_for(user, over())
    first = list(ended.defer("body", "contact_phone")[: PIECES_SHOWN + 1])
    total = len(first) if len(first) <= PIECES_SHOWN else ended.count()
    return ShelfAttention(first[:PIECES_SHOWN], total)


def refuse_bad_day(until: date | None) -> None:
    """Refuse a day on which nobody could look again."""
    today = timezone.localdate()
    if until is not None and not today < until <= today + LONGEST:
        raise Refused(_("Choose a day after today, at most a year away."), code="until")


def put_on_shelf(piece: Submission, until: date | None) -> date:
    """Note until when a piece is held; called by the workflow as it holds it."""
    refuse_bad_day(until)
    day = until or default_until(piece)
    Submission.objects.filter(pk=piece.pk).update(held_until=day)
    return day


@transaction.atomic
def set_shelf_life(*, submission: Submission, until: date, actor: User) -> Submission:
    """Hold a held piece until another day."""
    policy.require(actor, HOLD, submission)
    refuse_bad_day(until)
    piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if piece.status != Status.HELD:
        raise Refused(
            _("%(ref)s is not on hold.") % {"ref": piece.ref}, code="not_held"
        )
    if piece.held_until != until:
        before = piece.held_until.isoformat() if piece.held_until else ""
        Submission.objects.filter(pk=piece.pk).update(held_until=until)
        data = {"before": before, "until": until.isoformat()}
        record(obj=piece, verb="submission.shelf_set", actor=actor, data=data)
    submission.refresh_from_db()
    return submission
