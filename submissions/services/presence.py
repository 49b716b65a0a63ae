"""Who has a piece open now, and whether she has unsaved words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from desk.models import User
from desk.policy import policy
from desk.services.presence import note_window, note_window_closed, others_at
from submissions.models import Presence, Submission, Version


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody else who has the piece open, and whether she has unsaved words."""

    name: str
    is_writing: bool


def note_presence(
    *, piece: Submission, user: User, tab: UUID, is_writing: bool = False
) -> None:
    """Note that a person has a piece open in a window."""
    policy.require(user, "submission.read", piece)
    note_window(piece.presences, user=user, tab=tab, said={"is_writing": is_writing})


def note_leaving(*, piece: Submission, user: User, tab: UUID) -> None:
    """Take away what a window that closes has noted."""
    note_window_closed(piece.presences.all(), user=user, tab=tab)


def companions(piece: Submission, user: User) -> tuple[Companion, ...]:
    """Return who else has a piece open, in one query; a person once."""
    rows = others_at(piece.presences.all(), user)
    rows = rows.order_by("user__display_name", "user_id")
    return tuple(_people(rows))


def newer_version(piece: Submission, number: int) -> Version | None:
    """Return the newest version when it came after one that somebody has open."""
    newer = piece.versions.filter(number__gt=number).select_related("author")
    return newer.defer("copy").order_by("number").last()


def _people(rows: Iterable[Presence]) -> Iterable[Companion]:
    people: dict[int, Companion] = {}
    for row in rows:
        before = people.get(row.user_id)
        writing = row.is_writing or (before is not None and before.is_writing)
        people[row.user_id] = Companion(str(row.user), writing)
    return people.values()
