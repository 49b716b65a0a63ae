"""The table of an edit: what kind of change lets which signature fall.

Source of the rows: the house rules on 三审 (nobody prints what was not read), as the
desk words them: marks and spacing void nothing; whole sentences cut void nothing but
the signature under the page; other wording voids the second read; headline, names,
numbers and leaders void all.  Where two rows would fit, the stricter one holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Signature(StrEnum):
    """What can be signed: three reads of the piece, and the page that carries it."""

    FIRST = "first"
    SECOND = "second"
    FINAL = "final"  # on the piece itself, before make-up
    PAGE = "page"


class Change(StrEnum):
    """The classes of change, from the lightest to the gravest."""

    MARKS = "marks"  # punctuation, spacing, full or half width, paragraphs
    EMPHASIS = "emphasis"  # bold or kai only
    CUT = "cut"  # whole sentences went, every other one stays as it was
    PHOTO_CUT = "photo_cut"
    WORDING = "wording"
    CAPTION = "caption"
    PHOTO_ORDER = "photo_order"
    PHOTO = "photo"  # one came, or another's bytes stand in its place
    HEADLINE = "headline"
    NAMES = "names"
    NUMBERS = "numbers"
    LEADERS = "leaders"


class Place(StrEnum):
    """Where in a piece a change lies."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    PHOTO_CREDIT = "photo_credit"
    PHOTO = "photo"


_NOTHING: frozenset[Signature] = frozenset()
_PAGE = frozenset({Signature.PAGE})
_FROM_SECOND = frozenset({Signature.SECOND, Signature.FINAL, Signature.PAGE})
_ALL = frozenset(Signature)

VOIDS: dict[Change, frozenset[Signature]] = {
    Change.MARKS: _NOTHING,
    Change.EMPHASIS: _NOTHING,
    Change.CUT: _PAGE,
    Change.PHOTO_CUT: _PAGE,
    Change.WORDING: _FROM_SECOND,
    Change.CAPTION: _FROM_SECOND,
    Change.PHOTO_ORDER: _FROM_SECOND,
    Change.PHOTO: _ALL,
    Change.HEADLINE: _ALL,
    Change.NAMES: _ALL,
    Change.NUMBERS: _ALL,
    Change.LEADERS: _ALL,
}
"""The table.  The final read goes with the second: it stands on it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One change: its class, where it lies, and the words before and after."""

    change: Change
    place: Place
    before: str
    after: str


def voided_by(findings: Iterable[Finding]) -> frozenset[Signature]:
    """Return the signatures that may not stay under these changes."""
    return frozenset().union(*(VOIDS[found.change] for found in findings))
