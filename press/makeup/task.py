"""The task of tiling a page, in whole columns and lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shape a block can take, in columns and lines.

    ``heads`` are its headlines as (lines from its own top, lines deep), ``cuts`` the
    lines at which one of its stories ends; ``key`` leads back to the design.
    """

    columns: int
    lines: int
    cost: int
    heads: tuple[tuple[int, int], ...] = ()
    cuts: tuple[int, ...] = ()
    key: int = 0
    white: int = 0  # cells of its legs left empty without a design
    corner: tuple[int, int] = (0, 0)  # left at its foot: columns (< 0: left), lines


@dataclass(frozen=True, slots=True)
class Unit:
    """A block to place: its shapes and its wishes, costs per line or per breach."""

    candidates: tuple[Candidate, ...]
    voices: tuple[str, ...] = ()  # of its headlines; unlike ones may meet
    lead: bool = False
    sink: int = 0  # cost of each tenth of the page it stands below the top
    off_top: int = 0  # cost of standing at the very top
    off_foot: int = 0  # cost of not standing at the very foot


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the page, in columns and lines from its top left."""

    column: int
    line: int
    columns: int
    lines: int

    def covers(self, column: int, line: int) -> bool:
        """Tell whether a cell belongs to it."""
        return bool(self.takes(column)) and 0 <= line - self.line < self.lines

    def takes(self, column: int) -> int:
        """Return the lines it takes of a column."""
        inside = self.column <= column < self.column + self.columns
        return self.lines if inside else 0


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a unit stands: column and line of its top left, and its shape."""

    column: int
    line: int
    shape: Candidate


@dataclass(frozen=True, slots=True)
class Weights:
    """What a breach of a soft rule costs, against a cell of white at 6."""

    white: int = 9
    vertical_seam: int = 500
    horizontal_seam: int = 500
    bump: int = 60  # 碰题
    bump_apart: int = 25  # of headlines that face or box tells apart


@dataclass(frozen=True, slots=True)
class Task:
    """A page to tile: ``columns`` × ``lines`` under the nameplate."""

    columns: int
    lines: int
    units: tuple[Unit, ...]
    weights: Weights = Weights()
    loose: bool = False  # leave white rather than tile exactly
    whole: bool = False  # no white may run across it
    most_white: int | None = None  # cells that blocks may leave empty together
    fixed: tuple[Area, ...] = ()  # booked before any block is placed

    @property
    def cells(self) -> int:
        """Return the cells that blocks may take."""
        booked = sum(area.columns * area.lines for area in self.fixed)
        return self.columns * self.lines - booked

    @property
    def first_free(self) -> tuple[int, int]:
        """Return column and line of the uppermost free cell, the leftmost of these."""
        free = (
            (column, line)
            for line in range(self.lines)
            for column in range(self.columns)
            if not any(area.covers(column, line) for area in self.fixed)
        )
        return next(free, (0, 0))
