"""Does a page format add up?  Named problems with their numbers, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from press.makeup.grid import MM, PageGrid

LEAST_MARGIN = 8.0  # millimetres to the sides and at the foot
LEAST_HEAD = 12.0  # millimetres above the type area, where the folio stands
CHARS = (8, 34)  # a line of a type column; longer ones are hard to read (B7b)
GAP = (1, 4)  # characters between two columns
COLUMNS = (1, 12)
LINES = (20, 200)
BODY = (7.5, 14.0)  # points; nothing below 六号 is read (CLREQ)
MOST_LEADING = 2.5  # of the body size
TRIM = (120.0, 600.0)  # millimetres a side


class GridFault(StrEnum):
    """What is wrong with a format."""

    NOT_WHOLE = "not_whole"  # columns, characters, gap and lines are whole numbers
    TRIM = "trim"
    COLUMNS = "columns"
    CHARS = "chars"
    GAP = "gap"
    LINES = "lines"
    BODY = "body"
    LEADING_TIGHT = "leading_tight"
    LEADING_LOOSE = "leading_loose"
    TOO_WIDE = "too_wide"
    TOO_HIGH = "too_high"


@dataclass(frozen=True, slots=True)
class GridProblem:
    """A fault: what was said, and between what it should be."""

    fault: GridFault
    said: float
    least: float
    most: float


def check_grid(grid: PageGrid) -> tuple[GridProblem, ...]:
    """Return all that does not add up, in the order a format is written down."""
    return (*_ranges(grid), *_leading(grid), *_margins(grid))


def _ranges(grid: PageGrid) -> Iterator[GridProblem]:
    for number in (grid.columns, grid.column_chars, grid.gap_chars, grid.lines):
        if number != int(number):
            yield GridProblem(GridFault.NOT_WHOLE, number, 0, 0)
    for fault, value, (least, most) in (
        (GridFault.TRIM, grid.trim_width, TRIM),
        (GridFault.TRIM, grid.trim_height, TRIM),
        (GridFault.COLUMNS, grid.columns, COLUMNS),
        (GridFault.CHARS, grid.column_chars, CHARS),
        (GridFault.GAP, grid.gap_chars, GAP),
        (GridFault.LINES, grid.lines, LINES),
        (GridFault.BODY, grid.body_size, BODY),
    ):
        if not least <= value <= most:
            yield GridProblem(fault, value, least, most)


def _leading(grid: PageGrid) -> Iterator[GridProblem]:
    most = grid.body_size * MOST_LEADING
    if grid.leading < grid.body_size:
        fault = GridFault.LEADING_TIGHT
        yield GridProblem(fault, grid.leading, grid.body_size, most)
    elif grid.leading > most:
        fault = GridFault.LEADING_LOOSE
        yield GridProblem(fault, grid.leading, grid.body_size, most)


def _margins(grid: PageGrid) -> Iterator[GridProblem]:
    """Find a type area too large for the trim; ``most`` is the largest it may be."""
    sums = sums_of(grid)
    most = grid.trim_width - 2 * LEAST_MARGIN
    if sums.side < LEAST_MARGIN - 0.005:
        yield GridProblem(GridFault.TOO_WIDE, sums.width, 0, most)
    if sums.head < LEAST_HEAD - 0.005 or sums.foot < LEAST_MARGIN - 0.005:
        most = grid.trim_height - LEAST_HEAD - LEAST_MARGIN
        yield GridProblem(GridFault.TOO_HIGH, sums.height, 0, most)


@dataclass(frozen=True, slots=True)
class GridSums:
    """The sums of a format: type area in cells and millimetres, and its margins.

    ``cells_across`` are body characters with the gaps, ``text_cells`` those that text
    can fill.
    """

    cells_across: int
    text_cells: int
    width: float
    height: float
    side: float
    head: float
    foot: float


def sums_of(grid: PageGrid) -> GridSums:
    """Add a format up."""
    gaps = (grid.columns - 1) * grid.gap_chars
    height = grid.type_height / MM
    head = grid.top / MM
    return GridSums(
        cells_across=grid.columns * grid.column_chars + gaps,
        text_cells=grid.columns * grid.column_chars * grid.lines,
        width=grid.type_width / MM,
        height=height,
        side=grid.left / MM,
        head=head,
        foot=grid.trim_height - head - height,
    )
