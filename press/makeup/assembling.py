"""Assemble a page from blocks that have their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from press.makeup.fixed import FixedKind, FixedPiece
from press.makeup.fixed_setting import set_fixed
from press.makeup.furniture import head_lines, set_furniture
from press.makeup.grid import PageGrid
from press.makeup.inner import BlockSetter
from press.makeup.legs import count_chars, text_rows
from press.makeup.model import Furniture, PageLayout, StoryFit
from press.makeup.parts import Parts
from press.makeup.plan import PhotoPlace
from press.makeup.separating import separate
from press.makeup.shapes import Brief, Shape, Standing
from press.makeup.texts import story_text
from press.typesetting.cache import cached_line_table

Area = tuple[int, int, int, int]  # left, top, right, foot in columns and lines
ADVERT_APART = 4  # times as much as another photograph is kept away
OTHER_PLACE = {
    PhotoPlace.UNDER: PhotoPlace.FOOT,
    PhotoPlace.CORNER: PhotoPlace.FOOT_CORNER,
}


def assemble(
    grid: PageGrid, furniture: Furniture, number: int, placed: Sequence[Standing]
) -> PageLayout:
    """Return the page with every line, photograph and rule in its place."""
    parts = Parts()
    set_furniture(parts, grid, furniture)
    for piece in furniture.fixed:
        set_fixed(parts, grid, piece)
    for standing in sorted(placed, key=lambda s: s.shape.brief.story.slot):
        BlockSetter(parts, standing.shape, standing.column, standing.line).set()
    separate(parts, grid, placed, head_lines(grid, furniture))
    fits = tuple(_fit(standing.shape) for standing in placed)
    return PageLayout(
        grid,
        number,
        tuple(parts.threads),
        tuple(parts.frames),
        tuple(parts.pictures),
        tuple(parts.rules),
        tuple(parts.panels),
        fits=tuple(sorted(fits, key=lambda fit: fit.ref)),
        blocks=tuple(standing.block for standing in placed),
    )


def spread_photos(
    standings: Sequence[Standing], fixed: Sequence[FixedPiece] = ()
) -> list[Standing]:
    """Choose head or foot of each block for its photograph, apart from the others.

    Farther still from an advertisement, which it would seem to belong to.
    """
    adverts = [_cells(p) for p in fixed if p.kind is FixedKind.ADVERTISEMENT]
    taken: list[Area] = [*adverts] * ADVERT_APART
    chosen: list[Standing] = []
    for standing in sorted(standings, key=lambda s: (s.line, s.column)):
        best = min(_variants(standing), key=lambda v: _crowding(v, taken))
        chosen.append(best)
        if best.shape.plan:
            taken.append(photo_area(best))
    return chosen


def _cells(piece: FixedPiece) -> Area:
    right, foot = piece.column + piece.columns, piece.line + piece.lines
    return (piece.column, piece.line, right, foot)


def _variants(standing: Standing) -> list[Standing]:
    shape = standing.shape
    other = OTHER_PLACE.get(shape.place)
    if shape.plan is None or other is None:
        return [standing]
    return [standing, replace(standing, shape=replace(shape, place=other))]


def photo_area(standing: Standing) -> Area:
    """Return where the photographs of a block stand, in columns and lines."""
    shape, plan = standing.shape, standing.shape.plan
    if plan is None:
        return (0, 0, 0, 0)
    head = standing.line + shape.head_at
    rows = plan.rows
    wide = -(-plan.span * shape.legs.columns // shape.legs.count)
    left = standing.right - wide
    top = {
        PhotoPlace.OVER: head - rows,
        PhotoPlace.UNDER: head + shape.head_rows,
        PhotoPlace.CORNER: head + shape.head_rows,
    }.get(shape.place, standing.foot - shape.padding[1] - rows)
    return (left, top, standing.right, top + rows)


def _crowding(standing: Standing, taken: Sequence[Area]) -> float:
    if standing.shape.plan is None:
        return 0
    left, top, right, foot = photo_area(standing)
    cost = 0.0 if standing.shape.place is not PhotoPlace.FOOT_CORNER else 0.5
    for other in taken:
        beside = other[0] <= right and left <= other[2]
        level = other[1] < foot + 4 and top < other[3] + 4
        cost += 5 * (beside and level)
    return cost


def _fit(shape: Shape) -> StoryFit:
    needed = text_rows(shape.table.lines)
    over = text_rows(shape.overset)
    white = 0 if over else shape.white
    chars = round(shape.legs.measure / shape.brief.grid.body_size)
    return StoryFit(
        shape.brief.story.ref,
        needed,
        needed - over + white,
        chars_over=count_chars(shape.overset),
        chars_under=white * chars,
    )


def white_cells(standings: Sequence[Standing]) -> float:
    """Return unplanned white inside blocks, in cells of one column and one line."""
    return sum(standing.shape.white_cells for standing in standings)


def lost_fit(brief: Brief) -> StoryFit:
    """Return the fit of a story that no shape of the page can hold."""
    paragraphs = story_text(brief.story, brief.grid.styles)
    table = cached_line_table(paragraphs, brief.grid.column_width)
    needed, chars = text_rows(table.lines), count_chars(table.lines)
    return StoryFit(brief.story.ref, needed, 0, chars_over=chars)
