"""Shapes that a neighbour bites into (咬合), where rectangles would cut a page through.

Such a block is an L: a corner of its foot, in whole columns and lines, is left to
another story.  Its text fills the rest, exact to the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.makeup.plan import BlockPlan, Notch, PhotoPlace
from press.makeup.planned import BlockTooSmallError, shape_of
from press.makeup.shapes import Shape, Standing

DEPTHS = (6, 8, 10, 12, 15, 18)  # lines of the corner
LEAST_LEFT = 5  # lines of text above the corner
NEAR = 3  # lines more or less than the cells say
MOST_WHITE = 2  # lines at the feet of its legs


def bitten(shapes: Sequence[Shape]) -> list[Shape]:
    """Return the L-shaped variants of a story's shapes, the best of each width."""
    best: dict[int, Shape] = {}
    for shape in sorted(shapes, key=lambda s: s.cost):
        if _may_be(shape):
            best.setdefault(shape.legs.columns, shape)
    return [found for shape in best.values() for found in _variants(shape)]


def _may_be(shape: Shape) -> bool:
    """Tell whether a corner can be left of a shape: one leg a column, nothing there."""
    plain = shape.legs.count == shape.legs.columns > 1
    photo = shape.plan is None or shape.place in (PhotoPlace.OVER, PhotoPlace.UNDER)
    return plain and photo and not shape.brief.boxed and not shape.overset


def _variants(shape: Shape) -> Iterator[Shape]:
    columns = shape.legs.columns
    for wide in range(1, columns):
        for deep in DEPTHS:
            if shape.region < LEAST_LEFT:
                continue
            for at_right in (True, False):
                found = _exact(shape, Notch(wide, deep, at_right=at_right))
                if found is not None:
                    yield found


def _exact(shape: Shape, notch: Notch) -> Shape | None:
    """Return the shape in as many lines as its text fills, with the corner left."""
    plan = Standing(shape, 0, 0).block
    even = shape.lines + round(notch.columns * notch.lines / shape.legs.columns)
    for lines in range(even - NEAR, even + NEAR + 1):
        found = _set(replace(plan, lines=lines, notch=notch), shape)
        if found is not None:
            return found
    return None


def _set(plan: BlockPlan, shape: Shape) -> Shape | None:
    brief = shape.brief
    try:
        found = shape_of(plan, brief.story, brief.grid)
    except BlockTooSmallError:
        return None
    least = min(found.dealt.capacities, default=0)
    if found.overset or found.white > MOST_WHITE or least < LEAST_LEFT:
        return None
    return replace(found, brief=brief, cost=shape.cost)
