"""Pairs of characters: the index in which every string of two or more is found.

A dictionary would miss new names and cut others in two; overlapping pairs (2-grams)
miss nothing.  Han characters, letters and digits are cut alike, so ``G基`` is found in
``5G基地`` and ``2022年`` in ``2022年底``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Letters and digits of any script, as one run; marks and blanks end it.
RUN = re.compile(r"[^\W_]+")


def runs(folded: str) -> list[str]:
    """Return the runs of characters that may be searched, in their order."""
    return RUN.findall(folded)


def pairs(run: str) -> Iterator[str]:
    """Give the overlapping pairs of a run; a run of one character gives itself."""
    if len(run) == 1:
        yield run
    for start in range(len(run) - 1):
        yield run[start : start + 2]


def windows(run: str, size: int) -> Iterator[str]:
    """Give the overlapping strings of so many characters; of a shorter run none."""
    for start in range(len(run) - size + 1):
        yield run[start : start + size]


def grams(folded: str) -> str:
    """Return what an index keeps of a folded text: its pairs, separated by blanks.

    The last character of a run follows once more by itself.  So each character begins
    a token and is found alone, and two runs are never taken for one: the pairs of a
    run overlap, and this token stands between.
    """
    found: list[str] = []
    for run in runs(folded):
        found += pairs(run)
        if len(run) > 1:
            found.append(run[-1])
    return " ".join(found)
