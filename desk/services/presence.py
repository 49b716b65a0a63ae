"""Who has something open now: each window says so every quarter of a minute.

A row that is not renewed for 45 seconds counts no more; a window that closes takes its
row away.  Nothing depends on it: two who save are told of each other in any case.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Manager, QuerySet
from django.utils import timezone

from desk.models import User

STALE = timedelta(seconds=45)


def note_window(
    rows: Manager[Any], *, user: User, tab: UUID, said: dict[str, Any]
) -> None:
    """Note what a person's window says; ``rows`` is the manager of what it has open."""
    now = timezone.now()
    said = {**said, "seen_at": now}
    mine = rows.filter(user=user, tab=tab)
    if mine.update(**said):
        return
    rows.model.objects.filter(seen_at__lt=now - STALE).delete()
    try:
        with transaction.atomic():
            rows.create(user=user, tab=tab, **said)
    except IntegrityError:  # the same window asked twice at once
        mine.update(**said)


def note_window_closed(rows: QuerySet[Any], *, user: User, tab: UUID) -> None:
    """Take away what a window that closes has noted."""
    rows.filter(user=user, tab=tab).delete()


def others_at(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """Return the fresh rows of everybody else, with whose they are."""
    fresh = rows.filter(seen_at__gte=timezone.now() - STALE).exclude(user=user)
    return fresh.select_related("user")
