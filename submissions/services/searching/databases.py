"""The index as each database keeps it, and a query as each reads it.

Both find pairs of characters.  SQLite's FTS5 knows where they stand, so a string is a
phrase there; PostgreSQL finds the rows that have all pairs and compares the string
itself, since positions in a ``tsvector`` end at 16,383 and at 256 for a pair.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from itertools import islice
from operator import and_, or_
from typing import Protocol

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from press.finding.grams import grams, pairs
from press.finding.query import Field, Query, Term
from submissions.models import SearchText

TABLE = "submissions_searchindex"
ROWS = "submissions_searchtext"
OF_PIECE = "search_text__"
PAIR = 2  # characters
BATCH = 600  # rows whose strings are compared at once
# On PostgreSQL: from which share of the pieces on a term is common, and how many of the
# newest pieces are then passed without the index.
COMMON, PASSED = 0.15, 5000


class Index(Protocol):
    """What a database does for the search."""

    def write(self, rows: Iterable[SearchText]) -> None:
        """Index rows, those that were there before anew."""

    def clear(self) -> None:
        """Forget all."""

    def settle(self) -> None:
        """Do what makes searches quick after many rows were written."""

    def newest(self, rows: QuerySet[SearchText], query: Query, limit: int) -> list[int]:
        """Return the keys of the newest rows in which all wanted terms are found."""

    def condition(self, query: Query) -> Q:
        """Ask the same of pieces, for lists that have an order of their own."""


def index_of_database() -> Index:
    """Return the index of the database in use."""
    return PostgreSQLIndex() if connection.vendor == "postgresql" else SQLiteIndex()


class SQLiteIndex:
    """An FTS5 table of pairs, a column for each field (SQLite 3.40)."""

    def write(self, rows: Iterable[SearchText]) -> None:
        """Index rows, those that were there before anew."""
        columns, marks = ", ".join(Field), ", ".join("%s" for _ in Field)
        with connection.cursor() as cursor:
            cursor.executemany(
                # Our own names; "or replace": a row that was there before is anew.
                f"INSERT OR REPLACE INTO {TABLE} (rowid, {columns})"  # noqa: S608
                f" VALUES (%s, {marks})",
                [
                    (row.key, *(grams(getattr(row, field)) for field in Field))
                    for row in rows
                ],
            )

    def clear(self) -> None:
        """Forget all."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608  our own name

    def settle(self) -> None:
        """Do nothing: FTS5 merges its segments as it is written."""

    def newest(self, rows: QuerySet[SearchText], query: Query, limit: int) -> list[int]:
        """Return the keys of the newest rows in which all wanted terms are found."""
        rows = rows.extra(  # noqa: S610  our own names; what was typed is a parameter
            tables=[TABLE],
            where=[f"{TABLE} MATCH %s", f"{TABLE}.rowid = {ROWS}.key"],
            params=[_match(query)],
            order_by=[f"-{TABLE}.rowid"],
        )
        rows = rows.filter(_strings(_not_whole(query)))
        return list(rows.values_list("key", flat=True)[:limit])

    def condition(self, query: Query) -> Q:
        """Ask the same of pieces, for lists that have an order of their own."""
        sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608
        keys = RawSQL(sql, [_match(query)])  # noqa: S611  as above
        return Q(search_text__key__in=keys) & _strings(_not_whole(query), OF_PIECE)


class PostgreSQLIndex:
    """A GIN index over the pairs of a row; the strings are compared afterwards."""

    def write(self, rows: Iterable[SearchText]) -> None:
        """Index rows, those that were there before anew."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {ROWS} SET grams = array_to_tsvector(%s) WHERE key = %s",  # noqa: S608
                [(_lexemes(row), row.key) for row in rows],
            )

    def clear(self) -> None:
        """Forget all; the pairs go with their rows."""

    def settle(self) -> None:
        """Let PostgreSQL count how common the pairs are, which chooses the way."""
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {ROWS}")

    def newest(self, rows: QuerySet[SearchText], query: Query, limit: int) -> list[int]:
        """Return the keys of the newest rows in which all wanted terms are found.

        What most pieces have is found among the newest without the index, which would
        name all of them; the rest by the index.
        """
        last = _key_of_newest(PASSED) if _share(query) >= COMMON else None
        if last is None:
            return _by_pairs(rows, query, limit)
        recent = rows.filter(_strings(list(query.terms)), key__gt=last)
        keys = recent.order_by("-key").values_list("key", flat=True)
        found = list(keys[:limit])
        if len(found) == limit:
            return found
        return found + _by_pairs(rows.filter(key__lte=last), query, limit - len(found))

    def condition(self, query: Query) -> Q:
        """Ask the same of pieces, for lists that have an order of their own."""
        sql = f"SELECT key FROM {ROWS} WHERE grams @@ %s::tsquery"  # noqa: S608
        keys = RawSQL(sql, [_asked(query)])  # noqa: S611  as above
        unsure = _more_than_a_pair(query)
        return Q(search_text__key__in=keys) & _strings(unsure, OF_PIECE)


def _share(query: Query) -> float:
    """Return what share of the pieces PostgreSQL expects to have all pairs."""
    rows = SearchText.objects.extra(  # noqa: S610  as above
        where=[f"{ROWS}.grams @@ %s::tsquery"], params=[_asked(query)]
    )
    (plan,) = json.loads(rows.values("key").order_by().explain(format="json"))
    (table,) = json.loads(
        SearchText.objects.values("key").order_by().explain(format="json")
    )
    expected, there = (each["Plan"]["Plan Rows"] for each in (plan, table))
    return float(expected) / max(1, there)


def _key_of_newest(count: int) -> int | None:
    """Return the key of the row that so many are newer than."""
    keys = SearchText.objects.order_by("-key").values_list("key", flat=True)
    return next(iter(keys[count : count + 1]), None)


def _by_pairs(rows: QuerySet[SearchText], query: Query, limit: int) -> list[int]:
    """Read the rows that have all pairs, newest first, and compare their strings."""
    rows = rows.extra(  # noqa: S610  our own names; what was typed is a parameter
        where=[f"{ROWS}.grams @@ %s::tsquery"], params=[_asked(query)]
    )
    keys = rows.order_by("-key").values_list("key", flat=True)
    unsure = _more_than_a_pair(query)
    with _by_index():
        if not unsure:
            return list(keys[:limit])
        found = (
            key
            for batch in _batches(keys.iterator(BATCH))
            for key in _with_strings(batch, unsure)
        )
        return list(islice(found, limit))


@contextmanager
def _by_index() -> Iterator[None]:
    """Let PostgreSQL read the index of pairs, whatever it thinks a scan costs.

    It does not count what it costs to unpack a long text, of each row it passes: a
    scan took a second where the index takes a few milliseconds.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('enable_seqscan', 'off', true),"
            " set_config('enable_indexscan', 'off', true)"
        )
        yield
        cursor.execute(
            "SELECT set_config('enable_seqscan', 'on', true),"
            " set_config('enable_indexscan', 'on', true)"
        )


def _batches(keys: Iterator[int]) -> Iterator[list[int]]:
    while batch := list(islice(keys, BATCH)):
        yield batch


def _with_strings(keys: Collection[int], terms: list[Term]) -> list[int]:
    """Return those of the keys, in their order, whose rows have the strings."""
    rows = SearchText.objects.filter(key__in=keys).filter(_strings(terms))
    found = set(rows.values_list("key", flat=True))
    return [key for key in keys if key in found]


def _strings(terms: list[Term], prefix: str = "") -> Q:
    """Ask for the strings of terms, and for the absence of the excluded ones."""
    asked = (_contains(term, prefix) for term in terms)
    signed = (
        ~has if term.is_excluded else has
        for term, has in zip(terms, asked, strict=True)
    )
    return reduce(and_, signed, Q())


def _contains(term: Term, prefix: str) -> Q:
    fields = [term.field] if term.field else list(Field)
    parts = (Q(**{f"{prefix}{field}__contains": term.text}) for field in fields)
    return reduce(or_, parts)


def _match(query: Query) -> str:
    """Write FTS5's query: phrases of pairs, all wanted, none excluded."""
    wanted = " AND ".join(_phrases(term) for term in query.wanted)
    excluded = [_phrases(term) for term in query.excluded if term.is_whole]
    return f"({wanted})" + "".join(f" NOT {phrase}" for phrase in excluded)


def _phrases(term: Term) -> str:
    column = f"{term.field} : " if term.field else ""
    return "(" + " AND ".join(f"{column}{_phrase(run)}" for run in _telling(term)) + ")"


def _phrase(run: str) -> str:
    return f'"{run}" *' if len(run) == 1 else f'"{" ".join(pairs(run))}"'


def _telling(term: Term) -> list[str]:
    """Return the runs that narrow a search: single characters only where all are."""
    return [run for run in term.runs if len(run) > 1] or term.runs


def _tsquery(term: Term) -> str:
    found = dict.fromkeys(
        f"'{pair}'" + (":*" if len(run) == 1 else "")
        for run in _telling(term)
        for pair in pairs(run)
    )
    return " & ".join(found)


def _asked(query: Query) -> str:
    """Write PostgreSQL's query: all pairs of all wanted terms."""
    return " & ".join(_tsquery(term) for term in query.wanted)


def _not_whole(query: Query) -> list[Term]:
    return [term for term in query.terms if not term.is_whole]


def _more_than_a_pair(query: Query) -> list[Term]:
    """Return the terms of which having the pairs is not yet having the string."""
    return [
        term
        for term in query.terms
        if not term.is_whole or len(term.text) > PAIR or term.field or term.is_excluded
    ]


def _lexemes(row: SearchText) -> list[str]:
    found: dict[str, None] = {}
    for field in Field:
        found |= dict.fromkeys(grams(getattr(row, field)).split())
    return list(found)
