"""What gives when a page does not fit: what to cut, leave out, or put into a hole.

Nothing is guessed: a page without the stories that are to be left out is made up before
it is proposed, and a story for a hole is set in the hole's width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from press.makeup.copyfit import Width, copyfit
from press.makeup.drafts import make_drafts, taken_cells
from press.makeup.furniture import foot_lines, head_lines
from press.makeup.grid import PageGrid
from press.makeup.model import Furniture, PageLayout, Role, Story

# How soon a story is left out, the lightest first; the others never.
LIGHT = {Role.FILLER: 0, Role.BRIEF: 1, Role.ORDINARY: 2, Role.PHOTO_NEWS: 3}
MOST_LEFT_OUT, TRIES = 3, 5
# What is over is known in cells, what a page then tiles is not: with more room, too.
MARGINS = (1.0, 1.25)
LEAST_HOLE = 6  # lines; less is white that blocks take up
SHORTER = 3  # lines that a story may leave of a hole
SHOWN = 3


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Stories without which the rest fits; ``fill`` is that of the draft it proves."""

    stories: tuple[str, ...]
    fill: float


@dataclass(frozen=True, slots=True)
class Hole:
    """A rectangle of the page in which nothing stands, in columns and lines."""

    column: int
    line: int
    columns: int
    lines: int


@dataclass(frozen=True, slots=True)
class Filling:
    """A story that fits a hole; ``lines`` are those of its block in that width."""

    story: str
    lines: int


def leave_out(
    grid: PageGrid,
    stories: Sequence[Story],
    furniture: Furniture,
    layout: PageLayout,
    *,
    number: int,
) -> LeaveOut | None:
    """Return the fewest and lightest stories without which the others fit.

    None when nothing is over, or when no few stories would do.
    """
    over = _cells_over(layout)
    if not over:
        return None
    for gone in _proposals(stories, layout, over):
        rest = [story for story in stories if story.ref not in gone]
        for draft in make_drafts(grid, rest, furniture, number=number, drafts=1):
            if _stands(draft):
                return LeaveOut(gone, draft.fill)
    return None


def _stands(draft: PageLayout) -> bool:
    return not draft.overset_lines and not any(f.hard for f in draft.findings)


def _cells_over(layout: PageLayout) -> float:
    """Return the cells of column and line that are missing for the copy."""
    grid = layout.grid
    cells = grid.column_chars
    return sum(fit.chars_over for fit in layout.fits if fit.overset_lines) / cells


def _proposals(
    stories: Sequence[Story], layout: PageLayout, over: float
) -> Iterator[tuple[str, ...]]:
    """Give sets of light stories that take as much as is over, the cheapest first."""
    sizes = {block.story: block.columns * block.lines for block in layout.blocks}
    # Whoever goes takes along what is over of its own.
    own = {fit.ref: fit.chars_over / layout.grid.column_chars for fit in layout.fits}
    light = [story for story in stories if story.role in LIGHT]
    taken = {s.ref: sizes.get(s.ref, 0) + own.get(s.ref, 0) for s in light}
    weight = {s.ref: (LIGHT[s.role], -s.slot) for s in light}
    found: list[tuple[str, ...]] = []
    for count in range(1, min(MOST_LEFT_OUT, len(stories) - 1) + 1):
        ways = sorted(
            combinations(taken, count),
            key=lambda gone: (
                sum(weight[ref][0] for ref in gone),
                sum(taken[ref] for ref in gone),
            ),
        )
        for margin in MARGINS:
            enough = (
                gone
                for gone in ways
                if sum(taken[ref] for ref in gone) >= over * margin
                and gone not in found
            )
            found += islice(enough, 1)
    yield from found[:TRIES] or _lightest(taken, weight, over)


def _lightest(
    taken: dict[str, float], weight: dict[str, tuple[int, int]], over: float
) -> Iterator[tuple[str, ...]]:
    """Give the lightest stories, one more each time, from where they are enough."""
    order = sorted(taken, key=lambda ref: weight[ref])
    enough = [
        tuple(order[:count])
        for count in range(MOST_LEFT_OUT + 1, len(order) + 1)
        if sum(taken[ref] for ref in order[:count]) >= over
    ]
    yield from enough[:TRIES]


def largest_hole(layout: PageLayout, furniture: Furniture) -> Hole | None:
    """Return the largest rectangle in which nothing stands, None if it is small."""
    grid = layout.grid
    first, last = head_lines(grid, furniture), grid.lines - foot_lines(furniture)
    taken = taken_cells(layout.blocks, furniture)
    holes = _rectangles(grid.columns, range(first, last), taken)
    return max(holes, key=lambda hole: hole.columns * hole.lines, default=None)


def _rectangles(
    columns: int, lines: range, taken: set[tuple[int, int]]
) -> Iterator[Hole]:
    """Give the free rectangles that end at each cell, by the heights of its columns."""
    heights = [0] * columns
    for line in lines:
        for column in range(columns):
            heights[column] = 0 if (column, line) in taken else heights[column] + 1
        for left in range(columns):
            deep = heights[left]
            for right in range(left, columns):
                deep = min(deep, heights[right])
                if deep >= LEAST_HOLE:
                    yield Hole(left, line - deep + 1, right - left + 1, deep)


def fillings(grid: PageGrid, hole: Hole, stories: Sequence[Story]) -> list[Filling]:
    """Return the stories that fill a hole best, those that leave least of it first."""
    found = []
    for story in stories:
        fit = copyfit(story, grid, Width(hole.columns, hole.columns))
        if fit and hole.lines - SHORTER <= fit.depth <= hole.lines:
            found.append(Filling(story.ref, fit.depth))
    return sorted(found, key=lambda each: -each.lines)[:SHOWN]
