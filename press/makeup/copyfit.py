"""Copyfit before make-up: what a story takes in any width, exact to the line.

It is set by what sets the page: the same lines, headline stack and photographs.  A
width is so many type columns divided into so many legs (五破三: five into three); one
leg over several columns is a 长栏.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from press.makeup.choosing import shapes_of
from press.makeup.grid import PageGrid
from press.makeup.legs import count_chars, text_rows
from press.makeup.model import Story
from press.makeup.planned import BlockTooSmallError, shape_of
from press.makeup.shapes import Brief, Shape, Standing, divide
from press.makeup.tiers import LEG_CHARS


@dataclass(frozen=True, slots=True)
class Width:
    """A width on the page: type columns and the legs they are divided into."""

    columns: int
    legs: int


@dataclass(frozen=True, slots=True)
class Copyfit:
    """What a story takes in a width; lines are of body type.

    ``chars`` are body characters a line, ``needed`` the lines of the text in all legs
    together, ``head`` and ``photos`` those that headline stack and photographs take of
    the block, ``depth`` those of the whole block with the air above it.  ``given`` are
    the lines of text that a block of a wished depth has, None without a wish; ``over``
    are characters that find no room in it, ``white`` lines that stay empty.
    """

    width: Width
    chars: int
    needed: int
    head: int
    photos: int
    depth: int
    given: int | None = None
    over: int = 0
    white: int = 0

    @property
    def over_lines(self) -> int:
        """Return the lines that must be cut."""
        return 0 if self.given is None else max(0, self.needed - self.given)


def widths_of(grid: PageGrid) -> Iterator[Width]:
    """Give every width of a format in which text may be set, the narrow ones first."""
    for columns in range(1, grid.columns + 1):
        for legs in range(columns, 0, -1):
            measure = divide(grid, columns, legs).measure
            if LEG_CHARS[0] <= round(measure / grid.body_size) <= LEG_CHARS[1]:
                yield Width(columns, legs)


def copyfit(
    story: Story, grid: PageGrid, width: Width, depth: int | None = None
) -> Copyfit | None:
    """Return what a story takes in a width, and how it fits a block so deep.

    ``depth`` are the lines of the block, its headline, photographs and the line of air
    included.  None for a width the story cannot be set in.
    """
    legs = divide(grid, width.columns, width.legs)
    shapes = shapes_of(Brief(story, grid), legs)
    best = min(shapes, key=lambda shape: (shape.cost, shape.lines), default=None)
    if best is None:
        return None
    found = Copyfit(
        width,
        round(legs.measure / grid.body_size),
        text_rows(best.table.lines),
        best.head_rows,
        best.plan.rows if best.plan else 0,
        best.lines,
    )
    return found if depth is None else _in_depth(found, best, story, grid, depth)


def _in_depth(
    found: Copyfit, best: Shape, story: Story, grid: PageGrid, depth: int
) -> Copyfit:
    block = replace(Standing(best, 0, 0).block, lines=depth)
    try:
        shape = shape_of(block, story, grid)
    except BlockTooSmallError:
        return replace(found, given=0, over=count_chars(best.table.lines))
    over = text_rows(shape.overset)
    white = 0 if over else shape.white
    return replace(
        found,
        given=found.needed - over + white,
        over=count_chars(shape.overset),
        white=white,
    )
