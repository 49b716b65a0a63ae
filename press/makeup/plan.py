"""What an editor decides about a page: where each block stands and how it is set.

A plan says everything that copy does not.  Setting it gives the page; the same plan
with the same copy gives the same page, whoever drew it up, solver or editor.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from press.typesetting.model import Face


class PhotoPlace(StrEnum):
    """Where in its block a photograph stands."""

    OVER = "over"  # above the headline, full width
    UNDER = "under"  # between headline and text, full width
    FOOT = "foot"  # under the text, full width
    CORNER = "corner"  # at the head of the last legs
    FOOT_CORNER = "foot_corner"  # at the foot of the last legs


@dataclass(frozen=True, slots=True)
class PhotoSetting:
    """A photograph in its block: lines of the image and what must stay in view.

    ``focus`` is the point that a crop keeps, as fractions of the picture from its top
    left; without one more is cut at the foot than at the head.
    """

    picture: str
    rows: int
    focus: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class PhotosSetting:
    """The photographs of a block: how many legs wide, where, in a row or stacked."""

    place: PhotoPlace
    legs: int
    photos: tuple[PhotoSetting, ...]
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Notch:
    """A corner of a block that another one stands in (咬合), in columns and lines.

    The block is then L-shaped.  ``at_foot``: the corner is at the foot, else at the
    head; ``at_right``: in the last columns, else in the first.
    """

    columns: int
    lines: int
    at_foot: bool = True
    at_right: bool = True


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """A story's block: its cells on the page grid and how it is set in them.

    ``column`` and ``line`` count from 0 at the top left of the type area; ``lines``
    are those of the block with the line of air above it.  ``legs`` say into how many
    legs its columns are divided (5 破 3: columns 5, legs 3).  ``size`` is that of the
    主题 in points, 0 without one; ``head_lines`` forces its number of lines, 0 takes
    as few as it needs; ``spare`` are lines of white added to the headline area.
    """

    story: str
    column: int
    line: int
    columns: int
    lines: int
    legs: int
    face: Face
    size: float = 0.0
    head_lines: int = 0
    spare: int = 0
    label: str = ""
    boxed: bool = False
    photos: PhotosSetting | None = None
    notch: Notch | None = None

    @property
    def right(self) -> int:
        """Return the column after its last."""
        return self.column + self.columns

    @property
    def foot(self) -> int:
        """Return the line after its last."""
        return self.line + self.lines

    def covers(self, column: int, line: int) -> bool:
        """Tell whether a cell of the page belongs to the block."""
        if not (self.column <= column < self.right and self.line <= line < self.foot):
            return False
        return self.notch is None or not self._in_notch(self.notch, column, line)

    def top_of(self, column: int) -> int:
        """Return the first line of the page that the block takes of a column."""
        notch = self.notch
        if notch and not notch.at_foot and self._in_notch(notch, column, self.line):
            return self.line + notch.lines
        return self.line

    def _in_notch(self, notch: Notch, column: int, line: int) -> bool:
        across = (
            column >= self.right - notch.columns
            if notch.at_right
            else column < self.column + notch.columns
        )
        down = (
            line >= self.foot - notch.lines
            if notch.at_foot
            else line < self.line + notch.lines
        )
        return across and down
