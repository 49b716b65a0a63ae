"""Hairlines between stories: above a block and in the gap beside it."""

from __future__ import annotations

from collections.abc import Sequence

from press.makeup.grid import PageGrid
from press.makeup.model import RuleLine
from press.makeup.parts import Parts
from press.makeup.shapes import Standing

Cells = dict[tuple[int, int], int]


def separate(
    parts: Parts, grid: PageGrid, standings: Sequence[Standing], first_line: int
) -> None:
    """Add thin rules between stories that are not told apart by a box."""
    owner = _owners(standings)
    for standing in standings:
        if standing.line > first_line or standing.shape.notch:
            _above(parts, grid, standing, owner, standings, first_line)
    for gap in range(1, grid.columns):
        _beside(parts, grid, gap, owner, standings)


def _owners(standings: Sequence[Standing]) -> Cells:
    return {
        (column, line): number
        for number, standing in enumerate(standings)
        for column in range(standing.column, standing.right)
        for line in range(standing.line, standing.foot)
        if standing.block.covers(column, line)
    }


def _above(
    parts: Parts,
    grid: PageGrid,
    standing: Standing,
    owner: Cells,
    standings: Sequence[Standing],
    first_line: int,
) -> None:
    if standing.shape.brief.boxed:
        return
    block = standing.block
    for column in range(standing.column, standing.right):
        line = block.top_of(column)
        y = grid.line_y(line + 0.5)
        above = owner.get((column, line - 1))
        if above is None and line == standing.line and line <= first_line:
            continue
        if above is not None and standings[above].shape.brief.boxed:
            continue
        x = grid.column_x(column)
        right = x + grid.column_width
        if column < standing.right - 1 and block.top_of(column + 1) == line:
            right += grid.column_gap
        parts.rules.append(RuleLine(x, y, right, y, grid.styles.rule_weight))


def _beside(
    parts: Parts,
    grid: PageGrid,
    gap: int,
    owner: Cells,
    standings: Sequence[Standing],
) -> None:
    x = grid.column_x(gap) - grid.column_gap / 2
    start: int | None = None
    for line in range(grid.lines + 1):
        if _parted(owner, gap, line, standings):
            start = line if start is None else start
        elif start is not None:
            top, foot = grid.line_y(start + 1), grid.line_y(line)
            parts.rules.append(RuleLine(x, top, x, foot, grid.styles.rule_weight))
            start = None


def _parted(owner: Cells, gap: int, line: int, standings: Sequence[Standing]) -> bool:
    left, right = owner.get((gap - 1, line)), owner.get((gap, line))
    if left is None or right is None or left == right:
        return False
    return not any(standings[n].shape.brief.boxed for n in (left, right))
