"""Verify the ledger: every chain, and the seal of every day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from desk.models import DaySeal, LedgerEntry
from desk.services.hashing import hash_of
from desk.services.seals import ONE_DAY, seal_of

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Chain:
    """The entries of one object, and the first thing wrong with them; else nothing."""

    entries: tuple[LedgerEntry, ...]
    problem: str


def verify_chain(obj: models.Model) -> Chain:
    """Read the chain of one object, and verify it."""
    entries = tuple(
        LedgerEntry.objects.filter(
            object_type=obj._meta.label_lower, object_id=str(obj.pk)
        ).order_by("sequence")
    )
    previous = ""
    for number, entry in enumerate(entries, start=1):
        problem = _problem(entry, number, previous)
        if problem:
            return Chain(entries, problem)
        previous = entry.hash
    return Chain(entries, "")


def verify_ledger() -> list[str]:
    """Return what is wrong: the first bad entry of each chain, and each bad day."""
    return [*_bad_entries(), *_bad_seals()]


def _bad_entries() -> Iterator[str]:
    chain: tuple[str, str] | None = None
    sequence, previous, spoiled = 0, "", False
    entries = LedgerEntry.objects.order_by("object_type", "object_id", "sequence")
    for entry in entries.iterator(chunk_size=CHUNK):
        if chain != (entry.object_type, entry.object_id):
            chain = (entry.object_type, entry.object_id)
            sequence, previous, spoiled = 0, "", False
        sequence += 1
        problem = None if spoiled else _problem(entry, sequence, previous)
        if problem:
            spoiled = True
            yield problem
        previous = entry.hash


def _problem(entry: LedgerEntry, sequence: int, previous: str) -> str | None:
    names = {
        "id": entry.pk,
        "type": entry.object_type,
        "object": entry.object_id,
        "number": sequence,
    }
    if entry.sequence != sequence:
        return _("Entry %(number)d of %(type)s %(object)s is missing.") % names
    if entry.previous_hash != previous:
        text = _(
            "Row %(id)d, entry %(number)d of %(type)s %(object)s, does not follow "
            "from the entry before it."
        )
        return text % names
    if entry.hash != hash_of(entry):
        return (
            _("Row %(id)d, entry %(number)d of %(type)s %(object)s, was changed.")
            % names
        )
    return None


def _bad_seals() -> Iterator[str]:
    expected: date | None = None
    for seal in DaySeal.objects.order_by("day"):
        if expected is not None and seal.day != expected:
            yield _("The seal of %(day)s is missing.") % {"day": expected}
        entries, digest = seal_of(seal.day)
        if (seal.entries, seal.hash) != (entries, digest):
            yield _(
                "The seal of %(day)s does not fit: sealed over %(sealed)d entries, "
                "found %(found)d."
            ) % {"day": seal.day, "sealed": seal.entries, "found": entries}
        expected = seal.day + ONE_DAY
