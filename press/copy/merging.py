"""Two edits of one text put together: each keeps what the other left alone.

A three-way merge (Khanna, Kunal, Pierce, A Formal Investigation of Diff3, 2007), first
by sentences, then, where both changed the same sentence, by characters.  Where both
changed the same words differently one side is taken and the place is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from press.copy.diff import SENTENCE, TOKEN


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both changed, each in another way."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two edits; in a clash ``text`` has the words of ``mine``."""

    text: str
    clashes: tuple[Clash, ...]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Put two edits of ``base`` together."""
    clashes: list[Clash] = []

    def by_characters(chunk: Clash) -> str:
        found: list[Clash] = []
        base, mine, theirs = _cut(TOKEN, chunk)
        merged = "".join(_merged(base, mine, theirs, found.append))
        if not found:
            return merged
        cuts = _cut(SENTENCE, chunk)
        if {len(cut) for cut in cuts} == {max(2, len(cuts[0]))}:
            rows = zip(*cuts, strict=True)
            return "".join(_stretch(b, m, t, by_characters) for b, m, t in rows)
        clashes.append(chunk)
        return chunk.mine

    base_cut, mine_cut, theirs_cut = _cut(SENTENCE, Clash(base, mine, theirs))
    text = "".join(_merged(base_cut, mine_cut, theirs_cut, by_characters))
    return Merged(text, tuple(clashes))


def _cut(pattern: re.Pattern[str], chunk: Clash) -> tuple[list[str], ...]:
    texts = (chunk.base, chunk.mine, chunk.theirs)
    return tuple(pattern.findall(text) for text in texts)


def _merged(
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
    both: Callable[[Clash], str | None],
) -> Iterator[str]:
    """Give the stretches of the merge; ``both`` answers for what both changed."""
    at = in_mine = in_theirs = 0
    for anchor, to_mine, to_theirs in _anchors(base, mine, theirs):
        yield _stretch(
            "".join(base[at:anchor]),
            "".join(mine[in_mine:to_mine]),
            "".join(theirs[in_theirs:to_theirs]),
            both,
        )
        if anchor < len(base):
            yield base[anchor]
        at, in_mine, in_theirs = anchor + 1, to_mine + 1, to_theirs + 1


def _anchors(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int, int]]:
    """Give the places that neither changed, and the end."""
    one, other = _places(base, mine), _places(base, theirs)
    for at in range(len(base)):
        if at in one and at in other:
            yield at, one[at], other[at]
    yield len(base), len(mine), len(theirs)


def _places(base: Sequence[str], text: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, text, autojunk=False).get_matching_blocks()
    return {a + n: b + n for a, b, size in blocks for n in range(size)}


def _stretch(
    base: str, mine: str, theirs: str, both: Callable[[Clash], str | None]
) -> str:
    if base == mine:
        return theirs
    if theirs in (base, mine):
        return mine
    return both(Clash(base, mine, theirs)) or ""
