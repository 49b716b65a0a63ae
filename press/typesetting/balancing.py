"""Break a short text by sense into as few lines as it needs, of like length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from press.typesetting.breaking import legal_breaks
from press.typesetting.justifying import TOLERANCE
from press.typesetting.model import Line
from press.typesetting.sense import FORBIDDEN, break_costs
from press.typesetting.setting import ParagraphBreaker

BALANCE = 15.0  # what a line twice as long as the other weighs against bad breaks
TOO_LONG = 80  # characters; a longer text is no headline and is broken greedily


@dataclass(frozen=True, slots=True)
class BalancedLines:
    """Lines, and the cost of the worst break between them."""

    lines: tuple[Line, ...]
    worst: int


def balanced_lines(
    breaker: ParagraphBreaker,
    max_lines: int,
    *,
    least_lines: int = 1,
    number: int = 0,
) -> BalancedLines | None:
    """Return the best lines, or none when ``max_lines`` cannot hold the text."""
    text = breaker.text.text
    if not text or len(text) > TOO_LONG:
        return None
    costs = break_costs(text)
    stops = _stops(breaker, costs)
    for count in range(max(len(stops.wanted), least_lines - 1), max_lines):
        chosen = _best_cuts(breaker, costs, stops=stops, count=count)
        if chosen is not None:
            spans = pairwise((0, *chosen, len(text)))
            lines = tuple(breaker.line(number, start, end) for start, end in spans)
            return BalancedLines(lines, max((costs[at] for at in chosen), default=0))
    return None


@dataclass(frozen=True, slots=True)
class _Stops:
    """Where lines may end, and where they must."""

    ends: list[int]
    wanted: list[int]

    def between(self, start: int, limit: int) -> list[int]:
        """Return the ends after ``start`` up to a forced one."""
        return [at for at in self.ends if start < at <= limit]


def _stops(breaker: ParagraphBreaker, costs: dict[int, int]) -> _Stops:
    text = breaker.text.text
    wanted = [at for at in range(1, len(text)) if text[at - 1] == "\n"]
    ends = legal_breaks(breaker.text, 0, len(text), breaker.room).ends[:-1]
    open_ends = {at for at in ends if costs[at] < FORBIDDEN}
    return _Stops(sorted(open_ends.union(wanted)), wanted)


def _best_cuts(
    breaker: ParagraphBreaker, costs: dict[int, int], *, stops: _Stops, count: int
) -> tuple[int, ...] | None:
    """Return the cheapest cuts into ``count + 1`` lines that all fit."""
    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in _choices(breaker, stops, start=0, count=count):
        bounds = list(pairwise((0, *cuts, len(breaker.text.text))))
        weight = sum(costs[at] for at in cuts) + _imbalance(breaker, bounds)
        if best is None or weight < best[0]:
            best = (weight, cuts)
    return best[1] if best else None


def _choices(
    breaker: ParagraphBreaker, stops: _Stops, *, start: int, count: int
) -> Iterator[tuple[int, ...]]:
    """Give every way to cut the text from ``start`` into lines that fit."""
    end = len(breaker.text.text)
    limit = next((at for at in stops.wanted if at > start), end)
    if count == 0:
        if limit == end and breaker.fits(start, end):
            yield ()
        return
    for at in stops.between(start, limit):
        if not breaker.fits(start, at):
            return
        if breaker.text.width(at, end) > count * breaker.room + TOLERANCE:
            continue
        for rest in _choices(breaker, stops, start=at, count=count - 1):
            yield (at, *rest)


def _imbalance(breaker: ParagraphBreaker, bounds: list[tuple[int, int]]) -> float:
    text = breaker.text
    widths = [text.width(a, text.visible_end(a, b)) for a, b in bounds]
    widest = max(widths)
    return BALANCE * sum(1 - width / widest for width in widths) if widest else 0.0
