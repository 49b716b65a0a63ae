"""The hash of a ledger entry."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from desk.models import LedgerEntry


def hash_of(entry: LedgerEntry) -> str:
    """Return the SHA-256 of everything an entry says and of the hash before it."""
    said = [
        entry.previous_hash,
        entry.object_type,
        entry.object_id,
        entry.sequence,
        entry.verb,
        entry.data,
        entry.actor_id,
        entry.created_at.astimezone(UTC).isoformat(timespec="microseconds"),
    ]
    return hashlib.sha256(canonical(said)).hexdigest()


def canonical(value: object) -> bytes:
    """Write plain data as JSON in the one way that is hashed."""
    text = json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
    return text.encode()
