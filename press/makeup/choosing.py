"""List the shapes of a story, the best one for every width and depth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.makeup.heads import Head, head_choices
from press.makeup.legs import Dealt, least_rows
from press.makeup.looks import shape_cost
from press.makeup.model import Role
from press.makeup.photos import PhotoPlan, photo_plans
from press.makeup.plan import PhotoPlace
from press.makeup.shapes import Brief, Legs, Shape, divide
from press.makeup.texts import captioned_pictures, story_text
from press.makeup.tiers import LEG_CHARS
from press.typesetting.cache import cached_line_table
from press.typesetting.model import Line, LineTable

REGAIN_STEP = 1  # per cent of the lines of a story
SHALLOWEST = 3  # lines of text above or below a photograph in one leg
# White at the feet of the legs, so that blocks of many depths tile a page; in lines a
# leg and in cells altogether.
MOST_MORE, MOST_WHITE = 3, 6

# 破栏: so many columns may be set as so many legs, besides one leg a column.
BROKEN = {2: 1, 3: 2, 4: 3, 5: 4}
BROKEN_ROLES = frozenset({Role.LEAD, Role.BASEMENT, Role.EDITORIAL, Role.PHOTO_NEWS})

Key = tuple[int, int, bool]


def story_shapes(brief: Brief, depth: int) -> list[Shape]:
    """Return the cheapest shape for every width, depth and headline place."""
    best: dict[Key, Shape] = {}
    for legs in _divisions(brief):
        for shape in _Chooser(brief, legs).shapes():
            key = (legs.columns, shape.lines, shape.place is PhotoPlace.OVER)
            held = best.get(key)
            if shape.lines <= depth and (held is None or shape.cost < held.cost):
                best[key] = shape
    return list(best.values())


def shapes_of(brief: Brief, legs: Legs) -> Iterator[Shape]:
    """Give the shapes of a story in one division into legs, without white to spare."""
    return _Chooser(brief, legs, tight=True).shapes()


def regain(shape: Shape) -> Shape:
    """Return a shape of the same size that holds more of a story cut for the page."""
    brief, size = shape.brief, shape.lines
    for trim in range(0, brief.trim, REGAIN_STEP):
        fuller = replace(brief, trim=trim)
        for legs in _divisions(fuller):
            if legs.columns != shape.legs.columns:
                continue
            fitting = [s for s in _Chooser(fuller, legs).shapes() if s.lines == size]
            if fitting:
                return min(fitting, key=lambda s: s.cost)
    return shape


def _divisions(brief: Brief) -> Iterator[Legs]:
    grid, role = brief.grid, brief.story.role
    for columns in range(1, grid.columns + 1):
        counts = [columns]
        if role in BROKEN_ROLES and columns in BROKEN:
            counts.append(BROKEN[columns])
        elif brief.boxed and columns > 1:
            counts.append(columns - 1)  # the inset takes its measure
        for count in counts:
            legs = divide(grid, columns, count, boxed=brief.boxed)
            if LEG_CHARS[0] <= round(legs.measure / grid.body_size) <= LEG_CHARS[1]:
                yield legs


class _Chooser:
    """Combines headlines, photographs and text for one division into legs."""

    def __init__(self, brief: Brief, legs: Legs, *, tight: bool = False) -> None:
        self.brief, self.legs, self.tight = brief, legs, tight
        story, grid = brief.story, brief.grid
        self.table: LineTable = cached_line_table(
            story_text(story, grid.styles), legs.measure
        )
        cut = len(self.table.lines) * brief.trim // 100
        keep = len(self.table.lines) - cut
        self.text: Sequence[Line] = self.table.lines[:keep]
        self.overset = self.table.lines[keep:]
        self.pictures = captioned_pictures(story)
        self.heads: tuple[Head | None, ...] = head_choices(
            story.copy,
            story.role,
            brief.face,
            legs.width(legs.count),
            grid.leading,
            grid.styles,
        ) or (None,)
        self._dealt: dict[tuple[int, int, int], Dealt | None] = {}

    def shapes(self) -> Iterator[Shape]:
        for plan, place in self._photo_choices():
            for dealt in self._dealings(plan if place is PhotoPlace.CORNER else None):
                for head in self.heads:
                    for spare in self._spares(head, plan):
                        yield self._shape(head, spare, plan, place, dealt)

    def _dealings(self, plan: PhotoPlan | None) -> Iterator[Dealt]:
        """Give the text in its least lines, then in more of them.

        A photograph has many heights: there no white is needed.
        """
        most = min(MOST_MORE, MOST_WHITE // self.legs.count)
        if self.pictures or self.tight:
            most = 0
        for more in range(most + 1 if self.text else 1):
            dealt = self._deal(plan, more)
            if dealt is not None:
                yield dealt

    def _spares(self, head: Head | None, plan: PhotoPlan | None) -> tuple[int, ...]:
        if self.tight:
            return (0,)
        if head is None:
            return (0, 1, 2) if self.brief.boxed else (0,)
        return (0,) if plan else (0, 1)

    def _photo_choices(self) -> Iterator[tuple[PhotoPlan | None, PhotoPlace]]:
        if not self.pictures:
            yield None, PhotoPlace.UNDER
            return
        count = self.legs.count
        widths = [self.legs.width(n) for n in range(1, count + 1)]
        grid = self.brief.grid
        for plan in photo_plans(self.pictures, widths, grid.leading, grid.styles):
            if plan.span < count:
                yield plan, PhotoPlace.CORNER
                continue
            yield plan, PhotoPlace.OVER
            if self.heads[0] is not None:
                yield plan, PhotoPlace.UNDER

    def _deal(self, plan: PhotoPlan | None, more: int) -> Dealt | None:
        cut = plan.rows + 1 if plan else 0
        span = plan.span if plan else 0
        key = (span, cut, more)
        if key not in self._dealt:
            cuts = [0] * (self.legs.count - span) + [cut] * span
            dealt = least_rows(self.text, cuts, more=more)
            if dealt and plan and dealt.capacities[-1] < SHALLOWEST:
                dealt = None
            self._dealt[key] = dealt
        return self._dealt[key]

    def _shape(
        self,
        head: Head | None,
        spare: int,
        plan: PhotoPlan | None,
        place: PhotoPlace,
        dealt: Dealt,
    ) -> Shape:
        shape = Shape(
            self.brief,
            self.legs,
            self.table,
            dealt,
            max(dealt.capacities),
            head=head,
            spare=spare,
            plan=plan,
            place=place,
            overset=tuple(self.overset),
        )
        return replace(shape, cost=shape_cost(shape))
