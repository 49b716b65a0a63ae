"""The parts of a piece in which words are looked for, and what a place is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.copy.model import BlockKind, Copy
from press.tagging.model import Place

WEIGHTS = {
    Place.HEADLINE: 5.0,
    Place.KICKER: 4.0,
    Place.DECK: 3.0,
    Place.DATELINE: 3.0,
    Place.FIRST: 3.0,
    Place.UNIT: 2.5,
    Place.BYLINE: 2.0,
    Place.SUBHEAD: 2.0,
    Place.CAPTION: 2.0,
    Place.BODY: 1.0,
    Place.SHAPE: 5.0,
}
# Say where a piece comes from, never what it is about.
WHENCE = frozenset({Place.DATELINE, Place.BYLINE, Place.UNIT})
HEADS = frozenset({BlockKind.SUBHEAD, BlockKind.SUMMARY})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a piece's words; ``number`` counts blocks or pictures from 0."""

    place: Place
    text: str
    number: int = 0


def parts_of(copy: Copy, unit: str) -> Iterator[Part]:
    """Yield the parts of a piece, the sender's unit and the headline stack first."""
    yield Part(Place.UNIT, unit)
    yield Part(Place.KICKER, copy.kicker)
    yield Part(Place.HEADLINE, copy.headline)
    yield Part(Place.DECK, copy.deck)
    yield Part(Place.BYLINE, copy.byline)
    yield Part(Place.DATELINE, copy.dateline)
    is_first = True
    for number, block in enumerate(copy.blocks):
        place = Place.BODY
        if block.kind in HEADS:
            place = Place.SUBHEAD
        elif is_first and block.kind == BlockKind.PARAGRAPH:
            place, is_first = Place.FIRST, False
        yield Part(place, block.text, number)
    for number, picture in enumerate(copy.pictures):
        # Where there is no body the caption is the story.
        place = Place.FIRST if is_first and number == 0 else Place.CAPTION
        yield Part(place, picture.caption, number)
