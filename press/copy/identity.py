"""Ids of blocks: they stay with their text through edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from press.copy.model import Block, BlockKind, Run

LEAST_LIKENESS = 0.5  # of two texts, by difflib, to be the same block edited
FARTHEST = 12  # blocks an edited block is looked for from its old place

_NUMBERED = re.compile(r"b(\d{1,9})")


def number_blocks(
    parts: Iterable[tuple[BlockKind, tuple[Run, ...]]],
) -> tuple[Block, ...]:
    """Return blocks with the ids b1, b2, … in order."""
    return tuple(
        Block(f"b{number}", kind, runs) for number, (kind, runs) in enumerate(parts, 1)
    )


def reconcile_ids(
    old_blocks: Sequence[Block], new_blocks: Sequence[Block]
) -> tuple[Block, ...]:
    """Return the new blocks, each with the id of the old block it comes from.

    A block of the same text keeps its id wherever it moved; an edited one keeps it
    when it is mostly the same and near its old place.  Others get fresh ids: an id
    that was ever in ``old_blocks`` is not given to another text.
    """
    kept = _same(old_blocks, new_blocks)
    kept |= _similar(old_blocks, new_blocks, kept)
    fresh = _fresh_ids(old_blocks)
    return tuple(
        replace(block, id=old_blocks[kept[at]].id if at in kept else next(fresh))
        for at, block in enumerate(new_blocks)
    )


def _same(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    places: dict[str, list[int]] = {}
    for at, block in enumerate(old):
        places.setdefault(block.text, []).append(at)
    found = {}
    for at, block in enumerate(new):
        if places.get(block.text):
            found[at] = places[block.text].pop(0)
    return found


def _similar(
    old: Sequence[Block], new: Sequence[Block], kept: dict[int, int]
) -> dict[int, int]:
    taken = set(kept.values())
    pairs = [
        (-likeness, abs(there - here), here, there)
        for here in range(len(new))
        if here not in kept
        for there in range(max(0, here - FARTHEST), min(len(old), here + FARTHEST + 1))
        if there not in taken
        if (likeness := _likeness(old[there].text, new[here].text)) >= LEAST_LIKENESS
    ]
    found: dict[int, int] = {}
    for _, _, here, there in sorted(pairs):
        if here not in found and there not in taken:
            found[here] = there
            taken.add(there)
    return found


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for quick in (matcher.real_quick_ratio, matcher.quick_ratio):
        if quick() < LEAST_LIKENESS:
            return 0.0
    return matcher.ratio()


def _fresh_ids(old: Sequence[Block]) -> Iterator[str]:
    used = [int(m.group(1)) for b in old if (m := _NUMBERED.fullmatch(b.id))]
    number = max(used, default=0)
    while True:
        number += 1
        yield f"b{number}"
