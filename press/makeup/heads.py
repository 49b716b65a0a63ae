"""Headline stacks: kicker, headline, deck and byline at every size a tier allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil

from press.copy.model import Copy
from press.makeup.model import Role
from press.makeup.tiers import (
    MAX_LINE_CHARS,
    MIN_LINE_FILL,
    headline_style,
    tier_of,
)
from press.typesetting.breaker import break_paragraph
from press.typesetting.headlines import FittedHeadline, fit_headline
from press.typesetting.model import Face, Line, StyledParagraph, TextStyle
from press.typesetting.paragraphs import plain_paragraph
from press.typesetting.sense import break_costs
from press.typesetting.setting import FEWEST_CELLS
from press.typesetting.sheets import HOUSE, StyleSheet, Tier

ASCENT = 0.88  # em above the baseline that a Chinese glyph takes
PADDING = 8.0  # points of white above and below a stack, together
SMALLEST_SIDE = 10.5  # points; 引题 and 副题 are never smaller

Part = tuple[StyledParagraph, tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Head:
    """A headline stack: its thread, its lines by baseline, its height and its cost."""

    paragraphs: tuple[StyledParagraph, ...]
    lines: tuple[tuple[float, Line], ...]
    height: float
    rows: int
    cost: int
    size: float = 0.0  # of the 主题 in points


def shown_byline(copy: Copy) -> str:
    """Return the byline, or nothing where the text already begins with it."""
    start = copy.dateline + "".join(block.text for block in copy.blocks[:1])[:60]
    return "" if _bare(copy.byline) in _bare(start) else copy.byline


def _bare(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "□◎▶■●")


@cache
def head_choices(
    copy: Copy,
    role: Role,
    face: Face,
    measure: float,
    leading: float,
    sheet: StyleSheet = HOUSE,
) -> tuple[Head, ...]:
    """Return stacks of different heights for one measure, none without words."""
    if not (copy.headline or copy.kicker or copy.deck or shown_byline(copy)):
        return ()
    place = _Place(role, face, measure, leading, sheet)
    best: dict[int, Head] = {}
    for size in tier_of(sheet, role).sizes:
        head = _head(copy, place, size)
        if head and (head.rows not in best or head.cost < best[head.rows].cost):
            best[head.rows] = head
    if not best:
        best = {0: _forced(copy, place, place.tier.sizes[-1])}
    return tuple(best.values())


@cache
def head_of_size(
    copy: Copy,
    role: Role,
    face: Face,
    measure: float,
    leading: float,
    sheet: StyleSheet = HOUSE,
    *,
    size: float,
    lines: int = 0,
) -> Head | None:
    """Return the stack with the 主题 at a size, in ``lines`` lines where given.

    One that does not fit so is set in as many lines as it needs at that size; without
    words there is none.  ``size`` 0 takes the size that looks best.
    """
    choices = head_choices(copy, role, face, measure, leading, sheet)
    if not choices:
        return None
    if size <= 0:
        return min(choices, key=lambda head: head.cost)
    place = _Place(role, face, measure, leading, sheet)
    return _head(copy, place, size, lines=lines) or _forced(copy, place, size)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stack is to stand: its part, face, measure and the format's styles."""

    role: Role
    face: Face
    measure: float
    leading: float
    sheet: StyleSheet

    @property
    def tier(self) -> Tier:
        return tier_of(self.sheet, self.role)

    @property
    def style(self) -> TextStyle:
        return replace(headline_style(self.sheet, self.role), face=self.face)


def _head(copy: Copy, place: _Place, size: float, *, lines: int = 0) -> Head | None:
    main = fit_headline(
        copy.headline,
        style=place.style,
        measure=place.measure,
        sizes=(size,),
        max_lines=lines or place.tier.max_lines,
        least_lines=lines or 1,
    )
    if main is None and copy.headline:
        return None
    cost = _cost(main, place.tier, place.measure) if main else 0
    part = (main.paragraph, main.lines) if main else None
    return _stack(_parts(copy, part, place, size), place.leading, cost, size)


def _parts(copy: Copy, main: Part | None, place: _Place, size: float) -> list[Part]:
    sheet, measure = place.sheet, place.measure
    side = max(SMALLEST_SIDE, round(size * place.tier.side_ratio * 2) / 2)
    byline = shown_byline(copy)
    signed = _sized(sheet.byline, place.tier.byline_size)
    parts = (
        _side(copy.kicker, sheet.kicker, measure, side),
        main,
        _side(copy.deck, sheet.deck, measure, side),
        _broken(byline, signed, measure) if byline else None,
    )
    return [part for part in parts if part]


def _cost(main: FittedHeadline, tier: Tier, measure: float) -> int:
    """Weigh a headline: large, well filled, few lines, broken by sense."""
    step = (tier.sizes[0] - main.style.size) / (tier.sizes[0] - tier.sizes[-1])
    cost = 6 * step + 5 * (len(main.lines) - 1)
    widths = [line.width / measure for line in main.lines]
    cost += 400 * max(0.0, MIN_LINE_FILL + 0.04 - max(widths))
    cost += 60 * max(0.0, MIN_LINE_FILL - min(widths)) * (len(widths) > 1)
    costs = break_costs(main.paragraph.text)
    cost += sum(costs[line.start] for line in main.lines[1:]) * 0.6
    long = max(line.end - line.start for line in main.lines)
    return round(cost + 20 * (long > MAX_LINE_CHARS))


def _side(text: str, style: TextStyle, measure: float, size: float) -> Part | None:
    """Set 引题 or 副题: the largest size up to half of the headline's that fits."""
    if not text:
        return None
    sizes = [s for s in (size, size * 0.92, size * 0.84, size * 0.76) if s >= 10]
    for lines in (1, 2, 3):
        fitted = fit_headline(
            text, style=style, measure=measure, sizes=sizes, max_lines=lines
        )
        if fitted:
            return fitted.paragraph, fitted.lines
    return _broken(text, _sized(style, SMALLEST_SIDE), measure)


def _sized(style: TextStyle, size: float) -> TextStyle:
    return replace(style, size=size, leading=round(style.leading * size / style.size))


def _broken(text: str, style: TextStyle, measure: float) -> Part:
    paragraph = plain_paragraph(style, text)
    return paragraph, tuple(break_paragraph(paragraph, measure))


def _forced(copy: Copy, place: _Place, size: float) -> Head:
    """Set a headline too long for its tier in as many lines as it needs."""
    size = min(size, place.measure / FEWEST_CELLS)
    main = _broken(copy.headline, _sized(place.style, size), place.measure)
    parts = _parts(copy, main, place, size)
    return _stack(parts, place.leading, 60 + 10 * len(main[1]), size)


def _stack(parts: Sequence[Part], leading: float, cost: int, size: float) -> Head:
    """Pile the parts up; what is left to whole grid lines is spread evenly."""
    lines: list[tuple[float, Line]] = []
    y = 0.0
    for number, (paragraph, set_lines) in enumerate(parts):
        style = paragraph.style
        y += 0.25 * style.size if lines else 0
        for line in set_lines:
            down = (style.leading - style.size) / 2 + ASCENT * style.size
            lines.append((y + down, replace(line, paragraph=number)))
            y += style.leading
    rows = ceil((y + PADDING) / leading)
    paragraphs = tuple(paragraph for paragraph, _ in parts)
    return Head(paragraphs, tuple(lines), y, rows, cost, size)
