"""Hits as they are shown: the title with what was searched marked, and a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from press.copy.model import Copy
from press.copy.serial import from_json
from press.finding.query import Field, Query
from press.finding.snippets import Part, marked, snippet
from submissions.models import SearchText, Submission, Version
from submissions.services.searching.texts import printed_texts, sent_words

# Where a hit is shown, the first that has one; the title shows its own.
SHOWN = (Field.BODY, Field.CAPTIONS, Field.BYLINE, Field.SENDER)


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece that was found: its headline with the hits marked, and a sentence."""

    piece: Submission
    title: Sequence[Part]
    sentence: Sequence[Part]
    is_original: bool = False

    @property
    def shows_something(self) -> bool:
        return any(part.is_hit for part in (*self.title, *self.sentence))


def show_hits(keys: Sequence[int], query: Query) -> list[Hit]:
    """Return the pieces of an index's keys, in their order, each with its sentence."""
    rows = SearchText.objects.filter(key__in=keys).select_related(
        "submission__section", "submission__current_version", "submission__claimed_by"
    )
    # What is encrypted or long is not asked for.
    rows = rows.defer(*Field, "submission__contact_phone", "submission__body")
    pieces = {row.key: row.submission for row in rows}
    terms = [term.text for term in query.wanted]
    hits = [_as_printed(pieces[key], terms) for key in keys if key in pieces]
    return _as_sent(hits, terms) if terms else hits


def _as_printed(piece: Submission, terms: Sequence[str]) -> Hit:
    version = piece.current_version
    texts = printed_texts(piece, from_json(version.copy) if version else Copy())
    title = marked(piece.title, terms)
    sentences = (snippet(texts[place], terms) for place in SHOWN)
    hit = Hit(piece, title, next(filter(None, sentences), []))
    if hit.shows_something:
        return hit
    return replace(hit, sentence=snippet(texts[Field.HEADLINE], terms))


def _as_sent(hits: list[Hit], terms: Sequence[str]) -> list[Hit]:
    """Show the words as sent where the piece says none of them any more."""
    gone = [hit.piece.pk for hit in hits if not hit.shows_something]
    if not gone:
        return hits
    sent = _sent(gone)
    return [
        hit
        if hit.shows_something
        else replace(
            hit, sentence=snippet(sent.get(hit.piece.pk, ""), terms), is_original=True
        )
        for hit in hits
    ]


def _sent(pieces: Collection[int]) -> dict[int, str]:
    firsts = Version.objects.filter(submission__in=pieces, number=1)
    return {
        version.submission_id: sent_words(from_json(version.copy)) for version in firsts
    }
