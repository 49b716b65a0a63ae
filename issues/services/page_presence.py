"""Who has a page on the editing screen now, and whose block she holds.

As for pieces (``submissions.services.presence``): each window says so again and again,
a row that is not renewed counts no more, and nothing depends on it; the second who
saves is told in any case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from desk.models import User
from desk.policy import policy
from issues.models import Page, PagePresence

STALE = timedelta(seconds=45)


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
    now = timezone.now()
    said: dict[str, Any] = {
        "is_editing": is_editing,
        "story": story[:40],
        "seen_at": now,
    }
    mine = PagePresence.objects.filter(page=page, user=user, tab=tab)
    if mine.update(**said):
        return
    PagePresence.objects.filter(seen_at__lt=now - STALE).delete()
    try:
        with transaction.atomic():
            PagePresence.objects.create(page=page, user=user, tab=tab, **said)
    except IntegrityError:  # the same window asked twice at once
        mine.update(**said)


def note_leaving_page(*, page: Page, user: User, tab: UUID) -> None:
    """Take away what a window that closes has noted."""
    PagePresence.objects.filter(page=page, user=user, tab=tab).delete()


def neighbours(page: Page, user: User) -> tuple[Neighbour, ...]:
    """Return who else is at a page, in one query; a person once."""
    fresh = PagePresence.objects.filter(
        page=page, seen_at__gte=timezone.now() - STALE
    ).exclude(user=user)
    rows = fresh.select_related("user").order_by("user__display_name", "seen_at")
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
