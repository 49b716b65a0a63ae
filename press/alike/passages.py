"""What two texts share, marked in each of them for reading side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from press.finding.folding import fold

SHORTEST = 8  # characters in a row that both have; set phrases are shorter


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text, and whether the other text has it, too."""

    text: str
    is_shared: bool


def passages(text: str, other: str) -> tuple[Passage, ...]:
    """Return a text in stretches that the other has, too, and that it has not.

    Joined they are the text.  Marks and blanks between two shared characters are
    shared; where the words stand in the other text does not matter.
    """
    shared = _shared(text, other)
    found = groupby(zip(text, shared, strict=True), key=lambda pair: pair[1])
    return tuple(
        Passage("".join(character for character, _ in pairs), is_shared)
        for is_shared, pairs in found
    )


def shared_characters(text: str, other: str) -> int:
    """Return how many characters of a text, marks not counted, the other has, too."""
    places = _places(fold(text))
    shared = _shared(text, other)
    return sum(shared[place] for place in places)


def _shared(text: str, other: str) -> list[bool]:
    folded = fold(text)
    places = _places(folded)
    plain = "".join(folded[place] for place in places)
    known = set(_rows(_bare(fold(other))))
    covered = [False] * len(plain)
    for at, row in enumerate(_rows(plain)):
        if row in known:
            covered[at : at + SHORTEST] = [True] * SHORTEST
    return _with_marks(len(text), places, covered)


def _with_marks(length: int, places: list[int], covered: list[bool]) -> list[bool]:
    """Spread what is known of letters over the marks that stand between them."""
    shared = [False] * length
    before: int | None = None
    for place, is_covered in zip(places, covered, strict=True):
        if not is_covered:
            before = None
            continue
        for between in range(place if before is None else before + 1, place + 1):
            shared[between] = True
        before = place
    return shared


def _places(folded: str) -> list[int]:
    return [place for place, character in enumerate(folded) if character.isalnum()]


def _bare(folded: str) -> str:
    return "".join(filter(str.isalnum, folded))


def _rows(plain: str) -> Iterator[str]:
    return (plain[at : at + SHORTEST] for at in range(len(plain) - SHORTEST + 1))
