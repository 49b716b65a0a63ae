"""Write down what was signed, sent or decided, so that it cannot be changed unseen.

The entries of one object form a chain of hashes; ``desk.services.seals`` seals each
day's entries of all objects; ``desk.services.verifying`` verifies both. Wording is made
when shown, from the verb and the data.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from desk.models import LedgerEntry, User
from desk.services.hashing import hash_of
from desk.services.verifying import verify_ledger

__all__ = ["entries_for", "name_of", "record", "verify_ledger"]

# Two people at once on a new object: the second takes the next number.
TRIES = 8


def record(
    *,
    obj: models.Model,
    verb: str,
    actor: User | None = None,
    data: dict[str, Any] | None = None,
) -> LedgerEntry:
    """Add an entry to an object's chain, in the transaction of the act itself.

    No personal data in ``data``: an entry can never be erased.
    """
    plain = json.loads(json.dumps(data or {}, cls=DjangoJSONEncoder))
    for attempt in range(1, TRIES + 1):
        try:
            # Only where others can be quicker is there something to take back; a
            # database with one writer is spared the two statements.
            with transaction.atomic(
                savepoint=connection.features.has_select_for_update
            ):
                _hold_chain(obj)
                entry = _next_entry(obj, verb=verb, actor=actor, data=plain)
                entry.save()
        except IntegrityError:
            if attempt == TRIES:
                raise
        else:
            return entry
    raise AssertionError("unreachable")


def entries_for(obj: models.Model) -> models.QuerySet[LedgerEntry]:
    """Return an object's entries, oldest first."""
    object_type, object_id = name_of(obj)
    entries = LedgerEntry.objects.filter(object_type=object_type, object_id=object_id)
    return entries.select_related("actor").order_by("sequence")


def name_of(obj: models.Model) -> tuple[str, str]:
    """Return under which kind and id an object stands in the ledger."""
    return obj._meta.label_lower, str(obj.pk)


def _hold_chain(obj: models.Model) -> None:
    """Make other writers wait by its first entry; SQLite has one writer as it is."""
    if connection.features.has_select_for_update:
        first = entries_for(obj).filter(sequence=1).select_for_update(of=("self",))
        first.values_list("pk").first()


def _next_entry(
    obj: models.Model, *, verb: str, actor: User | None, data: dict[str, Any]
) -> LedgerEntry:
    last = entries_for(obj).last()
    object_type, object_id = name_of(obj)
    entry = LedgerEntry(
        object_type=object_type,
        object_id=object_id,
        sequence=last.sequence + 1 if last else 1,
        verb=verb,
        data=data,
        actor=actor,
        created_at=timezone.now(),
        previous_hash=last.hash if last else "",
    )
    entry.hash = hash_of(entry)
    return entry
