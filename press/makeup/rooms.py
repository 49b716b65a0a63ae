"""Find the room: how deep the copy goes, what must be cut, how it tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from press.makeup.choosing import regain
from press.makeup.fixed import FixedPiece
from press.makeup.grid import PageGrid
from press.makeup.interlocking import bitten
from press.makeup.planning import Group, Stack, bitten_candidate, stacks_of, unit_of
from press.makeup.shapes import Standing
from press.makeup.task import Area, Candidate, Placing, Task, Unit

if TYPE_CHECKING:
    from press.makeup.solver import PageModel

FIRST_LIMIT = 0.22  # deterministic seconds for the first draft
NEXT_LIMIT = 0.2
BITE_LIMIT = 0.4  # with a block that may leave a corner to its neighbour
LAST_LIMIT = 0.6  # with every shape, where the usual ones found no place
# Of the shapes of a block only those near its best are offered first: the search is
# several times shorter and what it finds looks better.
USUAL_COST, USUAL_DEPTHS = 80, 10  # over the best; depths of each width
TRIM_STEP = 3  # per cent
MOST_TRIM = 95
TRIES = 8
DEEPER = 1.4  # times the depth, at each try, of a page with little copy
MOST_WHITE = 0.019  # of the page's cells that blocks may leave empty together
PLAY = 0.005  # of the page, for each block: shapes at their least tile badly

Interlocked = tuple["Room", tuple[Placing, ...] | None]


@dataclass(frozen=True, slots=True)
class Room:
    """A depth that can be tiled, and the blocks that tile it."""

    columns: int
    depth: int  # of the page under the nameplate
    blocks: tuple[tuple[Stack, ...], ...]
    task: Task
    model: PageModel | None = None  # that found the first tiling
    lost: tuple[Group, ...] = ()  # what no page could hold
    first: tuple[Placing, ...] = ()
    shelved: bool = False  # stood one below the other: there is no other tiling

    def tilings(self, count: int, seed: int) -> Iterator[tuple[Placing, ...]]:
        """Yield tilings that differ from one another, the best first."""
        placings: tuple[Placing, ...] | None = self.first
        for number in range(count):
            if number:
                if self.shelved or self.model is None:
                    return
                self.model.forbid_likeness(
                    placings or (), max(1, len(self.blocks) // 3)
                )
                placings = self.model.solve(seed=seed, limit=NEXT_LIMIT)
            if placings is None:
                return
            yield placings

    def bitten(self, number: int, first: Sequence[Placing], seed: int) -> Interlocked:
        """Tile anew where block ``number`` may leave a corner of its foot (咬合).

        Returns the placings and the room they belong to, no placings where none is
        found.
        """
        stacks = self.blocks[number]
        shapes = bitten([stack[0] for stack in stacks if len(stack) == 1])
        more = tuple(
            bitten_candidate(shape, key)
            for key, shape in enumerate(shapes, len(stacks))
        )
        unit = self.task.units[number]
        kept = replace(unit, candidates=more)
        units = [_usual(each) for each in self.task.units]
        units[number] = kept
        task = replace(self.task, units=tuple(units), whole=True)
        blocks = list(self.blocks)
        blocks[number] = (*stacks, *((shape,) for shape in shapes))
        room = replace(self, blocks=tuple(blocks), task=task)
        if not more:
            return room, None
        model = _page_model(task)
        model.begin_from(first)
        return room, model.solve(seed=seed, limit=BITE_LIMIT)

    def standings(self, placings: Sequence[Placing], top: int) -> Iterator[Standing]:
        for placing, stacks in zip(placings, self.blocks, strict=True):
            line = top + placing.line
            for held in stacks[placing.shape.key]:
                shape = regain(held) if held.brief.trim else held
                yield Standing(shape, placing.column, line)
                line += shape.lines


def find_room(
    grid: PageGrid,
    groups: Sequence[Group],
    depth: int,
    seed: int,
    *,
    fixed: tuple[FixedPiece, ...] = (),
) -> Room:
    """Tile the page as deep as the copy goes, and trim copy that is too much.

    Stories flow round the fixed pieces, whose lines count from the head of the room.
    """
    trim, loose = 0, False
    areas = tuple(Area(p.column, p.line, p.columns, p.lines) for p in fixed)
    for attempt in range(TRIES):
        room, trim = _trimmed_room(grid, groups, depth, trim, areas)
        loose = loose or trim > 0  # a full page hardly tiles exactly
        deep = min(depth, _supply(room.task.units)[1] // grid.columns)
        # A few blocks that tile no exact depth stand in more of the page.
        deep = min(depth, round(deep * DEEPER**attempt))
        if areas and deep < depth:
            # Between booked pieces there is no shallower page to tile.
            deep, loose = depth, True
        if deep < depth:
            room = replace(room, task=_shallow_task(room.task, deep, loose=loose))
        elif loose:
            room = replace(room, task=_shallow_task(room.task, depth, loose=True))
        for model, limit in _searches(room.task, attempt):
            first = model.solve(seed=seed, limit=limit)
            if first is not None:
                return replace(room, model=model, first=first)
        # White inside the page is better than cut copy, so that is tried first.
        trim += TRIM_STEP if loose and deep == depth else 0
        loose = True
    return _shelved(_room(grid, groups, depth, 0, areas))


def _searches(task: Task, attempt: int) -> Iterator[tuple[PageModel, float]]:
    """Give the usual shapes, then all of them, then all with white where it falls."""
    usual = replace(task, units=tuple(_usual(unit) for unit in task.units))
    yield _page_model(usual), FIRST_LIMIT
    yield _page_model(task), LAST_LIMIT
    if attempt:
        yield _page_model(replace(task, most_white=None)), LAST_LIMIT


def _usual(unit: Unit) -> Unit:
    """Return the unit with the shapes that a page editor would try first."""
    limit = min(c.cost for c in unit.candidates) + USUAL_COST
    widths: dict[int, list[Candidate]] = {}
    for each in sorted(unit.candidates, key=lambda c: (c.cost, c.lines, c.key)):
        held = widths.setdefault(each.columns, [])
        if each.cost <= limit and len(held) < USUAL_DEPTHS:
            held.append(each)
    kept = tuple(each for held in widths.values() for each in held)
    return replace(unit, candidates=kept)


def _shelved(room: Room) -> Room:
    """Stand the blocks one below the other, the widest shape of each.

    The last resort: a page that can be shown and corrected beats none.
    """
    placings: list[Placing] = []
    blocks: list[tuple[Stack, ...]] = []
    lost = list(room.lost)
    line = max((a.line + a.lines for a in room.task.fixed if not a.line), default=0)
    for unit, stacks in zip(room.task.units, room.blocks, strict=True):
        shape = min(unit.candidates, key=lambda c: (-c.columns, c.lines))
        if line + shape.lines > room.depth:
            shape = min(unit.candidates, key=lambda c: (c.lines, -c.columns))
        if line + shape.lines > room.depth:
            lost.append(tuple(held.brief for held in stacks[shape.key]))
            continue
        placings.append(Placing(0, line, shape))
        blocks.append(stacks)
        line += shape.lines
    return replace(
        room,
        blocks=tuple(blocks),
        lost=tuple(lost),
        first=tuple(placings),
        shelved=True,
    )


def _trimmed_room(
    grid: PageGrid,
    groups: Sequence[Group],
    depth: int,
    trim: int,
    areas: tuple[Area, ...],
) -> tuple[Room, int]:
    """Trim all stories alike until the least they take is less than the page."""
    while True:
        room = _room(grid, groups, depth, trim, areas)
        least, _ = _supply(room.task.units)
        play = PLAY * len(groups) * depth * grid.columns if trim else 0
        over = least + play - room.task.cells
        if (over <= 0 and not room.lost) or trim >= MOST_TRIM:
            return room, trim
        trim = min(MOST_TRIM, trim + max(2, round(90 * over / (least or 1))))


def _room(
    grid: PageGrid,
    groups: Sequence[Group],
    depth: int,
    trim: int,
    areas: tuple[Area, ...],
) -> Room:
    held: list[tuple[Group, tuple[Stack, ...]]] = []
    lost: list[Group] = []
    for group in groups:
        trimmed = tuple(replace(brief, trim=trim) for brief in group)
        stacks = tuple(stacks_of(trimmed, depth))
        parts = [trimmed] if stacks or len(group) == 1 else [(b,) for b in trimmed]
        for part in parts:
            stacks = tuple(stacks_of(part, depth))
            if stacks:
                held.append((part, stacks))
            else:
                lost.append(part)
    units = tuple(unit_of(group, stacks) for group, stacks in held)
    blocks = tuple(stacks for _, stacks in held)
    white = round(grid.cells * MOST_WHITE)
    task = Task(grid.columns, depth, units, most_white=white, fixed=areas)
    return Room(grid.columns, depth, blocks, task, lost=tuple(lost))


def _shallow_task(task: Task, depth: int, *, loose: bool) -> Task:
    units = tuple(_shallow(unit, depth) for unit in task.units)
    return replace(task, lines=depth, units=units, loose=loose)


def _page_model(task: Task) -> PageModel:
    # The solver takes 50 MB of a process: only those that draft a page load it.
    from press.makeup.solver import PageModel  # noqa: PLC0415

    return PageModel(task)


def _shallow(unit: Unit, depth: int) -> Unit:
    fitting = tuple(c for c in unit.candidates if c.lines <= depth)
    return replace(unit, candidates=fitting) if fitting else unit


def _supply(units: Sequence[Unit]) -> tuple[int, int]:
    """Return the least and the most cells that the blocks can take together."""
    areas = [[c.columns * c.lines for c in unit.candidates] for unit in units]
    return sum(min(a) for a in areas), sum(max(a) for a in areas)
