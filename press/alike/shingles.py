"""A text as the set of its runs of three characters.

Marks, blanks, width, case and script do not count: they are what changes when the same
words are sent by another hand.  Three characters and the figures that follow from them
were measured on 100,000 articles.
"""

from __future__ import annotations

from press.finding.folding import fold
from press.finding.grams import runs

LENGTH = 3  # characters of a shingle; `shingles_of` zips as many


def bare(text: str) -> str:
    """Return the letters, digits and ideographs of a text, folded, and nothing else."""
    return "".join(runs(fold(text)))


def shingles(text: str) -> frozenset[str]:
    """Return the shingles of a text; one of fewer characters has none."""
    return shingles_of(fold(text))


def shingles_of(folded: str) -> frozenset[str]:
    """Return the shingles of a text that is folded already, as the search keeps it."""
    plain = "".join(runs(folded))
    return frozenset(map("".join, zip(plain, plain[1:], plain[2:], strict=False)))


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the smaller set lies in the larger, from 0 to 1.

    An excerpt is contained whole, which the Jaccard index would not show (Broder 1997,
    On the resemblance and containment of documents).
    """
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
