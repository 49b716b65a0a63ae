"""Make up a page: drafts, the best one first; or as an editor plans it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from press.makeup.assembling import assemble, lost_fit, spread_photos, white_cells
from press.makeup.checker import check_layout
from press.makeup.checks_soft import seam_lines
from press.makeup.furniture import foot_lines, head_lines
from press.makeup.grid import PageGrid
from press.makeup.model import Furniture, PageLayout, Story, StoryFit
from press.makeup.plan import BlockPlan
from press.makeup.planned import stand
from press.makeup.planning import plan_groups
from press.makeup.rooms import Room, find_room
from press.makeup.scoring import Score, score
from press.makeup.shapes import Brief, Standing
from press.makeup.task import Placing

FEW_BITTEN = 2  # of the largest blocks that are tried with a corner left


def make_drafts(
    grid: PageGrid,
    stories: Sequence[Story],
    furniture: Furniture,
    *,
    number: int,
    drafts: int = 3,
    seed: int = 1,
) -> list[PageLayout]:
    """Return up to so many different pages, the best first.

    Copy that is too much is overset and the fits say by how much; copy that is too
    little leaves white at the foot, which ``fill`` shows.  The same input gives the
    same pages.
    """
    top = head_lines(grid, furniture)
    depth = grid.lines - top - foot_lines(furniture)
    fixed = tuple(replace(each, line=each.line - top) for each in furniture.fixed)
    room = find_room(grid, plan_groups(grid, stories), depth, seed, fixed=fixed)
    lost = tuple(lost_fit(brief) for group in room.lost for brief in group)
    made = [
        (
            _page(
                grid,
                stories,
                furniture,
                number,
                placed=spread_photos(
                    list(room.standings(placings, top)), furniture.fixed
                ),
                lost=lost,
            ),
            placings,
        )
        for placings in room.tilings(drafts, seed)
    ]
    made.sort(key=lambda each: -score_of(each[0]).points)
    for other, bitten in _interlocked(*made[0], room, seed) if made else ():
        placed = spread_photos(list(other.standings(bitten, top)), furniture.fixed)
        page = _page(grid, stories, furniture, number, placed=placed, lost=lost)
        if score_of(page).points > score_of(made[0][0]).points:
            return [page, *(each for each, _ in made)][:drafts]
    return [page for page, _ in made]


def _interlocked(
    page: PageLayout, placings: Sequence[Placing], room: Room, seed: int
) -> Iterator[tuple[Room, tuple[Placing, ...]]]:
    """Give tilings with an L-shaped block where white runs across the page (咬合)."""
    if room.shelved or page.overset_lines or not seam_lines(page):
        return
    largest = sorted(
        range(len(placings)),
        key=lambda n: -placings[n].shape.columns * placings[n].shape.lines,
    )
    for number in largest[:FEW_BITTEN]:
        other, bitten = room.bitten(number, placings, seed)
        if bitten is not None:
            yield other, bitten


def set_page(
    grid: PageGrid,
    stories: Sequence[Story],
    furniture: Furniture,
    *,
    number: int,
    blocks: Iterable[BlockPlan],
) -> PageLayout:
    """Return the page as its blocks say, whatever rules of make-up it then breaks.

    A story without a block is lost from the page, as its fit says; a block without a
    story is left out.  Raises ``BlockTooSmallError``.
    """
    copy = {story.ref: story for story in stories}
    placed = [
        stand(block, copy[block.story], grid) for block in blocks if block.story in copy
    ]
    standing = {each.shape.brief.story.ref for each in placed}
    lost = tuple(
        lost_fit(Brief(story, grid)) for story in stories if story.ref not in standing
    )
    return _page(grid, stories, furniture, number, placed=placed, lost=lost)


def _page(
    grid: PageGrid,
    stories: Sequence[Story],
    furniture: Furniture,
    number: int,
    *,
    placed: Sequence[Standing],
    lost: Sequence[StoryFit],
) -> PageLayout:
    layout = assemble(grid, furniture, number, placed)
    white = white_cells(placed) + _open_cells(grid, furniture, layout.blocks)
    layout = replace(
        layout, fits=layout.fits + tuple(lost), fill=round(1 - white / grid.cells, 4)
    )
    return replace(layout, findings=check_layout(layout, stories))


def taken_cells(
    blocks: Iterable[BlockPlan], furniture: Furniture
) -> set[tuple[int, int]]:
    """Return the cells of a page, column and line, in which something stands."""
    stories = {
        (column, line)
        for block in blocks
        for column in range(block.column, block.right)
        for line in range(block.line, block.foot)
        if block.covers(column, line)
    }
    booked = {
        (column, line)
        for piece in furniture.fixed
        for column in range(piece.column, piece.column + piece.columns)
        for line in range(piece.line, piece.line + piece.lines)
    }
    return stories | booked


def _open_cells(
    grid: PageGrid, furniture: Furniture, blocks: Iterable[BlockPlan]
) -> int:
    """Return the cells of the type area in which nothing stands."""
    first = head_lines(grid, furniture)
    last = grid.lines - foot_lines(furniture)
    taken = taken_cells(blocks, furniture)
    return sum(
        (column, line) not in taken
        for column in range(grid.columns)
        for line in range(first, last)
    )


def score_of(layout: PageLayout) -> Score:
    """Return what a page is worth; drafts alike keep the solver's order."""
    return score(((f.rule, f.hard) for f in layout.findings), layout.fill)
