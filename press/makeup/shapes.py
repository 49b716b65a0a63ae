"""The shapes a story can take: what they are made of and how deep they are."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from press.makeup.grid import PageGrid
from press.makeup.heads import Head
from press.makeup.legs import Dealt
from press.makeup.model import Story
from press.makeup.photos import PhotoPlan
from press.makeup.plan import (
    BlockPlan,
    Notch,
    PhotoPlace,
    PhotoSetting,
    PhotosSetting,
)
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
    head_lines: int = 0  # asked for; 0 takes as few as it needs
    notch: Notch | None = None

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

    def leg_row(self, leg: int) -> int:
        """Return the lines from the head of the text region to the head of a leg."""
        capacity = self.dealt.capacities[leg]
        if self.notch and not self.notch.at_foot and self.in_notch(leg):
            # Beside the headline another block stands: the leg begins under it.
            return self.region - capacity
        if self.place is PhotoPlace.CORNER and self.plan is not None:
            return self.region - capacity
        return 0

    def in_notch(self, leg: int) -> bool:
        """Tell whether another block stands in the columns of a leg."""
        if self.notch is None:
            return False
        cut = self.notch.columns
        return leg >= self.legs.count - cut if self.notch.at_right else leg < cut

    @property
    def head_columns(self) -> tuple[int, int]:
        """Return the first column of the headline area and how many it has."""
        return head_columns(self.legs.columns, self.notch)


def divide(grid: PageGrid, columns: int, count: int, *, boxed: bool = False) -> Legs:
    """Divide so many columns into legs of whole characters; the gaps take the rest."""
    inset = BOX_INSET if boxed else 0.0
    inner, em = grid.span(columns) - 2 * inset, grid.body_size
    chars = floor((inner / em - grid.gap_chars * (count - 1)) / count + 1e-6)
    measure = chars * em if count > 1 else inner
    gap = (inner - count * measure) / (count - 1) if count > 1 else 0.0
    return Legs(columns, count, measure, gap, inset)


def head_columns(columns: int, notch: Notch | None) -> tuple[int, int]:
    """Return the first column of a block's headline area and how many it has."""
    if notch is None or notch.at_foot:
        return 0, columns
    return (0 if notch.at_right else notch.columns), columns - notch.columns


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

    @property
    def block(self) -> BlockPlan:
        """Return the plan that gives this block again."""
        shape, legs = self.shape, self.shape.legs
        return BlockPlan(
            story=shape.brief.story.ref,
            column=self.column,
            line=self.line,
            columns=legs.columns,
            lines=shape.lines,
            legs=legs.count,
            face=shape.brief.face,
            size=shape.head.size if shape.head else 0.0,
            head_lines=shape.head_lines,
            spare=shape.spare,
            label=shape.brief.label,
            boxed=shape.brief.boxed,
            photos=_photos_setting(shape),
            notch=shape.notch,
        )


def _photos_setting(shape: Shape) -> PhotosSetting | None:
    plan = shape.plan
    if plan is None:
        return None
    photos = tuple(
        PhotoSetting(shot.picture.id, shot.rows, shot.focus) for shot in plan.shots
    )
    return PhotosSetting(shape.place, plan.span, photos, plan.stacked)
