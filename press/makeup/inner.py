"""Stand a block on the page: its frames and lines, to the point."""

from __future__ import annotations

from press.makeup.furniture import PAPER_WHITE
from press.makeup.grid import Box
from press.makeup.legs import Placed
from press.makeup.model import FrameKind, Panel, PictureFrame, RuleLine, SetLine
from press.makeup.parts import Parts, body_baseline
from press.makeup.photos import EDGE, Shot, crop_of
from press.makeup.plan import PhotoPlace
from press.makeup.shapes import AIR, Shape
from press.makeup.texts import is_caption_story
from press.typesetting.breaker import line_table
from press.typesetting.model import TextStyle
from press.typesetting.paragraphs import plain_paragraph

TAG_HEIGHT = 16.0  # points of the coloured tag that carries a section label
TAG_PADDING = 6.0


class BlockSetter:
    """Sets one block; ``column`` and ``line`` are its top left on the page grid."""

    def __init__(self, parts: Parts, shape: Shape, column: int, line: int) -> None:
        self.parts, self.shape = parts, shape
        self.grid = shape.brief.grid
        self.story = shape.brief.story
        self.x = self.grid.column_x(column)
        self.line = line
        self.number = f"{self.story.slot:02}"
        self.row = line + AIR + shape.padding[0]

    def set(self) -> None:
        """Add everything that belongs to the block."""
        if self.shape.brief.boxed:
            self._box()
        if self.shape.brief.label:
            self._label()
        self._photo_if(PhotoPlace.OVER)
        if self.shape.head:
            self._head()
        self._photo_if(PhotoPlace.UNDER)
        self._text()
        self._photo_if(PhotoPlace.FOOT)

    def _y(self, row: float) -> float:
        return self.grid.line_y(row)

    def _box(self) -> None:
        top, foot = self._y(self.line + AIR), self._y(self.line + self.shape.lines)
        width, sheet = self.grid.span(self.shape.legs.columns), self.grid.styles
        box = Box(self.x, top, width, foot - top)
        frame = Panel(box, stroke=sheet.accent, weight=sheet.box_weight)
        self.parts.panels.append(frame)

    def _label(self) -> None:
        sheet = self.grid.styles
        text = plain_paragraph(_on_colour(sheet.section_label), self.shape.brief.label)
        width = line_table((text,), self.grid.type_width).lines[0].width
        legs = self.shape.legs
        left, top = self.x + legs.inset, self._y(self.row)
        tag = Box(left, top, width + 2 * TAG_PADDING, TAG_HEIGHT)
        self.parts.panels.append(Panel(tag, fill=sheet.accent))
        inside = Box(left + TAG_PADDING, top + 1, width + TAG_PADDING, TAG_HEIGHT - 2)
        name = f"s{self.number}"
        self.parts.small_text(name, FrameKind.SECTION_LABEL, (text,), inside)
        right, foot = self.x + legs.inset + legs.width(legs.count), tag.bottom
        self.parts.rules.append(RuleLine(left, foot, right, foot, 0.8, sheet.accent))
        self.row += self.shape.label_rows

    def _head(self) -> None:
        head, legs = self.shape.head, self.shape.legs
        if head is None:
            return
        height = self.shape.head_rows * self.grid.leading
        first, columns = self.shape.head_columns
        whole = columns == legs.columns
        left = self.x + legs.inset + (0 if whole else legs.x(first))
        wide = legs.width(legs.count) if whole else self.grid.span(columns)
        box = Box(left, self._y(self.row), wide, height)
        down = box.y + (height - head.height) / 2
        lines = tuple(SetLine(box.x, down + at, line) for at, line in head.lines)
        self.parts.text(
            f"h{self.number}",
            FrameKind.HEADLINE,
            head.paragraphs,
            [(box, lines)],
            story=self.story.ref,
        )
        self.row += self.shape.head_rows

    def _photo_if(self, place: PhotoPlace) -> None:
        """Set photographs that stand over the whole width, when they stand here."""
        plan = self.shape.plan
        if plan is None or self.shape.place is not place:
            return
        air_above = place is PhotoPlace.FOOT
        self._photos(0, self.row + (1 if air_above else 0))
        self.row += self.shape.photo_rows

    def _photos(self, first_leg: int, row: int) -> None:
        plan = self.shape.plan
        if plan is None:
            return
        step = 0 if plan.stacked else plan.span // len(plan.shots)
        for number, shot in enumerate(plan.shots, start=1):
            x = self.x + self.shape.legs.x(first_leg + step * (number - 1))
            self._photo(shot, number, x, row)
            if plan.stacked:
                row += shot.total_rows + 1

    def _photo(self, shot: Shot, number: int, x: float, row: int) -> None:
        picture, ref = shot.picture, self.story.ref
        box = Box(x, self._y(row) + EDGE, shot.width, shot.height)
        name = f"p{self.number}-{number}"
        frame = PictureFrame(name, box, picture.id, ref, crop_of(shot))
        self.parts.pictures.append(frame)
        if shot.caption is None:
            return
        top = self._y(row + shot.rows)
        under = Box(x, top, shot.width, shot.caption_rows * self.grid.leading)
        self.parts.small_text(
            f"c{self.number}-{number}",
            FrameKind.CAPTION,
            shot.caption.paragraphs,
            under,
            story=ref,
        )

    def _text(self) -> None:
        shape, frames = self.shape, []
        for leg, capacity in enumerate(shape.dealt.capacities):
            if capacity > 0:
                row = self.row + shape.leg_row(leg)
                frames.append(self._leg(leg, row, capacity))
        kind = FrameKind.CAPTION if is_caption_story(self.story) else FrameKind.BODY
        if shape.table.paragraphs:
            self.parts.text(
                f"t{self.number}",
                kind,
                shape.table.paragraphs,
                frames,
                story=self.story.ref,
            )
        if shape.plan and shape.in_corner:
            at_head = shape.place is PhotoPlace.CORNER
            down = 0 if at_head else shape.region - shape.plan.rows
            first = shape.legs.count - shape.plan.span
            self._photos(first, self.row + down)
        self.row += shape.region

    def _leg(self, leg: int, row: int, rows: int) -> tuple[Box, tuple[SetLine, ...]]:
        grid, legs = self.grid, self.shape.legs
        box = Box(self.x + legs.x(leg), self._y(row), legs.measure, rows * grid.leading)
        first = box.y + body_baseline(grid)
        return box, tuple(
            _stand(placed, box.x, first, grid.leading)
            for placed in self.shape.dealt.legs[leg]
        )


def _stand(placed: Placed, x: float, first: float, leading: float) -> SetLine:
    offset, line = placed
    return SetLine(x, first + offset * leading, line)


def _on_colour(style: TextStyle) -> TextStyle:
    return TextStyle(
        style.name,
        style.face,
        style.size,
        style.leading,
        style.align,
        colour=PAPER_WHITE,
    )
