"""Place blocks on the page: an exact tiling by CP-SAT.

Every block brings the shapes it can take; the page area is tiled without a gap.
Fixed seed, one worker and a deterministic time limit make a page repeatable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from ortools.sat.python import cp_model

from press.makeup.task import Candidate, Placing, Task, Unit

Var = cp_model.IntVar
Rectangle = tuple[cp_model.IntervalVar, cp_model.IntervalVar]  # across, down
Zone = tuple[cp_model.LinearExpr, Var, str]  # first line, lines, voice


CROSSING = 4  # lines a story goes past a line on either side to hide it


class _Block:
    """The variables of one unit."""

    def __init__(self, model: cp_model.CpModel, task: Task, unit: Unit) -> None:
        wide, deep = task.columns, task.lines
        widths = sorted({c.columns for c in unit.candidates})
        heights = sorted({c.lines for c in unit.candidates})
        self.unit = unit
        self.k = _choice(model, widths)
        self.h = _choice(model, heights)
        self.x = model.new_int_var(0, wide - 1, "")
        self.y = model.new_int_var(0, deep, "")
        self.right = model.new_int_var(1, wide, "")
        self.foot = model.new_int_var(1, deep, "")
        self.cost = _choice(model, sorted({c.cost for c in unit.candidates}))
        zones = max(len(c.heads) for c in unit.candidates)
        self.heads = [
            (model.new_int_var(0, deep, ""), model.new_int_var(0, deep, ""))
            for _ in range(zones)
        ]
        self.key = _choice(model, sorted({c.key for c in unit.candidates}))
        self.white = _choice(model, sorted({c.white for c in unit.candidates}))
        cuts = len(unit.candidates[0].cuts)
        self.cuts = [model.new_int_var(0, deep, "") for _ in range(cuts)]
        self.spots = {
            (x, k): model.new_bool_var("") for k in widths for x in range(wide - k + 1)
        }
        self.bite = _choice(model, sorted({c.corner[0] for c in unit.candidates}))
        self.depth = _choice(model, sorted({c.corner[1] for c in unit.candidates}))
        self.bites = {
            side: model.new_bool_var("")
            for side in sorted({c.corner[0] for c in unit.candidates})
        }
        self._tie(model)

    def _tie(self, model: cp_model.CpModel) -> None:
        zones = [var for zone in self.heads for var in zone]
        rows = [
            (
                *(c.columns, c.lines, c.cost, c.key, c.white, *c.corner),
                *_padded(c, len(self.heads)),
            )
            for c in self.unit.candidates
        ]
        tied = [self.k, self.h, self.cost, self.key, self.white, self.bite, self.depth]
        model.add_allowed_assignments([*tied, *zones, *self.cuts], rows)
        model.add_exactly_one(self.bites.values())
        model.add(self.bite == sum(side * on for side, on in self.bites.items()))
        model.add_exactly_one(self.spots.values())
        model.add(self.x == sum(x * on for (x, _), on in self.spots.items()))
        model.add(self.k == sum(k * on for (_, k), on in self.spots.items()))
        model.add(self.x + self.k == self.right)
        model.add(self.y + self.h == self.foot)

    def zones(self) -> list[Zone]:
        """Return where its headlines stand on the page."""
        voices = (*self.unit.voices, *("" for _ in self.heads))
        return [
            (self.y + at, deep, voice)
            for (at, deep), voice in zip(self.heads, voices, strict=False)
        ]

    def parts(self) -> list[tuple[cp_model.LinearExprT, cp_model.LinearExprT]]:
        """Return the first line and the foot of each of its stories."""
        edges = [self.y, *(self.y + cut for cut in self.cuts), self.foot]
        return list(pairwise(edges))

    def covers(self, model: cp_model.CpModel, column: int, deep: int) -> Var:
        """Return the lines this block takes of a column."""
        taken = model.new_int_var(0, deep, "")
        on = model.new_bool_var("")
        here = [v for (x, k), v in self.spots.items() if x <= column < x + k]
        model.add(on == sum(here))
        model.add(taken == 0).only_enforce_if(~on)
        if not self.is_bitten:
            model.add(taken == self.h).only_enforce_if(on)
            return taken
        short = self._in_corner(model, column)
        model.add(taken == self.h).only_enforce_if(on, ~short)
        model.add(taken == self.h - self.depth).only_enforce_if(on, short)
        return taken

    @property
    def is_bitten(self) -> bool:
        """Tell whether some of its shapes leave a corner to a neighbour."""
        return any(self.bites.keys())

    def _in_corner(self, model: cp_model.CpModel, column: int) -> Var:
        """Return a variable that is true when the corner takes a column."""
        short = model.new_bool_var("")
        ways = []
        for (x, k), spot in self.spots.items():
            for side, on in self.bites.items():
                first = x + k - side if side > 0 else x
                if side and abs(side) < k and first <= column < first + abs(side):
                    way = model.new_bool_var("")
                    model.add_bool_and(spot, on).only_enforce_if(way)
                    model.add_bool_or(~spot, ~on, way)
                    ways.append(way)
        model.add(short == sum(ways))
        return short

    def rectangles(self, model: cp_model.CpModel, deep: int) -> Iterator[Rectangle]:
        """Give what it covers: one rectangle, or what is above and beside a corner."""
        across = model.new_interval_var(self.x, self.k, self.right, "")
        if not self.is_bitten:
            yield across, model.new_interval_var(self.y, self.h, self.foot, "")
            return
        upper, waist = model.new_int_var(0, deep, ""), model.new_int_var(0, deep, "")
        model.add(upper == self.h - self.depth)
        model.add(waist == self.y + upper)
        yield across, model.new_interval_var(self.y, upper, waist, "")
        wide = max(x + k for x, k in self.spots)
        left, right = model.new_int_var(0, wide, ""), model.new_int_var(0, wide, "")
        width = model.new_int_var(0, wide, "")
        for side, on in self.bites.items():
            model.add(width == self.k - abs(side)).only_enforce_if(on)
            model.add(left == self.x + max(0, -side)).only_enforce_if(on)
        model.add(right == left + width)
        foot = model.new_interval_var(waist, self.depth, self.foot, "")
        yield model.new_interval_var(left, width, right, ""), foot


class PageModel:
    """The CP-SAT model of a page; call ``solve`` for one tiling after the other."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.model = cp_model.CpModel()
        self.blocks = [_Block(self.model, task, unit) for unit in task.units]
        self.costs: list[cp_model.LinearExprT] = [b.cost for b in self.blocks]
        self._tile()
        self._wishes()
        self._vertical_seams()
        self._horizontal_seams()
        self._bumps()
        self.model.minimize(sum(self.costs))

    def _tile(self) -> None:
        model, deep = self.model, self.task.lines
        placed = [pair for b in self.blocks for pair in b.rectangles(model, deep)]
        across = [one for one, _ in placed]
        down = [two for _, two in placed]
        for area in self.task.fixed:
            across.append(
                model.new_fixed_size_interval_var(area.column, area.columns, "")
            )
            down.append(model.new_fixed_size_interval_var(area.line, area.lines, ""))
        model.add_no_overlap_2d(across, down)
        if self.task.most_white is not None:
            model.add(sum(b.white for b in self.blocks) <= self.task.most_white)
        for column in range(self.task.columns):
            booked = sum(area.takes(column) for area in self.task.fixed)
            taken = sum(b.covers(model, column, deep) for b in self.blocks) + booked
            if self.task.loose:
                model.add(taken <= deep)
                self.costs.append((deep - taken) * self.task.weights.white)
            else:
                # Implied by the tiling; it is what makes the search short.
                model.add(taken == deep)

    def _wishes(self) -> None:
        model = self.model
        for block in self.blocks:
            unit = block.unit
            if unit.lead:
                column, line = self.task.first_free
                model.add(block.y == line)
                model.add(block.x == column)
            if unit.sink:
                tenth = model.new_int_var(0, 10, "")
                model.add(tenth * self.task.lines >= block.y * 10)
                self.costs.append(tenth * unit.sink)
            if unit.off_top:
                self._charge(unit.off_top, block.y, 1)
            if unit.off_foot:
                self._charge(unit.off_foot, block.foot, self.task.lines)

    def _charge(self, cost: int, line: Var, least: int) -> None:
        """Charge a cost unless a line lies so far down."""
        broken = self.model.new_bool_var("")
        self.model.add(line >= least).only_enforce_if(~broken)
        self.costs.append(cost * broken)

    def _vertical_seams(self) -> None:
        for gap in range(1, self.task.columns):
            bridges = [
                on
                for block in self.blocks
                for (x, k), on in block.spots.items()
                if x < gap < x + k
            ]
            if any(a.column < gap < a.column + a.columns for a in self.task.fixed):
                continue
            seam = self.model.new_bool_var("")
            self.model.add_bool_or([*bridges, seam])
            self.costs.append(seam * self.task.weights.vertical_seam)

    def _horizontal_seams(self) -> None:
        for block in self.blocks:
            for _, foot in block.parts():
                self._horizontal_seam(block, foot)

    def _horizontal_seam(self, block: _Block, foot: cp_model.LinearExprT) -> None:
        """Charge for a line that no story of another block crosses."""
        model = self.model
        seam, last = model.new_bool_var(""), model.new_bool_var("")
        model.add(foot == self.task.lines).only_enforce_if(last)
        bridges = []
        for other in self.blocks:
            if other is block:
                continue
            for top, end in other.parts():
                across = model.new_bool_var("")
                model.add(top + CROSSING <= foot).only_enforce_if(across)
                model.add(end >= foot + CROSSING).only_enforce_if(across)
                bridges.append(across)
        for area in self.task.fixed:
            across = model.new_bool_var("")
            model.add(foot >= area.line + CROSSING).only_enforce_if(across)
            model.add(foot <= area.line + area.lines - CROSSING).only_enforce_if(across)
            bridges.append(across)
        model.add_bool_or([*bridges, seam, last])
        if self.task.whole:
            model.add(seam == 0)
        self.costs.append(seam * self.task.weights.horizontal_seam)

    def _bumps(self) -> None:
        """Charge for headlines side by side on neighbouring blocks (碰题)."""
        for left in self.blocks:
            for right in self.blocks:
                if left is right or not (left.heads and right.heads):
                    continue
                beside = self._beside(left, right)
                for one, two in product(left.zones(), right.zones()):
                    self._bump(beside, one, two)

    def _beside(self, left: _Block, right: _Block) -> Var:
        """Return a variable that is true whenever one block ends where one begins."""
        beside, before, after = (self.model.new_bool_var("") for _ in range(3))
        self.model.add(left.right < right.x).only_enforce_if(before)
        self.model.add(left.right > right.x).only_enforce_if(after)
        self.model.add_bool_or([beside, before, after])
        return beside

    def _bump(self, beside: Var, one: Zone, two: Zone) -> None:
        weights = self.task.weights
        above, below, bump = (self.model.new_bool_var("") for _ in range(3))
        self.model.add(one[0] + one[1] <= two[0]).only_enforce_if(above)
        self.model.add(two[0] + two[1] <= one[0]).only_enforce_if(below)
        self.model.add_bool_or([~beside, above, below, bump])
        alike = one[2] == two[2]
        self.costs.append(bump * (weights.bump if alike else weights.bump_apart))

    def forbid_likeness(self, placings: Sequence[Placing], different: int) -> None:
        """Demand that so many blocks stand or measure otherwise than in a draft."""
        same = [
            block.spots[placing.column, placing.shape.columns]
            for block, placing in zip(self.blocks, placings, strict=True)
            if (placing.column, placing.shape.columns) in block.spots
        ]
        self.model.add(sum(same) <= len(self.blocks) - different)

    def begin_from(self, placings: Sequence[Placing]) -> None:
        """Tell the search where the blocks stood in a tiling that is known."""
        for block, placing in zip(self.blocks, placings, strict=True):
            self.model.add_hint(block.x, placing.column)
            self.model.add_hint(block.y, placing.line)
            self.model.add_hint(block.key, placing.shape.key)

    def solve(self, *, seed: int, limit: float) -> tuple[Placing, ...] | None:
        """Return the best tiling found within a deterministic limit, or none."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = limit
        # Measured on generated pages: without probing and linear relaxation the first
        # tiling comes three times sooner, and better ones follow it.
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.linearization_level = 0
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return tuple(
            Placing(solver.value(b.x), solver.value(b.y), _chosen(b, solver))
            for b in self.blocks
        )


def _choice(model: cp_model.CpModel, values: Sequence[int]) -> Var:
    return model.new_int_var_from_domain(cp_model.Domain.from_values(values), "")


def _chosen(block: _Block, solver: cp_model.CpSolver) -> Candidate:
    wanted = solver.value(block.key)
    return next(c for c in block.unit.candidates if c.key == wanted)


def _padded(candidate: Candidate, zones: int) -> list[int]:
    """Return headlines and cuts flat; a missing headline bumps nothing."""
    missing = [(0, 0)] * (zones - len(candidate.heads))
    flat = [number for zone in (*candidate.heads, *missing) for number in zone]
    return [*flat, *candidate.cuts]
