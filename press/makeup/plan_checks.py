"""What cannot be set at all: blocks beyond the grid or past what type can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.makeup.furniture import foot_lines, head_lines
from press.makeup.grid import PageGrid
from press.makeup.model import Furniture
from press.makeup.plan import BlockPlan
from press.makeup.planned import most_legs

SIZES = (8.0, 90.0)  # points of a 主题
MOST_HEAD_LINES = 6
MOST_SPARE = 20
LEAST_PHOTO_ROWS = 3
LONGEST_LABEL = 20


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """Why a block cannot be set: ``rule`` names it, its sentence needs the numbers."""

    rule: str
    story: str
    numbers: tuple[float, ...] = ()


def check_blocks(
    grid: PageGrid, furniture: Furniture, blocks: Sequence[BlockPlan]
) -> tuple[PlanProblem, ...]:
    """Return what keeps blocks from being set; overlaps are the checker's, not ours."""
    found = list(_twice(blocks))
    for block in blocks:
        found += _outside(grid, furniture, block)
        found += _legs(grid, block)
        found += _head(block)
        found += _photos(block)
    return tuple(found)


def _twice(blocks: Sequence[BlockPlan]) -> Iterator[PlanProblem]:
    seen: set[str] = set()
    for block in blocks:
        if block.story in seen:
            yield PlanProblem("story_twice", block.story)
        seen.add(block.story)


def _outside(
    grid: PageGrid, furniture: Furniture, block: BlockPlan
) -> Iterator[PlanProblem]:
    first, last = head_lines(grid, furniture), grid.lines - foot_lines(furniture)
    across = block.columns >= 1 and 0 <= block.column <= block.right <= grid.columns
    down = block.lines >= 1 and first <= block.line <= block.foot <= last
    if not (across and down):
        yield PlanProblem("outside", block.story, (grid.columns, first, last))


def _legs(grid: PageGrid, block: BlockPlan) -> Iterator[PlanProblem]:
    if not 1 <= block.columns <= grid.columns:
        return
    most = most_legs(grid, block.columns, boxed=block.boxed)
    if not 1 <= block.legs <= most:
        yield PlanProblem("legs", block.story, (block.columns, most))
    notch = block.notch
    if notch is None:
        return
    fits = 0 < notch.columns < block.columns and 0 < notch.lines < block.lines
    if not fits or block.boxed or block.legs != block.columns:
        yield PlanProblem("notch", block.story)


def _head(block: BlockPlan) -> Iterator[PlanProblem]:
    if block.size and not SIZES[0] <= block.size <= SIZES[1]:
        yield PlanProblem("size", block.story, SIZES)
    if not 0 <= block.head_lines <= MOST_HEAD_LINES:
        yield PlanProblem("head_lines", block.story, (MOST_HEAD_LINES,))
    if not 0 <= block.spare <= MOST_SPARE:
        yield PlanProblem("spare", block.story, (MOST_SPARE,))
    if len(block.label) > LONGEST_LABEL:
        yield PlanProblem("label", block.story, (LONGEST_LABEL,))


def _photos(block: BlockPlan) -> Iterator[PlanProblem]:
    if block.photos is None:
        return
    if not 1 <= block.photos.legs <= block.legs:
        yield PlanProblem("photo_legs", block.story, (block.legs,))
    for photo in block.photos.photos:
        if not LEAST_PHOTO_ROWS <= photo.rows <= block.lines:
            numbers = (LEAST_PHOTO_ROWS, block.lines)
            yield PlanProblem("photo_rows", block.story, numbers)
        if photo.focus and not all(0 <= part <= 1 for part in photo.focus):
            yield PlanProblem("focus", block.story)
