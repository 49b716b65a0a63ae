"""From a piece to its proposals: words, shape and memory together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from press.copy.model import Copy
from press.tagging.evidence import Evidence, Reading
from press.tagging.learning import features_of, likelihood
from press.tagging.lexicon import Lexicon
from press.tagging.model import GENRE, REGION, Memory, Place, Proposed
from press.tagging.shapes import genre_of

LEAST = 0.39  # below it nothing is proposed
LEARNED = 0.8  # what memory is worth beside words
MOST = {"region": 3, "zone": 4, "industry": 3, "topic": 4, "genre": 1, "section": 1}
MOST_OF_OTHERS = 5


def propose(
    copy: Copy,
    lexicon: Lexicon,
    *,
    unit: str = "",
    kind: str = "",
    day: date | None = None,
    memory: Memory | None = None,
) -> tuple[Proposed, ...]:
    """Return the terms a piece calls for, by vocabulary, the likeliest first.

    ``unit`` is the sender's, ``kind`` the sort of piece, ``day`` the one whose names
    are valid.
    """
    found = dict(Reading(lexicon, day).read(copy, unit))
    _read_genre(copy, kind, lexicon, found)
    remembered = _remembered(copy, unit, lexicon, memory or Memory())
    rows = [
        _proposed(key, lexicon, found.get(key), remembered.get(key, 0.0))
        for key in {**found, **remembered}
    ]
    wanted = [row for row in rows if row.score >= LEAST]
    return tuple(_best(_without_outer(wanted, lexicon)))


def _read_genre(
    copy: Copy, kind: str, lexicon: Lexicon, found: dict[str, Evidence]
) -> None:
    """Put in what the shape says; words of the body say nothing about genre."""
    genres = {t.code: t for t in lexicon.terms.values() if t.vocabulary == GENRE}
    for term in genres.values():
        found.pop(term.key, None)
    for code, score, word in genre_of(copy, kind):
        if code in genres and genres[code].key not in found:
            found[genres[code].key] = Evidence.of(score, word)


def _remembered(
    copy: Copy, unit: str, lexicon: Lexicon, memory: Memory
) -> dict[str, float]:
    features = features_of(copy, unit)
    terms = {term for _feature, term in memory.both if term in lexicon.terms}
    return {term: likelihood(term, features, memory) for term in terms}


def _proposed(
    key: str, lexicon: Lexicon, evidence: Evidence | None, remembered: float
) -> Proposed:
    by_words = evidence.score if evidence else 0.0
    score = 1 - (1 - by_words) * (1 - LEARNED * remembered)
    return Proposed(
        key=key,
        vocabulary=lexicon.terms[key].vocabulary,
        score=round(score, 3),
        words=tuple(evidence.words) if evidence else (),
        is_learned=remembered >= LEAST,
    )


def _without_outer(rows: Iterable[Proposed], lexicon: Lexicon) -> list[Proposed]:
    """Leave the province out where a city of it is meant, unless a headline says it."""
    rows = list(rows)
    regions = [row for row in rows if row.vocabulary == REGION]
    outer = {
        up.key for row in regions for up in lexicon.ancestors(lexicon.terms[row.key])
    }
    return [row for row in rows if row.key not in outer or _is_in_headline(row)]


def _is_in_headline(row: Proposed) -> bool:
    heads = (Place.HEADLINE, Place.DECK, Place.KICKER)
    return any(word.place in heads for word in row.words)


def _best(rows: Iterable[Proposed]) -> Iterator[Proposed]:
    taken: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (-row.score, row.key)):
        count = taken.get(row.vocabulary, 0)
        if count < MOST.get(row.vocabulary, MOST_OF_OTHERS):
            taken[row.vocabulary] = count + 1
            yield row
