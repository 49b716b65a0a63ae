"""The browsers in which somebody is signed in: noted, listed, ended."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from desk.exceptions import NotAllowed
from desk.models import StaffSession, User
from desk.policy import policy
from desk.services.callers import address_of, browser_of, masked
from desk.services.ledger import record

NOTED_EVERY = 5 * 60  # seconds


def note_session(request: HttpRequest, user: User) -> None:
    """Write down that somebody is here, every few minutes at most."""
    key = request.session.session_key
    if not key or not cache.add(_mark(key), 1, NOTED_EVERY):
        return
    now = timezone.now()
    fields = {
        "browser": browser_of(request)[:60],
        "address": masked(address_of(request)),
        "last_seen_at": now,
    }
    known = StaffSession.objects.filter(key_hash=key_hash(key))
    if known.update(**fields):
        return
    # An account that goes at this moment is no reason to refuse its last page.
    with suppress(IntegrityError), transaction.atomic():
        StaffSession.objects.get_or_create(
            key_hash=key_hash(key),
            defaults={**fields, "user": user, "key": key, "began_at": now},
        )


def sessions_of(user: User) -> QuerySet[StaffSession]:
    """Return where a person is signed in, the last used first."""
    oldest = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return StaffSession.objects.filter(user=user, began_at__gt=oldest).defer("key")


@transaction.atomic
def end_session(*, session: StaffSession, actor: User) -> None:
    """Sign somebody out in one browser: oneself, or another by who manages staff."""
    if session.user_id != actor.pk and not policy.may(
        actor, "staff.manage", session.user
    ):
        raise NotAllowed(policy.refusal(actor, "staff.manage", session.user) or "")
    data = {"browser": session.browser}
    record(obj=session.user, verb="staff.session_ended", actor=actor, data=data)
    _end(StaffSession.objects.filter(pk=session.pk))


@transaction.atomic
def end_others(*, user: User, keep: str, actor: User) -> int:
    """Sign a person out everywhere but in the session ``keep``; return in how many."""
    others = StaffSession.objects.filter(user=user).exclude(key_hash=key_hash(keep))
    count = _end(others)
    if count:
        data = {"browsers": count}
        record(obj=user, verb="staff.sessions_ended", actor=actor, data=data)
    return count


def forget_session(key: str) -> None:
    """Strike a session off the list that has ended by itself."""
    StaffSession.objects.filter(key_hash=key_hash(key)).delete()
    cache.delete(_mark(key))


def forget_old_sessions() -> int:
    """Strike off what no cookie can open any more."""
    oldest = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return StaffSession.objects.filter(began_at__lt=oldest).delete()[0]


def key_hash(key: str) -> str:
    """Return under which name a session stands in the list."""
    return hashlib.sha256(key.encode()).hexdigest()


def _end(sessions: QuerySet[StaffSession]) -> int:
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    keys = list(sessions.values_list("key", flat=True))
    for key in keys:
        store().delete(key)
        cache.delete(_mark(key))
    sessions.delete()
    return len(keys)


def _mark(key: str) -> str:
    return f"here:{key_hash(key)}"
