"""The index as each database keeps it, and a query as each reads it.

Both find pairs of characters.  SQLite's FTS5 knows where they stand, so a string is a
phrase there.  Positions in PostgreSQL's ``tsvector`` end at 16,383 and at 256 for a
pair; so it keeps threes and fours beside the pairs.  A string of up to four characters
is one of them; of a longer one all fours are found, and then the string is compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from itertools import accumulate, chain, islice
from operator import and_, or_
from typing import Protocol

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from press.finding.grams import grams, pairs, runs, windows
from press.finding.query import Field, Query, Term
from submissions.models import SearchText

TABLE = "submissions_searchindex"
GRAMS = "submissions_searchgrams"
ROWS = "submissions_searchtext"
OF_PIECE = "search_text__"
PAIR = 2  # characters
BATCH = 600  # rows whose strings are compared at once
GROWING = 6  # times more candidates, each time those looked at were not enough
# What a tsvector holds (PostgreSQL 12.5: a megabyte of lexemes), with room to spare.  A
# row whose longer grams do not fit is marked and found by its pairs; pairs that do not,
# 130,000 different ones, are left out: no piece of a newspaper comes near.
MOST_BYTES, LONG = 900_000, "~"
LONGEST = 4  # characters of a gram on PostgreSQL


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
    """A GIN index over grams of two to four characters; longer strings are compared.

    They stand in a table of their own, with nothing but the key beside them: tens of
    thousands of hits are then read from a few hundred pages.
    """

    def write(self, rows: Iterable[SearchText]) -> None:
        """Index rows, those that were there before anew."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {GRAMS} (key, grams) VALUES (%s, array_to_tsvector(%s))"  # noqa: S608
                " ON CONFLICT (key) DO UPDATE SET grams = excluded.grams",
                [(row.key, _lexemes(row)) for row in rows],
            )

    def clear(self) -> None:
        """Forget all; the grams go with their rows."""

    def settle(self) -> None:
        """Put what was written lately into its place in the index."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT gin_clean_pending_list('{GRAMS}_grams')")
            cursor.execute(f"ANALYZE {GRAMS}")

    def newest(self, rows: QuerySet[SearchText], query: Query, limit: int) -> list[int]:
        """Return the keys of the newest rows in which all wanted terms are found."""
        with _by_index():
            has_long = _has_long()
            unsure = _unsure(query, PAIR if has_long else LONGEST)
            batches = _candidates(rows, _asked(query, has_long=has_long), limit)
            if unsure:
                slices = (part for batch in batches for part in _batches(batch))
                batches = (_with_strings(part, unsure) for part in slices)
            return list(islice(chain.from_iterable(batches), limit))

    def condition(self, query: Query) -> Q:
        """Ask the same of pieces, for lists that have an order of their own."""
        sql = f"SELECT key FROM {GRAMS} WHERE grams @@ %s::tsquery"  # noqa: S608
        has_long = _has_long()
        keys = RawSQL(sql, [_asked(query, has_long=has_long)])  # noqa: S611  as above
        unsure = _unsure(query, PAIR if has_long else LONGEST)
        return Q(search_text__key__in=keys) & _strings(unsure, OF_PIECE)


def _candidates(
    rows: QuerySet[SearchText], asked: str, first: int
) -> Iterator[list[int]]:
    """Give the keys of the rows that have all grams, newest first.

    ``first`` at first, then so many times more: to find the newest is quicker than to
    put all in order, and most strings are there where their grams are.
    """
    size, last = first, None
    while True:
        found = _newest_keys(rows, asked, size, last)
        yield found
        if len(found) < size:
            return
        size, last = size * GROWING, found[-1]


def _newest_keys(
    rows: QuerySet[SearchText], asked: str, size: int, before: int | None
) -> list[int]:
    older, params = ("", []) if before is None else (" AND key < %s", [before])
    if rows.query.where:
        rows = rows.extra(  # noqa: S610  our own names; what was typed is a parameter
            tables=[GRAMS],
            where=[f"{GRAMS}.key = {ROWS}.key", f"{GRAMS}.grams @@ %s::tsquery"],
            params=[asked],
        )
        rows = rows if before is None else rows.filter(key__lt=before)
        return list(rows.order_by("-key").values_list("key", flat=True)[:size])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key FROM {GRAMS} WHERE grams @@ %s::tsquery{older}"  # noqa: S608
            " ORDER BY key DESC LIMIT %s",
            [asked, *params, size],
        )
        return [key for (key,) in cursor.fetchall()]


def _has_long() -> bool:
    """Tell whether there are rows of which only pairs fitted."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT 1 FROM {GRAMS} WHERE grams @@ %s::tsquery)",  # noqa: S608
            [f"'{LONG}'"],
        )
        (found,) = cursor.fetchone()
    return bool(found)


@contextmanager
def _by_index() -> Iterator[None]:
    """Let PostgreSQL read the index of grams, whatever it thinks a scan costs.

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


def _batches(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


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


def _asked(query: Query, *, has_long: bool) -> str:
    """Write PostgreSQL's query: what the runs of all wanted terms ask.

    ``has_long``: there are rows of which only pairs are kept.
    """
    told = (run for term in query.wanted for run in _telling(term))
    asked = (_asked_of(run, has_long=has_long) for run in told)
    return " & ".join(dict.fromkeys(asked))


def _asked_of(run: str, *, has_long: bool) -> str:
    """Ask for a run: a beginning, one gram or several; in a long row its pairs."""
    if len(run) == 1:
        return f"'{run}':*"
    whole = _all_of(windows(run, min(len(run), LONGEST)))
    if len(run) == PAIR or not has_long:
        return whole
    return f"({whole} | '{LONG}' & {_all_of(pairs(run))})"


def _all_of(found: Iterable[str]) -> str:
    return " & ".join(f"'{gram}'" for gram in dict.fromkeys(found))


def _not_whole(query: Query) -> list[Term]:
    return [term for term in query.terms if not term.is_whole]


def _unsure(query: Query, sure: int) -> list[Term]:
    """Return the terms of which having the grams is not yet having the string.

    ``sure`` is the length of the longest string that is a gram itself.
    """
    return [
        term
        for term in query.terms
        if not term.is_whole or len(term.text) > sure or term.field or term.is_excluded
    ]


def _lexemes(row: SearchText) -> list[str]:
    """Return the grams of a row, each once, as far as they fit."""
    fields = [getattr(row, field) for field in Field]
    two = dict.fromkeys(gram for field in fields for gram in grams(field).split())
    more = dict.fromkeys(
        gram
        for field in fields
        for run in runs(field)
        for size in range(PAIR + 1, LONGEST + 1)
        for gram in windows(run, size)
    )
    if _bytes_of(two) + _bytes_of(more) <= MOST_BYTES:
        return [*two, *more]
    return [*_fitting(two), LONG]


def _bytes_of(found: Iterable[str]) -> int:
    return sum(len(gram.encode()) for gram in found)


def _fitting(found: Collection[str]) -> Iterator[str]:
    ends = accumulate(len(gram.encode()) for gram in found)
    return (gram for gram, end in zip(found, ends, strict=True) if end <= MOST_BYTES)
