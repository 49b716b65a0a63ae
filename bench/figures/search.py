"""Search over an archive of a hundred thousand pieces, on both databases."""

from __future__ import annotations

from functools import cache
from typing import Any

from bench.databases import in_database
from bench.registry import Reading, figure

PIECES = 100_000
LIMIT = 1800  # seconds
HOW = (
    f"{PIECES:,} pieces; 40 searches each of two, three and four characters, mixed "
    "ones and two words, the newest hits first, with sentences; the slowest kind's p95"
)
ALIKE = (
    f"{PIECES:,} pieces; the hits of the same searches in the text against plain "
    "substring search, on SQLite and PostgreSQL together"
)


@figure("search_sqlite_p95_ms", unit="ms", how=f"{HOW}; on SQLite")
def search_on_sqlite() -> Reading:
    return _slowest(_measured("sqlite"))


@figure("search_postgresql_p95_ms", unit="ms", how=f"{HOW}; on PostgreSQL")
def search_on_postgresql() -> Reading:
    return _slowest(_measured("postgresql"))


@figure("search_recall", unit="of all", how=f"{ALIKE}; found of those that are there")
def search_recall() -> Reading:
    return Reading(min(_measured(name)["recall"] for name in ("sqlite", "postgresql")))


@figure("search_precision", unit="of all", how=f"{ALIKE}; right among those found")
def search_precision() -> Reading:
    both = ("sqlite", "postgresql")
    return Reading(min(_measured(name)["precision"] for name in both))


def _slowest(measured: dict[str, Any]) -> Reading:
    taken: dict[str, float] = measured["p95_ms"]
    detail = ", ".join(f"{kind} {value:.0f}" for kind, value in taken.items())
    return Reading(max(taken.values()), detail=f"{detail} ms")


@cache
def _measured(database: str) -> dict[str, Any]:
    return in_database(database, "bench.jobs.search", PIECES, limit=LIMIT)
