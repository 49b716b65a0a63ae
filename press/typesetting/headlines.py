"""Headlines: broken by sense into few balanced lines, at the size that fills them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from press.typesetting.breaker import ParagraphBreaker
from press.typesetting.breaking import legal_breaks
from press.typesetting.model import Line, LineTable, StyledParagraph, TextStyle
from press.typesetting.paragraphs import plain_paragraph
from press.typesetting.sense import ANYWHERE, BEFORE_SUFFIX, FORBIDDEN, break_costs

LEAST_FILL = 0.6  # of the measure, widest line; house rule for the main headline
BALANCE = 15.0  # what a line twice as long as the other weighs against bad breaks
SMALLER_FOR_SENSE = 0.8  # a headline may shrink so far for a break that reads well
TOO_LONG = 80  # characters; a longer text is no headline and is broken greedily


@dataclass(frozen=True, slots=True)
class FittedHeadline:
    """A headline at its size; ``fill`` is its widest line over the measure."""

    style: TextStyle
    lines: tuple[Line, ...]
    fill: float
    paragraph: StyledParagraph

    @property
    def height(self) -> float:
        """Height of the lines in points."""
        return len(self.lines) * self.style.leading


@dataclass(frozen=True, slots=True)
class _Broken:
    table: LineTable
    worst: int  # cost of its worst break


def break_headline(
    text: str, style: TextStyle, measure: float, max_lines: int
) -> LineTable | None:
    """Break a headline into as few lines as it needs, or none when it cannot fit."""
    broken = _broken(text, style, measure, max_lines)
    return broken.table if broken else None


def fit_headline(
    text: str,
    *,
    style: TextStyle,
    measure: float,
    sizes: Sequence[float],
    max_lines: int,
) -> FittedHeadline | None:
    """Return the headline at the largest size that fits and reads well.

    A smaller size is taken only when it saves a word from being broken or fills the
    measure better.  ``None`` when the text is empty or fits at no size.
    """
    best: tuple[int, FittedHeadline] | None = None
    for size in sorted(sizes, reverse=True):
        if best and (best[0] == 0 or size < best[1].style.size * SMALLER_FOR_SENSE):
            break
        sized = at_size(style, size)
        broken = _broken(text, sized, measure, max_lines) if text else None
        if broken is None:
            continue
        fitted = _fitted(sized, broken.table)
        faults = 2 * (broken.worst >= BEFORE_SUFFIX) + (
            fitted.fill < LEAST_FILL or broken.worst > ANYWHERE
        )
        if best is None or faults < best[0]:
            best = (faults, fitted)
    return best[1] if best else None


def at_size(style: TextStyle, size: float) -> TextStyle:
    """Return a style at another size, its leading grown alike to whole points."""
    return replace(style, size=size, leading=round(style.leading * size / style.size))


def _fitted(style: TextStyle, table: LineTable) -> FittedHeadline:
    fill = max(line.width for line in table.lines) / table.measure
    return FittedHeadline(style, table.lines, fill, table.paragraphs[0])


def _broken(
    text: str, style: TextStyle, measure: float, max_lines: int
) -> _Broken | None:
    paragraph = plain_paragraph(style, text)
    breaker = ParagraphBreaker(paragraph, measure)
    costs = break_costs(text)
    ends = legal_breaks(breaker.text, 0, len(text), measure / style.size).ends[:-1]
    ends = [at for at in ends if costs[at] < FORBIDDEN or text[at - 1] == "\n"]
    wanted = {at for at in range(1, len(text)) if text[at - 1] == "\n"}
    for count in range(len(wanted), max_lines):
        if len(text) > TOO_LONG:
            return None
        chosen = _best_cuts(breaker, costs, ends=ends, wanted=wanted, count=count)
        if chosen is not None:
            spans = pairwise((0, *chosen, len(text)))
            lines = tuple(breaker.line(0, start, end) for start, end in spans)
            worst = max((costs[at] for at in chosen), default=0)
            return _Broken(LineTable(measure, (paragraph,), lines), worst)
    return None


def _best_cuts(
    breaker: ParagraphBreaker,
    costs: dict[int, int],
    *,
    ends: list[int],
    wanted: set[int],
    count: int,
) -> tuple[int, ...] | None:
    """Return the cheapest cuts into ``count + 1`` lines that all fit."""
    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in _choices(ends, wanted, count):
        bounds = list(pairwise((0, *cuts, len(breaker.text.text))))
        if not all(breaker.fits(start, end) for start, end in bounds):
            continue
        weight = sum(costs[at] for at in cuts) + _imbalance(breaker, bounds)
        if best is None or weight < best[0]:
            best = (weight, cuts)
    return best[1] if best else None


def _choices(
    ends: list[int], wanted: set[int], count: int
) -> Iterator[tuple[int, ...]]:
    free = [at for at in ends if at not in wanted]
    for some in combinations(free, count - len(wanted)):
        yield tuple(sorted((*wanted, *some)))


def _imbalance(breaker: ParagraphBreaker, bounds: list[tuple[int, int]]) -> float:
    text = breaker.text
    widths = [text.width(a, text.visible_end(a, b)) for a, b in bounds]
    widest = max(widths)
    return BALANCE * sum(1 - width / widest for width in widths) if widest else 0.0
