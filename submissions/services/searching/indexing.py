"""The index of words: written with the words themselves, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from press.copy.model import Copy
from press.copy.serial import from_json
from press.finding.folding import fold
from press.finding.query import Field
from submissions.models import SearchText, Submission, Version
from submissions.services.searching.databases import index_of_database
from submissions.services.searching.texts import original_text, printed_texts

A_BATCH = 200  # pieces indexed in one transaction
PLACES = 20  # bits for the piece beside the milliseconds of its receipt


def index_copy(piece: Submission, copy: Copy, first: Copy | None = None) -> None:
    """Index the words of a piece; ``first`` are those of its first version.

    Inside the transaction that writes them: what is searched is what is kept.
    """
    row = _row(piece, copy, first or copy)
    database = index_of_database()
    with transaction.atomic(savepoint=False):
        SearchText.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["submission", *Field],
        )
        database.write([row])


def index_missing(told: Callable[[int], None] = lambda _done: None) -> int:
    """Index the pieces that are not in the index; return how many."""
    done = 0
    while pieces := list(
        Submission.objects.filter(search_text=None)
        .select_related("current_version")
        .order_by("pk")[:A_BATCH]
    ):
        _index_all(pieces)
        done += len(pieces)
        told(done)
    if done:
        index_of_database().settle()
    return done


def rebuild_index(told: Callable[[int], None] = lambda _done: None) -> int:
    """Throw the index away and make it anew; return how many pieces it has."""
    with transaction.atomic():
        index_of_database().clear()
        SearchText.objects.all().delete()
    return index_missing(told)


def key_of(received_at: datetime, pk: int) -> int:
    """Return a number that grows with the time of receipt and is a piece's own."""
    milliseconds = int(received_at.timestamp() * 1000)
    return (milliseconds << PLACES) | (pk & ((1 << PLACES) - 1))


def _index_all(pieces: Iterable[Submission]) -> None:
    pieces = list(pieces)
    firsts = {
        version.submission_id: from_json(version.copy)
        for version in Version.objects.filter(submission__in=pieces, number=1)
    }
    rows = []
    for piece in pieces:
        version = piece.current_version
        copy = from_json(version.copy) if version else Copy()
        rows.append(_row(piece, copy, firsts.get(piece.pk, copy)))
    with transaction.atomic():
        SearchText.objects.bulk_create(rows, ignore_conflicts=True)
        index_of_database().write(rows)


def _row(piece: Submission, copy: Copy, first: Copy) -> SearchText:
    texts = printed_texts(piece, copy)
    texts[Field.ORIGINAL] = original_text(first, copy)
    return SearchText(
        key=key_of(piece.received_at, piece.pk),
        submission=piece,
        **{str(field): fold(text) for field, text in texts.items()},
    )
