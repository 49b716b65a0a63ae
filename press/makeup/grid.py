"""The page grid: type columns × lines, and the points they stand at.

A page is planned in whole type columns and whole lines of body type; points are
derived here, once, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from press.typesetting.sheets import HOUSE, StyleSheet

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, measured from the page's top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class PageGrid:
    """A page grid in the units a desk thinks in.

    ``trim_width`` and ``trim_height`` are millimetres; ``body_size`` and ``leading``
    points; ``column_chars`` and ``gap_chars`` whole body characters; ``lines`` the
    lines of body type from the top to the foot of the type area.  ``sheet`` holds the
    format's styles; what is set on the page is ``styles``, which stands on the leading.
    """

    name: str
    trim_width: float
    trim_height: float
    columns: int
    column_chars: int
    gap_chars: int
    lines: int
    body_size: float = 9
    leading: float = 14
    # Left out of a layout's JSON while it is the house's: old layouts read as before.
    sheet: StyleSheet = field(default=HOUSE, metadata={"unwritten": True})

    @property
    def styles(self) -> StyleSheet:
        """Return the styles of the format on this grid's body size and leading."""
        return self.sheet.on(self.body_size, self.leading)

    @property
    def page_width(self) -> float:
        return self.trim_width * MM

    @property
    def page_height(self) -> float:
        return self.trim_height * MM

    @property
    def column_width(self) -> float:
        return self.column_chars * self.body_size

    @property
    def column_gap(self) -> float:
        return self.gap_chars * self.body_size

    @property
    def type_width(self) -> float:
        return self.span(self.columns)

    @property
    def type_height(self) -> float:
        return self.lines * self.leading

    @property
    def left(self) -> float:
        return (self.page_width - self.type_width) / 2

    @property
    def top(self) -> float:
        """Top of the type area; the folio stands above it, so the head is larger."""
        return (self.page_height - self.type_height) * 0.6

    @property
    def cells(self) -> int:
        """Column-lines of the type area: the unit of ``fill``."""
        return self.columns * self.lines

    def span(self, columns: int) -> float:
        """Return the width of so many neighbouring columns with their gaps, points."""
        return columns * self.column_width + (columns - 1) * self.column_gap

    def column_x(self, column: int) -> float:
        return self.left + column * (self.column_width + self.column_gap)

    def line_y(self, line: float) -> float:
        return self.top + line * self.leading

    def box(self, column: int, line: float, columns: int, lines: float) -> Box:
        """Return the box of a block that stands on the grid, in points."""
        return Box(
            self.column_x(column),
            self.line_y(line),
            self.span(columns),
            lines * self.leading,
        )


BROADSHEET = PageGrid("broadsheet", 390, 545, 6, 17, 2, 102)
TABLOID = PageGrid("tabloid", 275, 390, 5, 14, 2, 70)
# 8 × 13 + 7 gaps are 111 cells of 9 pt, 352 mm; 120 lines of 11.6 pt are 491 mm.
BROADSHEET_8 = PageGrid("broadsheet-8", 390, 550, 8, 13, 1, 120, 9, 11.6)
# 6 × 11 + 5 gaps are 71 cells of 9 pt, 225 mm; 86 lines of 11.5 pt are 349 mm.
TABLOID_6 = PageGrid("tabloid-6", 275, 390, 6, 11, 1, 86, 9, 11.5)
PRESETS = {grid.name: grid for grid in (BROADSHEET, BROADSHEET_8, TABLOID_6, TABLOID)}
