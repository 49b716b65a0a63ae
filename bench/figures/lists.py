"""The lists that editors and programs look at."""

from __future__ import annotations

from functools import cache

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.databases import in_database
from bench.newsroom import fill, program_client, staff_client
from bench.registry import Reading, figure
from bench.timing import median, percentile, times

FEW, MANY, ROOM = 1, 30, 1000
PIECES = 100_000
LIMIT = 1800  # seconds
ARCHIVE = f"{PIECES:,} pieces of {PIECES // 50:,} correspondents"
RUNS = 40
TIMED = f"page one of {ROOM:,} pieces, {RUNS} requests without a network"


@figure(
    "admin_list_queries",
    unit="queries",
    how=f"The desk's list of pieces with {MANY} rows",
    peer=f"the same with {FEW} row",
)
def admin_list_queries() -> Reading:
    few, many = query_counts()
    return Reading(many, many / few)


@figure("admin_list_p95_ms", unit="ms", how=f"The desk's list: {TIMED}")
def admin_list_p95() -> Reading:
    query_counts()  # counts its rows before there are more
    return _p95(staff_client(), reverse("admin:submissions_submission_changelist"))


@figure("api_list_p95_ms", unit="ms", how=f"The API's list: {TIMED}")
def api_list_p95() -> Reading:
    query_counts()
    return _p95(program_client(), "/api/submissions/")


@cache
def query_counts() -> tuple[int, int]:
    """Return the queries of the desk's list with few rows and with many."""
    return _queries(FEW), _queries(MANY)


def _queries(rows: int) -> int:
    fill(rows)
    client = staff_client()
    address = reverse("admin:submissions_submission_changelist")
    _get(client, address)  # what is looked up once in a process is looked up now
    with CaptureQueriesContext(connection) as queries:
        _get(client, address)
    return len(queries)


def _p95(client: Client, address: str) -> Reading:
    fill(ROOM)
    seconds = times(lambda: _get(client, address), count=RUNS, warm=3)
    detail = f"median {median(seconds) * 1000:.0f} ms"
    return Reading(percentile(seconds, 0.95) * 1000, detail=detail)


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}.")


@figure(
    "admin_list_archive_p95_ms",
    unit="ms",
    how=f"{ARCHIVE}; the list of pieces, plain, filtered, far back and searched: the "
    "slowest; the slower of SQLite and PostgreSQL",
)
def admin_list_archive() -> Reading:
    return _slowest([name for name in _archive("sqlite") if name.startswith("pieces")])


@figure(
    "lists_archive_p95_ms",
    unit="ms",
    how=f"{ARCHIVE}; every list and the first screen, the slowest of all, on both",
)
def lists_archive() -> Reading:
    return _slowest(list(_archive("sqlite")))


@figure(
    "lists_archive_queries",
    unit="queries",
    how=f"{ARCHIVE}; every list and the first screen, the one that asks most",
)
def lists_archive_queries() -> Reading:
    asked = {name: row["queries"] for name, row in _archive("sqlite").items()}
    detail = ", ".join(f"{name} {count:.0f}" for name, count in asked.items())
    return Reading(max(asked.values()), detail=detail)


def _slowest(names: list[str]) -> Reading:
    taken = {
        f"{name} {database}": _archive(database)[name]["p95_ms"]
        for database in ("sqlite", "postgresql")
        for name in names
    }
    slowest = max(taken, key=lambda each: taken[each])
    return Reading(taken[slowest], detail=f"the slowest: {slowest}")


@cache
def _archive(database: str) -> dict[str, dict[str, float]]:
    return in_database(database, "bench.jobs.lists", PIECES, limit=LIMIT)
