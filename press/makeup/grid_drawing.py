"""A page format as a picture: trim, type area, columns, lines, what is booked.

SVG in millimetres that takes its colours from the page it stands in: classes only, no
style, no script, no size of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from press.makeup.grid import MM, Box, PageGrid

EACH = 10  # lines between two rules of the drawing
FOLIO_RULE = 4.0  # points above the type area
NUMBER = 6.0  # millimetres
LABEL = 9.0  # millimetres high on a page of 390 mm; smaller on a smaller page


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle on the grid with a word in it; ``kind`` ends its class."""

    column: int
    line: int
    columns: int
    lines: int
    label: str
    kind: str = "fixed"


def draw_grid(grid: PageGrid, *, label: str, blocks: Sequence[Block] = ()) -> str:
    """Return the drawing as SVG; ``label`` is what a screen reader says."""
    area = Box(grid.left, grid.top, grid.type_width, grid.type_height)
    parts = [
        _rect(Box(0, 0, grid.page_width, grid.page_height), "gk-grid-trim"),
        *(_column(grid, column) for column in range(grid.columns)),
        *(_line(grid, line) for line in range(EACH, grid.lines, EACH)),
        _rect(area, "gk-grid-area"),
        _folio(grid),
        *(_column_number(grid, column) for column in range(grid.columns)),
        *(_line_number(grid, line) for line in range(EACH, grid.lines, EACH)),
        *(_block(grid, block) for block in blocks),
    ]
    size = f"0 0 {grid.trim_width:g} {grid.trim_height:g}"
    return (
        f'<svg class="gk-grid-drawing" viewBox="{size}" role="img"'
        f' aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def _column(grid: PageGrid, column: int) -> str:
    return _rect(grid.box(column, 0, 1, grid.lines), "gk-grid-column")


def _line(grid: PageGrid, line: int) -> str:
    y = grid.line_y(line)
    return _rule(grid.left, y, grid.left + grid.type_width, y, "gk-grid-line")


def _column_number(grid: PageGrid, column: int) -> str:
    """Return the number of a column at its foot, from one as a desk counts."""
    foot = grid.box(column, grid.lines, 1, 0)
    y = foot.y + NUMBER * MM
    return _number(str(column + 1), foot.x + foot.width / 2, y, "middle")


def _line_number(grid: PageGrid, line: int) -> str:
    """Return the number of the line over a rule, beside the type area."""
    return _number(str(line), grid.left - MM, grid.line_y(line), "end")


def _number(text: str, x: float, y: float, anchor: str) -> str:
    return (
        f'<text class="gk-grid-number" x="{_mm(x)}" y="{_mm(y)}"'
        f' font-size="{NUMBER:g}" text-anchor="{anchor}">{text}</text>'
    )


def _folio(grid: PageGrid) -> str:
    y = grid.top - FOLIO_RULE
    return _rule(grid.left, y, grid.left + grid.type_width, y, "gk-grid-folio")


def _block(grid: PageGrid, block: Block) -> str:
    box = grid.box(block.column, block.line, block.columns, block.lines)
    size = LABEL * grid.trim_width / 390
    x, y = _mm(box.x + box.width / 2), _mm(box.y + box.height / 2)
    return (
        f"{_rect(box, f'gk-grid-block gk-grid-{escape(block.kind)}')}"
        f'<text class="gk-grid-label" x="{x}" y="{y}" font-size="{size:.1f}"'
        ' text-anchor="middle" dominant-baseline="central">'
        f"{escape(block.label)}</text>"
    )


def _rect(box: Box, name: str) -> str:
    return (
        f'<rect class="{name}" x="{_mm(box.x)}" y="{_mm(box.y)}"'
        f' width="{_mm(box.width)}" height="{_mm(box.height)}"/>'
    )


def _rule(x1: float, y1: float, x2: float, y2: float, name: str) -> str:
    ends = f'x1="{_mm(x1)}" y1="{_mm(y1)}" x2="{_mm(x2)}" y2="{_mm(y2)}"'
    return f'<line class="{name}" {ends}/>'


def _mm(points: float) -> str:
    return f"{points / MM:.2f}"
