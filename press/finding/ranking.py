"""How well a piece answers a search, the same on every database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log1p

from press.finding.query import Field, Term

# A word in the headline says what a piece is about; in the text it may be a mention.
WEIGHTS = {
    Field.HEADLINE: 8.0,
    Field.BYLINE: 5.0,
    Field.SENDER: 3.0,
    Field.CAPTIONS: 2.0,
    Field.BODY: 1.0,
    Field.ORIGINAL: 0.5,
}


def score(folded: Mapping[Field, str], terms: Iterable[Term]) -> float:
    """Return the weight of all hits; each further hit in a field counts for less."""
    return sum(
        weight * log1p(folded[field].count(term.text))
        for term in terms
        for field, weight in WEIGHTS.items()
        if term.field in (None, field) and field in folded
    )
