"""What a made-up page is worth, with the reasons: every soft rule named and weighed.

The rules are those of a page editor's handbook (``docs/structure.md``); the weights
are the house's, in points of a hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

BEST = 100
HARD = 25  # points for each breach of a rule that forbids the page
OTHER = 2  # for what somebody else found, a desk's own checks
WHITE = 4  # for each per cent of the page that is left white
# What a breach costs, and how often it is counted at the most.
WEIGHTS = {
    "lead_place": (15, 1),
    "lead_size": (15, 1),
    "vertical_seam": (10, 2),
    "horizontal_seam": (8, 2),
    "full_widths": (6, 2),
    "heads_bump": (5, 3),
    "heads_stacked": (5, 3),
    "coarse": (5, 2),
    "no_dominant": (4, 1),
    "photos_close": (4, 2),
    "no_basement": (4, 1),
    "many_boxes": (4, 1),
    "lopsided": (4, 1),
    "cut": (4, 2),
    "sliver": (4, 2),
    "widths_alike": (3, 1),
    "faces_alike": (3, 1),
    "short_leg": (3, 3),
    "long_leg": (2, 3),
    "thin_headline": (2, 3),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Points that a page lost by one rule; ``rule`` is ``white`` for white."""

    rule: str
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """What a page is worth, 0 to 100, and what it lost, the dearest first."""

    points: int
    reasons: tuple[Reason, ...] = ()


def score(broken: Iterable[tuple[str, bool]], fill: float) -> Score:
    """Weigh the rules that a page breaks, as (rule, whether it is hard).

    ``fill`` is the share of the page's cells that are not white without a design.
    """
    counts = Counter(broken)
    reasons = [
        Reason(rule, count, _points(rule, count, is_hard=hard))
        for (rule, hard), count in counts.items()
    ]
    white = round((1 - fill) * 100 * WHITE)
    if white > 0:
        reasons.append(Reason("white", 1, white))
    reasons.sort(key=lambda reason: (-reason.points, reason.rule))
    lost = sum(reason.points for reason in reasons)
    return Score(max(0, BEST - lost), tuple(reasons))


def _points(rule: str, count: int, *, is_hard: bool) -> int:
    if is_hard:
        return HARD * count
    each, most = WEIGHTS.get(rule, (OTHER, count))
    return each * min(count, most)
