"""Set a block as its plan says: the shape follows from cells, copy and format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from press.makeup.grid import PageGrid
from press.makeup.heads import Head, head_of_size
from press.makeup.legs import Dealt, deal, evened
from press.makeup.model import PictureSpec, Story
from press.makeup.photos import PhotoPlan, Shot, shot_at
from press.makeup.plan import BlockPlan, PhotoPlace, PhotoSetting, PhotosSetting
from press.makeup.shapes import (
    AIR,
    Brief,
    Legs,
    Shape,
    Standing,
    divide,
    head_columns,
)
from press.makeup.texts import captioned_pictures, story_text
from press.typesetting.cache import cached_line_table
from press.typesetting.setting import FEWEST_CELLS

LEAST_LEG = FEWEST_CELLS + 2  # characters: an indented line holds as many


class BlockTooSmallError(ValueError):
    """A block whose cells cannot hold its headline, photographs and one line."""

    def __init__(self, story: str, lines: int) -> None:
        super().__init__(f"The block of {story} needs at least {lines} lines.")
        self.story, self.lines = story, lines


def most_legs(grid: PageGrid, columns: int, *, boxed: bool = False) -> int:
    """Return into how many legs so many columns can be divided at the most."""
    return max(
        count
        for count in range(1, columns + 2)
        if count == 1
        or divide(grid, columns, count, boxed=boxed).measure
        >= LEAST_LEG * grid.body_size
    )


def stand(block: BlockPlan, story: Story, grid: PageGrid) -> Standing:
    """Return a story standing as its block says.

    Raises ``BlockTooSmallError`` when headline and photographs leave no line of text.
    """
    return Standing(shape_of(block, story, grid), block.column, block.line)


def shape_of(block: BlockPlan, story: Story, grid: PageGrid) -> Shape:
    """Return the shape of a story in the cells of its block; what is over is overset.

    Raises ``BlockTooSmallError`` when headline and photographs leave no line of text.
    """
    legs = divide(grid, block.columns, block.legs, boxed=block.boxed)
    brief = Brief(story, grid, block.face, label=block.label, boxed=block.boxed)
    table = cached_line_table(story_text(story, grid.styles), legs.measure)
    head = _head(block, brief, legs)
    plan = _photo_plan(block.photos, brief, legs)
    place = block.photos.place if block.photos and plan else PhotoPlace.UNDER
    shape = Shape(
        brief,
        legs,
        table,
        Dealt((), (), (), 0),
        0,
        head=head,
        spare=block.spare,
        plan=plan,
        place=place,
        head_lines=block.head_lines,
        notch=block.notch,
    )
    taken = replace(shape, region=1).lines - 1 if table.lines else shape.lines
    region = block.lines - taken
    capacities = _capacities(shape, region, taken)
    if region < 0 or (table.lines and max(capacities) < 1):
        raise BlockTooSmallError(block.story, taken + bool(table.lines))
    dealt = deal(table.lines, capacities)
    if not dealt.left_over:
        dealt = evened(table.lines, dealt)
    return replace(shape, dealt=dealt, region=region, overset=dealt.left_over)


def _capacities(shape: Shape, region: int, taken: int) -> list[int]:
    """Return the lines of each leg, less photographs and the block in its corner."""
    plan, notch, count = shape.plan, shape.notch, shape.legs.count
    span = plan.span if plan and shape.in_corner else 0
    cut = plan.rows + 1 if plan and shape.in_corner else 0
    rows = [region - (cut if leg >= count - span else 0) for leg in range(count)]
    for leg in range(count):
        if notch and shape.in_notch(leg):
            # A corner at the head takes the headline's place in these columns.
            over = 0 if notch.at_foot else taken - AIR
            rows[leg] = region + over - notch.lines
    return [max(0, lines) for lines in rows]


def _head(block: BlockPlan, brief: Brief, legs: Legs) -> Head | None:
    story, grid = brief.story, brief.grid
    _, columns = head_columns(block.columns, block.notch)
    whole = columns == block.columns
    measure = legs.width(legs.count) if whole else grid.span(columns)
    return head_of_size(
        story.copy,
        story.role,
        brief.face,
        measure,
        grid.leading,
        grid.styles,
        size=block.size,
        lines=block.head_lines,
    )


def _photo_plan(
    setting: PhotosSetting | None, brief: Brief, legs: Legs
) -> PhotoPlan | None:
    """Return the photographs that are still the story's, as the block sets them."""
    pictures = {picture.id: picture for picture in captioned_pictures(brief.story)}
    shown = [p for p in setting.photos if p.picture in pictures] if setting else []
    if setting is None or not shown:
        return None
    span = min(setting.legs, legs.count)
    stacked = setting.stacked or span % len(shown) != 0
    width = legs.width(span if stacked else span // len(shown))
    shots = _shots(shown, pictures, width=width, grid=brief.grid)
    return PhotoPlan(span, shots, stacked=stacked and len(shown) > 1)


def _shots(
    shown: Sequence[PhotoSetting],
    pictures: Mapping[str, PictureSpec],
    *,
    width: float,
    grid: PageGrid,
) -> tuple[Shot, ...]:
    return tuple(
        replace(
            shot_at(
                pictures[photo.picture], width, photo.rows, grid.leading, grid.styles
            ),
            focus=photo.focus,
        )
        for photo in shown
    )
