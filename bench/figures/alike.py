"""What was seen before, among a hundred thousand pieces, on both databases."""

from __future__ import annotations

from functools import cache
from typing import Any

from bench.databases import in_database
from bench.registry import Reading, figure

PIECES = 100_000
LIMIT = 2400  # seconds
HOW = (
    f"{PIECES:,} pieces; a piece comes in the same, 5 % and 15 % edited, 30 % cut, "
    "halved, with its paragraphs shuffled, or new; 25 of each"
)


@figure(
    "duplicate_check_ms",
    unit="ms",
    how=f"{HOW}; from its words to what was written down, 95 of 100 are quicker; the "
    "slower of SQLite and PostgreSQL",
)
def check() -> Reading:
    taken = {name: _measured(name)["p95_ms"] for name in ("sqlite", "postgresql")}
    detail = ", ".join(f"{name} {value:.0f}" for name, value in taken.items())
    return Reading(max(taken.values()), detail=f"{detail} ms")


@figure("duplicate_recall", unit="of all", how=f"{HOW}; found, of the worst kind")
def recall() -> Reading:
    return Reading(min(_measured(n)["recall"] for n in ("sqlite", "postgresql")))


@figure("duplicate_strangers", unit="pieces", how=f"{HOW}; found that share nothing")
def strangers() -> Reading:
    return Reading(sum(_measured(n)["strangers"] for n in ("sqlite", "postgresql")))


@cache
def _measured(database: str) -> dict[str, Any]:
    return in_database(database, "bench.jobs.alike", PIECES, limit=LIMIT)
