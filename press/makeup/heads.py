"""Headline stacks: kicker, headline, deck and byline at every size a tier allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil

from press.copy.model import Copy
from press.makeup.model import Role
from press.makeup.tiers import MAX_LINE_CHARS, MIN_LINE_FILL, TIERS, Tier
from press.typesetting import styles
from press.typesetting.breaker import break_paragraph
from press.typesetting.headlines import FittedHeadline, fit_headline
from press.typesetting.model import Face, Line, StyledParagraph, TextStyle
from press.typesetting.paragraphs import plain_paragraph
from press.typesetting.sense import break_costs

ASCENT = 0.88  # em above the baseline that a Chinese glyph takes
PADDING = 8.0  # points of white above and below a stack, together
SMALLEST_SIDE = 10.5  # points; 引题 and 副题 are never smaller

Part = tuple[StyledParagraph, tuple[Line, ...]]

BASE = {
    Role.LEAD: styles.HEADLINE_LEAD,
    Role.SECOND_LEAD: styles.HEADLINE_SECOND,
    Role.BASEMENT: styles.HEADLINE_SECOND,
    Role.ORDINARY: styles.HEADLINE,
    Role.EDITORIAL: styles.HEADLINE,
}


@dataclass(frozen=True, slots=True)
class Head:
    """A headline stack: its thread, its lines by baseline, its height and its cost."""

    paragraphs: tuple[StyledParagraph, ...]
    lines: tuple[tuple[float, Line], ...]
    height: float
    rows: int
    cost: int


def shown_byline(copy: Copy) -> str:
    """Return the byline, or nothing where the text already begins with it."""
    start = copy.dateline + "".join(block.text for block in copy.blocks[:1])[:60]
    return "" if _bare(copy.byline) in _bare(start) else copy.byline


def _bare(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "□◎▶■●")


@cache
def head_choices(
    copy: Copy, role: Role, face: Face, measure: float, leading: float
) -> tuple[Head, ...]:
    """Return stacks of different heights for one measure, none without words."""
    if not (copy.headline or copy.kicker or copy.deck or shown_byline(copy)):
        return ()
    tier = TIERS[role]
    best: dict[int, Head] = {}
    for size in tier.sizes:
        head = _head(copy, role, face=face, measure=measure, size=size, leading=leading)
        if head and (head.rows not in best or head.cost < best[head.rows].cost):
            best[head.rows] = head
    if not best:
        best = {0: _forced(copy, role, face, measure, leading)}
    return tuple(best.values())


def _head(
    copy: Copy, role: Role, *, face: Face, measure: float, size: float, leading: float
) -> Head | None:
    tier = TIERS[role]
    base = replace(BASE.get(role, styles.HEADLINE_BRIEF), face=face)
    main = fit_headline(
        copy.headline,
        style=base,
        measure=measure,
        sizes=(size,),
        max_lines=tier.max_lines,
    )
    if main is None and copy.headline:
        return None
    cost = _cost(main, tier, measure) if main else 0
    part = (main.paragraph, main.lines) if main else None
    return _stack(_parts(copy, part, tier, size, measure), leading, cost)


def _parts(
    copy: Copy, main: Part | None, tier: Tier, size: float, measure: float
) -> list[Part]:
    side = max(SMALLEST_SIDE, round(size * tier.side_ratio * 2) / 2)
    byline = shown_byline(copy)
    parts = (
        _side(copy.kicker, styles.KICKER, measure, side),
        main,
        _side(copy.deck, styles.DECK, measure, side),
        _broken(byline, _byline_style(tier), measure) if byline else None,
    )
    return [part for part in parts if part]


def _byline_style(tier: Tier) -> TextStyle:
    return _sized(styles.BYLINE, tier.byline_size)


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


def _forced(copy: Copy, role: Role, face: Face, measure: float, leading: float) -> Head:
    """Set a headline too long for its tier in as many lines as it needs."""
    base = replace(BASE.get(role, styles.HEADLINE_BRIEF), face=face)
    tier = TIERS[role]
    main = _broken(copy.headline, _sized(base, tier.sizes[-1]), measure)
    parts = _parts(copy, main, tier, tier.sizes[-1], measure)
    return _stack(parts, leading, 60 + 10 * len(main[1]))


def _stack(parts: Sequence[Part], leading: float, cost: int) -> Head:
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
    return Head(paragraphs, tuple(lines), y, rows, cost)
