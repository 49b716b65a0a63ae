"""Make up a page: drafts, the best one first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from press.makeup.assembling import assemble, lost_fit, white_cells
from press.makeup.checker import check_layout
from press.makeup.furniture import foot_lines, head_lines
from press.makeup.grid import PageGrid
from press.makeup.model import Furniture, PageLayout, Story
from press.makeup.planning import plan_groups
from press.makeup.rooms import Room, find_room
from press.makeup.task import Placing


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
    room = find_room(grid, plan_groups(grid, stories), depth, seed)
    pages = [
        _page(grid, stories, furniture, number, room, placings)
        for placings in room.tilings(drafts, seed)
    ]
    return sorted(pages, key=_faults)


def _page(
    grid: PageGrid,
    stories: Sequence[Story],
    furniture: Furniture,
    number: int,
    room: Room,
    placings: Sequence[Placing],
) -> PageLayout:
    top = head_lines(grid, furniture)
    standings = list(room.standings(placings, top))
    layout = assemble(grid, furniture, number, standings)
    white = white_cells(standings) + room.open_cells(placings)
    lost = tuple(lost_fit(brief) for group in room.lost for brief in group)
    layout = replace(
        layout, fits=layout.fits + lost, fill=round(1 - white / grid.cells, 4)
    )
    return replace(layout, findings=check_layout(layout, stories))


def _faults(layout: PageLayout) -> tuple[int, int]:
    """Return hard and soft findings; drafts alike keep the solver's order."""
    hard = sum(finding.hard for finding in layout.findings)
    return hard, len(layout.findings) - hard
