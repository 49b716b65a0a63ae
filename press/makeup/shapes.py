"""The shapes a story can take: what they are made of and how deep they are."""

from __future__ import annotations

from dataclasses import dataclass

from press.makeup.grid import PageGrid
from press.makeup.heads import Head
from press.makeup.legs import Dealt
from press.makeup.model import Story
from press.makeup.photos import PhotoPlace, PhotoPlan
from press.typesetting.model import Face, Line, LineTable

AIR = 1  # lines between a block and what stands above it; its rule runs there
BOX_PADDING = 1  # lines inside a box, above and below its content
BOX_INSET = 9.0  # points inside a box, left and right
LABEL_ROWS = 2  # lines a section label takes, its air included


@dataclass(frozen=True, slots=True)
class Brief:
    """A story with what the page has decided about it."""

    story: Story
    grid: PageGrid
    face: Face = Face.SONG_BLACK
    label: str = ""
    boxed: bool = False
    photo_columns: int = 2  # columns its photograph should be wide
    trim: int = 0  # per cent of its lines that find no room on a page too full


@dataclass(frozen=True, slots=True)
class Legs:
    """How a block is divided: legs, their measure, gap and inset in points."""

    columns: int
    count: int
    measure: float
    gap: float
    inset: float

    def width(self, legs: int) -> float:
        return legs * self.measure + (legs - 1) * self.gap

    def x(self, leg: int) -> float:
        """Return the left edge of a leg from the left edge of the block."""
        return self.inset + leg * (self.measure + self.gap)


@dataclass(frozen=True, slots=True)
class Shape:
    """A block, complete but for its place on the page; depths in grid lines."""

    brief: Brief
    legs: Legs
    table: LineTable
    dealt: Dealt
    region: int  # lines of the text and of photographs that stand in its legs
    head: Head | None = None
    spare: int = 0  # planned white, added to the headline or to the box
    plan: PhotoPlan | None = None
    place: PhotoPlace = PhotoPlace.UNDER
    overset: tuple[Line, ...] = ()
    cost: int = 0

    @property
    def head_rows(self) -> int:
        return self.head.rows + self.spare if self.head else 0

    @property
    def padding(self) -> tuple[int, int]:
        """Return the lines inside the box above and below."""
        if not self.brief.boxed:
            return (0, 0)
        spare = 0 if self.head else self.spare
        return (BOX_PADDING + spare // 2, BOX_PADDING + spare - spare // 2)

    @property
    def label_rows(self) -> int:
        return LABEL_ROWS if self.brief.label else 0

    @property
    def in_corner(self) -> bool:
        return self.place in (PhotoPlace.CORNER, PhotoPlace.FOOT_CORNER)

    @property
    def photo_rows(self) -> int:
        """Return the lines a photograph takes over the whole width."""
        if self.plan is None or self.in_corner:
            return 0
        beside_text = self.place is not PhotoPlace.OVER or self.head is None
        return self.plan.rows + (1 if beside_text and self.region else 0)

    @property
    def head_at(self) -> int:
        """Return the lines above the headline stack."""
        over = self.photo_rows if self.place is PhotoPlace.OVER else 0
        return AIR + self.padding[0] + self.label_rows + over

    @property
    def lines(self) -> int:
        inside = self.label_rows + self.head_rows + self.photo_rows + self.region
        return AIR + sum(self.padding) + inside

    @property
    def white(self) -> int:
        """Return the lines of its legs that stay empty without a design."""
        return self.dealt.white

    @property
    def white_cells(self) -> float:
        """Return that white in cells of one column and one line."""
        return self.white * self.legs.measure / self.brief.grid.column_width


@dataclass(frozen=True, slots=True)
class Standing:
    """A block on the page: the column and line of its top left."""

    shape: Shape
    column: int
    line: int

    @property
    def foot(self) -> int:
        return self.line + self.shape.lines

    @property
    def right(self) -> int:
        return self.column + self.shape.legs.columns
