"""Make up a page: drafts, the best one first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from press.makeup.assembling import Standing, assemble, white_cells
from press.makeup.furniture import foot_lines, head_lines
from press.makeup.grid import PageGrid
from press.makeup.model import Furniture, PageLayout, Story
from press.makeup.planning import Group, Stack, plan_groups, stacks_of, unit_of
from press.makeup.solver import PageModel, Placing, Task, Unit

FIRST_LIMIT = 1.2  # deterministic seconds for the first draft
NEXT_LIMIT = 0.8
PROBE_LIMIT = 0.4  # to learn whether a page can be tiled at all


def make_drafts(
    grid: PageGrid,
    stories: Sequence[Story],
    furniture: Furniture,
    *,
    number: int,
    drafts: int = 3,
    seed: int = 1,
) -> list[PageLayout]:
    """Return up to so many different pages, the best first."""
    top = head_lines(grid, furniture)
    depth = grid.lines - top - foot_lines(furniture)
    room = _find_room(grid, plan_groups(grid, stories), depth, seed)
    layouts = []
    for placings in room.tilings(drafts, seed):
        standings = list(room.standings(placings, top))
        layout = assemble(grid, furniture, number, standings)
        white = white_cells(standings) + (depth - room.depth) * grid.columns
        layouts.append(replace(layout, fill=round(1 - white / grid.cells, 4)))
    return layouts


@dataclass(frozen=True, slots=True)
class _Room:
    """A depth that can be tiled, and the blocks that tile it."""

    columns: int
    depth: int
    blocks: tuple[tuple[Stack, ...], ...]
    task: Task

    def tilings(self, count: int, seed: int) -> Iterator[tuple[Placing, ...]]:
        """Yield tilings that differ from one another, the best first."""
        model = PageModel(self.task)
        for n in range(count):
            limit = NEXT_LIMIT if n else FIRST_LIMIT
            placings = model.solve(seed=seed, limit=limit)
            if placings is None:
                return
            yield placings
            model.forbid_likeness(placings, max(1, len(self.blocks) // 3))

    def standings(self, placings: Sequence[Placing], top: int) -> Iterator[Standing]:
        for placing, stacks in zip(placings, self.blocks, strict=True):
            line = top + placing.line
            for shape in stacks[placing.shape.key]:
                yield Standing(shape, placing.column, line)
                line += shape.lines


def _find_room(grid: PageGrid, groups: Sequence[Group], depth: int, seed: int) -> _Room:
    """Tile the page as deep as the copy goes, and trim copy that is too much."""
    trim, deep = 0, depth
    while True:
        room = _room(grid, groups, deep, trim)
        least, most = _supply(room.task.units)
        area = deep * grid.columns
        if least <= area <= most:
            solved = PageModel(room.task).solve(seed=seed, limit=PROBE_LIMIT)
            if solved:
                return room
        too_full = (area - least) < (most - area) * 0.1
        if too_full:
            trim += max(4, round(100 * (least - area) / area))
        else:
            deep = min(deep - 1, int(most / grid.columns))


def _room(grid: PageGrid, groups: Sequence[Group], depth: int, trim: int) -> _Room:
    trimmed = [tuple(replace(b, trim=trim) for b in group) for group in groups]
    blocks = tuple(tuple(stacks_of(group, depth)) for group in trimmed)
    units = tuple(
        unit_of(group, stacks) for group, stacks in zip(trimmed, blocks, strict=True)
    )
    return _Room(grid.columns, depth, blocks, Task(grid.columns, depth, units))


def _supply(units: Sequence[Unit]) -> tuple[int, int]:
    """Return the least and the most cells that the blocks can take together."""
    areas = [[c.columns * c.lines for c in unit.candidates] for unit in units]
    return sum(min(a) for a in areas), sum(max(a) for a in areas)
