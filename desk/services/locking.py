"""Who guesses passwords has to wait: counted by name and address, told until when.

Nobody is shut out by what others try elsewhere: a name is locked for the address from
which it was tried, and an address when it tries too many names.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from desk.models import SignInTries, User
from desk.policy import policy
from desk.services.callers import masked
from desk.services.ledger import record

NAMES_FOR_ONE_ADDRESS = 10  # an address is locked after so many times the tries
KEPT = timedelta(days=1)
UNKNOWN = "?"  # no user name has it


def locked_until(username: str, address: str) -> datetime | None:
    """Return until when a name cannot sign in from an address; None when it can."""
    rows = SignInTries.objects.filter(
        key__in=_keys(username, address), locked_until__gt=timezone.now()
    )
    return max(filter(None, rows.values_list("locked_until", flat=True)), default=None)


@transaction.atomic
def note_failure(username: str, address: str) -> None:
    """Count a wrong password; lock the name here, or the address, after too many."""
    now = timezone.now()
    SignInTries.objects.filter(last_at__lt=now - KEPT).delete()
    most = settings.SIGN_IN_TRIES
    named, bare = _keys(username, address)
    # What is typed there may be a password: only the name of an account is kept.
    known = username if _owner(username) else UNKNOWN
    _count(named, known, address, most=most, now=now)
    _count(bare, "", address, most=most * NAMES_FOR_ONE_ADDRESS, now=now)


def forget_failures(username: str, address: str) -> None:
    """Begin to count anew, after a right password."""
    SignInTries.objects.filter(key=_keys(username, address)[0]).delete()


@transaction.atomic
def unlock(*, tries: SignInTries, actor: User) -> None:
    """Let a name, or an address, try again at once; this is recorded."""
    policy.require(actor, "staff.manage")
    data = {"username": tries.username, "address": tries.address}
    owner = _owner(tries.username)
    record(obj=owner or actor, verb="staff.unlocked", actor=actor, data=data)
    tries.delete()


def _count(
    key: str, username: str, address: str, *, most: int, now: datetime
) -> SignInTries:
    """Count one in a row; what lies longer back than the wait counts no more."""
    wait = timedelta(minutes=settings.SIGN_IN_WAIT_MINUTES)
    fields = {"username": username, "address": masked(address), "last_at": now}
    row, _made = SignInTries.objects.select_for_update().get_or_create(
        key=key, defaults=fields
    )
    is_stale = row.last_at < now - wait
    row.failures = 1 if is_stale else F("failures") + 1
    row.last_at, row.locked_until = now, None if is_stale else row.locked_until
    row.save()
    row.refresh_from_db()
    if row.failures >= most and row.locked_until is None:
        row.locked_until = now + wait
        row.save(update_fields=["locked_until"])
        _tell(row)
    return row


def _tell(row: SignInTries) -> None:
    """Write a lock into the ledger of its account, where the name is somebody's."""
    owner = _owner(row.username)
    if owner is not None:
        data = {"address": row.address, "until": row.locked_until}
        record(obj=owner, verb="staff.locked_out", data=data)


def _owner(username: str) -> User | None:
    return User.objects.filter(username=username).first() if username else None


def _keys(username: str, address: str) -> tuple[str, str]:
    """Return the keys of a name at an address, and of the address alone."""
    said = (f"{address} {username.casefold()}", address)
    first, second = (hashlib.sha256(words.encode()).hexdigest() for words in said)
    return first, second
