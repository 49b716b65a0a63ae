"""Who has a page on the editing screen now, and whose block she holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from desk.models import User
from desk.policy import policy
from desk.services.presence import note_window, note_window_closed, others_at
from issues.models import Page, PagePresence


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody else at the page: what she holds, and whether she has unsaved blocks."""

    name: str
    is_editing: bool
    story: str


def note_at_page(
    *, page: Page, user: User, tab: UUID, is_editing: bool = False, story: str = ""
) -> None:
    """Note that a person has a page open in a window."""
    policy.require(user, "issue.view", page.issue)
    said = {"is_editing": is_editing, "story": story[:40]}
    note_window(page.presences, user=user, tab=tab, said=said)


def note_leaving_page(*, page: Page, user: User, tab: UUID) -> None:
    """Take away what a window that closes has noted."""
    note_window_closed(page.presences.all(), user=user, tab=tab)


def neighbours(page: Page, user: User) -> tuple[Neighbour, ...]:
    """Return who else is at a page, in one query; a person once."""
    rows = others_at(page.presences.all(), user)
    rows = rows.order_by("user__display_name", "seen_at")
    return tuple(_people(rows))


def _people(rows: Iterable[PagePresence]) -> Iterable[Neighbour]:
    """Return each person as her newest window that holds something says."""
    people: dict[int, Neighbour] = {}
    for row in rows:
        before = people.get(row.user_id)
        editing = row.is_editing or (before is not None and before.is_editing)
        story = row.story or (before.story if before else "")
        people[row.user_id] = Neighbour(str(row.user), editing, story)
    return people.values()
