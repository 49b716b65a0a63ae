"""Who has a piece open now: each window says so every quarter of a minute.

A row that is not renewed for 45 seconds counts no more; a window that closes takes its
row away.  Nothing depends on it: two who save are told of each other in any case.
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
from submissions.models import Presence, Submission, Version

STALE = timedelta(seconds=45)


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
    now = timezone.now()
    said: dict[str, Any] = {"is_writing": is_writing, "seen_at": now}
    mine = Presence.objects.filter(submission=piece, user=user, tab=tab)
    if mine.update(**said):
        return
    Presence.objects.filter(seen_at__lt=now - STALE).delete()
    try:
        with transaction.atomic():
            Presence.objects.create(submission=piece, user=user, tab=tab, **said)
    except IntegrityError:  # the same window asked twice at once
        mine.update(**said)


def note_leaving(*, piece: Submission, user: User, tab: UUID) -> None:
    """Take away what a window that closes has noted."""
    Presence.objects.filter(submission=piece, user=user, tab=tab).delete()


def companions(piece: Submission, user: User) -> tuple[Companion, ...]:
    """Return who else has a piece open, in one query; a person once."""
    fresh = Presence.objects.filter(
        submission=piece, seen_at__gte=timezone.now() - STALE
    ).exclude(user=user)
    rows = fresh.select_related("user").order_by("user__display_name", "user_id")
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
