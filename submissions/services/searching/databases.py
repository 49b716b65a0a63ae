"""The index as each database keeps it, and a query as each reads it.

Both find pairs of characters.  SQLite's FTS5 knows where they stand, so a string is a
phrase there; PostgreSQL finds the rows that have all pairs and compares the string
itself, since positions in a ``tsvector`` end at 16,383 and at 256 for a pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Protocol

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from press.finding.grams import grams, pairs
from press.finding.query import Field, Query, Term
from submissions.models import SearchText

TABLE = "submissions_searchindex"
ROWS = "submissions_searchtext"
OF_PIECE = "search_text__"
PAIR = 2  # characters


class Index(Protocol):
    """What a database does for the search."""

    def write(self, rows: Iterable[SearchText]) -> None:
        """Index rows, those that were there before anew."""

    def clear(self) -> None:
        """Forget all."""

    def narrow(self, rows: QuerySet[SearchText], query: Query) -> QuerySet[SearchText]:
        """Leave the rows in which all wanted terms are found, the newest first."""

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

    def narrow(self, rows: QuerySet[SearchText], query: Query) -> QuerySet[SearchText]:
        """Leave the rows in which all wanted terms are found, the newest first."""
        rows = rows.extra(  # noqa: S610  our own names; what was typed is a parameter
            tables=[TABLE],
            where=[f"{TABLE} MATCH %s", f"{TABLE}.rowid = {ROWS}.key"],
            params=[_match(query)],
            order_by=[f"-{TABLE}.rowid"],
        )
        return _compared(rows, query, _not_whole(query))

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

    def narrow(self, rows: QuerySet[SearchText], query: Query) -> QuerySet[SearchText]:
        """Leave the rows in which all wanted terms are found, the newest first."""
        where = [f"{ROWS}.grams @@ %s::tsquery"]
        rows = rows.extra(where=where, params=[_asked(query)])  # noqa: S610  as above
        return _compared(rows, query, _more_than_a_pair(query)).order_by("-key")

    def condition(self, query: Query) -> Q:
        """Ask the same of pieces, for lists that have an order of their own."""
        sql = f"SELECT key FROM {ROWS} WHERE grams @@ %s::tsquery"  # noqa: S608
        keys = RawSQL(sql, [_asked(query)])  # noqa: S611  as above
        unsure = _more_than_a_pair(query)
        return Q(search_text__key__in=keys) & _strings(unsure, OF_PIECE)


def _compared(
    rows: QuerySet[SearchText], query: Query, unsure: list[Term]
) -> QuerySet[SearchText]:
    """Compare the strings themselves, of terms of which the pairs do not say all."""
    return rows.filter(_strings(unsure)) if unsure else rows


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
