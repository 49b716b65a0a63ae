"""What goes into tagging and what comes out of it; everything is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# Vocabularies that the engine treats each in its own way; others are found by words.
REGION, ZONE, GENRE, SECTION = "region", "zone", "genre", "section"


class Place(StrEnum):
    """Where in a piece a word stands."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    DATELINE = "dateline"
    BYLINE = "byline"
    UNIT = "unit"  # of the sender; no part of the copy
    FIRST = "first"  # the first paragraph
    SUBHEAD = "subhead"
    BODY = "body"
    CAPTION = "caption"
    SHAPE = "shape"  # no word: how long the piece is and of what it is made


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a term; a lead is a word that only hints at it.

    ``since`` and ``until`` are its first and last day.
    """

    text: str
    is_lead: bool = False
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Tell whether the name was valid on a day; on no day in particular, always."""
        if day is None:
            return True
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Term:
    """A tag or section as the engine knows it; ``parent`` is the key of a region."""

    key: str
    vocabulary: str
    name: str
    code: str = ""
    parent: str = ""
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word that led to a term: ``text[start:end]`` of a part of the copy.

    ``part`` numbers the blocks or pictures of the place, from 0.
    """

    word: str
    place: Place
    part: int = 0
    start: int = 0
    end: int = 0
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """A term that a piece calls for; ``score`` lies between 0 and 1."""

    key: str
    vocabulary: str
    score: float
    words: tuple[Word, ...] = ()
    is_learned: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """Counts of decided pieces: all, by term, by feature, by both."""

    pieces: int = 0
    terms: Mapping[str, int] = field(default_factory=dict)
    features: Mapping[str, int] = field(default_factory=dict)
    both: Mapping[tuple[str, str], int] = field(default_factory=dict)
