"""Place blocks on the page: an exact tiling by CP-SAT.

Every block brings the shapes it can take; the page area is tiled without a gap.
Fixed seed, one worker and a deterministic time limit make a page repeatable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

Var = cp_model.IntVar


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shape a block can take, in columns and lines.

    ``head_at`` and ``head_lines`` place its headline from its own top; ``key`` leads
    back to the design behind it.
    """

    columns: int
    lines: int
    cost: int
    head_at: int = 0
    head_lines: int = 0
    key: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A block to place: its shapes and its wishes, costs per line or per breach."""

    candidates: tuple[Candidate, ...]
    lead: bool = False
    sink: int = 0  # cost of each tenth of the page it stands below the top
    off_top: int = 0  # cost of standing at the very top
    off_foot: int = 0  # cost of not standing at the very foot
    photo: bool = False


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a unit stands: column and line of its top left, and its shape."""

    column: int
    line: int
    shape: Candidate


@dataclass(frozen=True, slots=True)
class Weights:
    """What a breach of a soft rule costs, against a cell of white at 6."""

    white: int = 9
    vertical_seam: int = 150
    horizontal_seam: int = 150
    bump: int = 45  # 碰题
    same_edge: int = 12  # neighbours that begin on one line


@dataclass(frozen=True, slots=True)
class Task:
    """A page to tile: ``columns`` × ``lines`` under the nameplate."""

    columns: int
    lines: int
    units: tuple[Unit, ...]
    weights: Weights = Weights()
    loose: bool = False  # leave white rather than tile exactly


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
        self.at = _choice(model, sorted({c.head_at for c in unit.candidates}))
        self.head = _choice(model, sorted({c.head_lines for c in unit.candidates}))
        self.key = _choice(model, sorted({c.key for c in unit.candidates}))
        self.spots = {
            (x, k): model.new_bool_var("") for k in widths for x in range(wide - k + 1)
        }
        self._tie(model)

    def _tie(self, model: cp_model.CpModel) -> None:
        rows = [
            (c.columns, c.lines, c.cost, c.head_at, c.head_lines, c.key)
            for c in self.unit.candidates
        ]
        model.add_allowed_assignments(
            [self.k, self.h, self.cost, self.at, self.head, self.key], rows
        )
        model.add_exactly_one(self.spots.values())
        model.add(self.x == sum(x * on for (x, _), on in self.spots.items()))
        model.add(self.k == sum(k * on for (_, k), on in self.spots.items()))
        model.add(self.x + self.k == self.right)
        model.add(self.y + self.h == self.foot)

    def covers(self, model: cp_model.CpModel, column: int, deep: int) -> Var:
        """Return the lines this block takes of a column."""
        taken = model.new_int_var(0, deep, "")
        on = model.new_bool_var("")
        here = [v for (x, k), v in self.spots.items() if x <= column < x + k]
        model.add(on == sum(here))
        model.add(taken == self.h).only_enforce_if(on)
        model.add(taken == 0).only_enforce_if(~on)
        return taken


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
        across = [model.new_interval_var(b.x, b.k, b.right, "") for b in self.blocks]
        down = [model.new_interval_var(b.y, b.h, b.foot, "") for b in self.blocks]
        model.add_no_overlap_2d(across, down)
        for column in range(self.task.columns):
            taken = sum(b.covers(model, column, deep) for b in self.blocks)
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
                model.add(block.y == 0)
                model.add(block.x == 0)
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
            seam = self.model.new_bool_var("")
            self.model.add_bool_or([*bridges, seam])
            self.costs.append(seam * self.task.weights.vertical_seam)

    def _horizontal_seams(self) -> None:
        model = self.model
        for block in self.blocks:
            seam, last = model.new_bool_var(""), model.new_bool_var("")
            model.add(block.foot == self.task.lines).only_enforce_if(last)
            bridges = []
            for other in self.blocks:
                if other is block:
                    continue
                across = model.new_bool_var("")
                model.add(other.y < block.foot).only_enforce_if(across)
                model.add(other.foot > block.foot).only_enforce_if(across)
                bridges.append(across)
            model.add_bool_or([*bridges, seam, last])
            self.costs.append(seam * self.task.weights.horizontal_seam)

    def _bumps(self) -> None:
        headed = [
            b for b in self.blocks if any(c.head_lines for c in b.unit.candidates)
        ]
        for left in headed:
            for right in headed:
                if left is not right:
                    self._bump(left, right)

    def _bump(self, left: _Block, right: _Block) -> None:
        """Charge for headlines side by side on neighbouring blocks."""
        model = self.model
        ways = [model.new_bool_var("") for _ in range(5)]
        model.add(left.right < right.x).only_enforce_if(ways[0])
        model.add(left.right > right.x).only_enforce_if(ways[1])
        top_left, top_right = left.y + left.at, right.y + right.at
        model.add(top_left >= top_right + right.head).only_enforce_if(ways[2])
        model.add(top_right >= top_left + left.head).only_enforce_if(ways[3])
        self.costs.append(ways[4] * self.task.weights.bump)
        model.add_bool_or(ways)

    def forbid_likeness(self, placings: Sequence[Placing], different: int) -> None:
        """Demand that so many blocks stand or measure otherwise than in a draft."""
        same = [
            block.spots[placing.column, placing.shape.columns]
            for block, placing in zip(self.blocks, placings, strict=True)
            if (placing.column, placing.shape.columns) in block.spots
        ]
        self.model.add(sum(same) <= len(self.blocks) - different)

    def solve(self, *, seed: int, limit: float) -> tuple[Placing, ...] | None:
        """Return the best tiling found within a deterministic limit, or none."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = limit
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
