"""What waits for a member of staff: the groups the desk opens on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Q

from desk.models import User
from submissions.enums import Status
from submissions.models import Submission
from submissions.services.reach import pieces_for, within_reach

ROWS_SHOWN = 8

GROUPS = (Status.RECEIVED, Status.FIRST_READ, Status.SECOND_READ, Status.ACCEPTED)


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """Pieces in one state, nearest deadline first; ``total`` counts all of them."""

    status: Status
    total: int
    pieces: Sequence[Submission]

    @property
    def hidden(self) -> int:
        """Return how many pieces of the state are not among the rows shown."""
        return self.total - len(self.pieces)


@dataclass(frozen=True, slots=True)
class Board:
    """The desk's board: what the person has claimed, and what waits by state."""

    claimed: Sequence[Submission]
    groups: tuple[BoardGroup, ...]
    aside: tuple[tuple[Status, int], ...]  # on hold, returned: counts only


def next_waiting(user: User, piece: Submission) -> Submission | None:
    """Return the piece a person would take up next: hers, or one nobody has.

    In the order of the board, of the same state as this one.
    """
    state = piece.status if piece.status in GROUPS else Status.RECEIVED
    free = Q(claimed_by=None) | Q(claimed_by=user)
    found = Submission.objects.filter(within_reach(user), free, status=state)
    return found.exclude(pk=piece.pk).by_deadline().only("pk", "ref").first()


def waiting_board(user: AbstractBaseUser) -> Board:
    """Return the board of a person in a fixed number of queries."""
    totals = dict(
        pieces_for(user)
        .order_by()
        .values_list("status")
        .annotate(total=Count("pk"))
        .values_list("status", "total")
    )
    found = pieces_for(user).select_related("section", "claimed_by")
    listed = found.defer("body").by_deadline()
    groups = tuple(
        BoardGroup(
            status=status,
            total=totals.get(status, 0),
            pieces=list(listed.filter(status=status)[:ROWS_SHOWN]),
        )
        for status in GROUPS
    )
    return Board(
        claimed=list(listed.waiting().claimed_by(user)[:ROWS_SHOWN]),
        groups=groups,
        aside=tuple((s, totals.get(s, 0)) for s in (Status.HELD, Status.RETURNED)),
    )
