"""What is wrong with the looks of a shape, in the currency of white cells."""

from __future__ import annotations

from math import ceil

from press.makeup.model import Role
from press.makeup.plan import PhotoPlace
from press.makeup.shapes import Shape
from press.makeup.tiers import MAX_HEAD_SHARE, MAX_LEAD_HEAD_SHARE, MIN_LEG

WHITE = 6  # of an empty cell
SHORT_LEG = 16  # of a line that a whole leg lacks
SHORT_REST = 3  # of a line that a leg beside a photograph lacks
LONG_LEG = 3  # of a line that a leg is longer than half the page
SPARE = 2
BROKEN = 4  # 破栏 where plain columns would do
OVER = 3  # a photograph above the headline
CROP = 80  # of a whole side
NARROW_PHOTO = 30  # of a photograph of one column
PHOTO_OFF = 12  # of a column that a photograph is off its wished width

SHORT_ROLES = frozenset({Role.BRIEF, Role.FILLER, Role.PHOTO_NEWS})
LEAST_WIDTH = {Role.LEAD: 0.6, Role.BASEMENT: 0.5, Role.SECOND_LEAD: 0.3}


def shape_cost(shape: Shape) -> int:
    """Return the cost of a shape; 0 is a shape nobody would change."""
    cost = shape.white * WHITE + shape.spare * SPARE
    return round(cost + _leg_cost(shape) + _head_cost(shape) + _photo_cost(shape))


def _leg_cost(shape: Shape) -> float:
    role, legs = shape.brief.story.role, shape.legs
    cost = 0.0
    if role is not Role.PHOTO_NEWS:
        least = MIN_LEG - 1 if role in SHORT_ROLES else MIN_LEG
        capacities = shape.dealt.capacities
        cost += SHORT_LEG * max(0, least - max(capacities))
        cost += SHORT_REST * max(0, least - min(capacities))
    cost += LONG_LEG * max(0, shape.region - shape.brief.grid.lines // 2)
    usual = (Role.EDITORIAL, Role.PHOTO_NEWS)
    if legs.count != legs.columns and role not in usual:
        cost += BROKEN
    few = ceil(LEAST_WIDTH.get(role, 0) * shape.brief.grid.columns) - legs.columns
    return cost + 15 * max(0, few)


def _head_cost(shape: Shape) -> float:
    if shape.head is None:
        return 0
    lead = shape.brief.story.role is Role.LEAD
    share = shape.head_rows / (shape.lines - 1)
    over = share - (MAX_LEAD_HEAD_SHARE if lead else MAX_HEAD_SHARE)
    return shape.head.cost + 60 * max(0.0, over)


def _photo_cost(shape: Shape) -> float:
    plan = shape.plan
    if plan is None:
        return 0
    columns = plan.span * shape.legs.columns / shape.legs.count
    if not plan.stacked:
        columns /= len(plan.shots)
    wished = shape.brief.photo_columns
    # The dominant photograph of a page weighs more.
    weight = PHOTO_OFF * (2.5 if wished > 2 else 1)
    cost = CROP * plan.cut + weight * abs(columns - wished)
    cost += NARROW_PHOTO * (columns < 1.5)
    return cost + OVER * (shape.place is PhotoPlace.OVER)
