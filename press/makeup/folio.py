"""The folio line (报眉): three texts over a thin rule that never touch each other.

Each stands in its third of the width while it fits there.  Else they share the width
by what they need, get smaller to a limit, and at last run over lines that grow upward
from the rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from press.makeup.grid import Box, PageGrid
from press.makeup.model import FrameKind, RuleLine
from press.makeup.parts import Parts
from press.typesetting.breaker import line_table
from press.typesetting.model import Align, TextStyle
from press.typesetting.paragraphs import plain_paragraph

FOLIO_ABOVE = 18.0  # points from the folio line's top to the type area
FOLIO_HEIGHT = 12.0
RULE_ABOVE = 4.0
AIR = 12.0  # points between two texts of the line
SMALLEST = 6.0  # points
STEP = 0.5
ALIGNS = (Align.LEFT, Align.CENTRE, Align.RIGHT)
LEAST_SHARE = 0.2  # of the width for a text that runs over lines
ENDLESS = 1e6


@dataclass(frozen=True, slots=True)
class _Slot:
    """A text of the line: where it begins from the left, how wide, in which style."""

    number: int
    text: str
    style: TextStyle
    x: float
    width: float


def set_folio(parts: Parts, grid: PageGrid, texts: Sequence[str]) -> None:
    """Set left, centre and right over the type area; empty ones are left out."""
    if not any(texts):
        return
    for slot in _slots(grid, texts):
        style = replace(slot.style, align=ALIGNS[slot.number])
        paragraph = plain_paragraph(style, slot.text)
        lines = len(line_table((paragraph,), slot.width).lines)
        height = max(FOLIO_HEIGHT, lines * style.leading)
        top = grid.top - FOLIO_ABOVE + FOLIO_HEIGHT - height
        box = Box(grid.left + slot.x, top, slot.width, height)
        name = f"folio{slot.number + 1}"
        parts.small_text(name, FrameKind.FOLIO, (paragraph,), box)
    y = grid.top - RULE_ABOVE
    parts.rules.append(RuleLine(grid.left, y, grid.left + grid.type_width, y, 0.5))


def _slots(grid: PageGrid, texts: Sequence[str]) -> list[_Slot]:
    style, width = grid.styles.folio, grid.type_width
    third = width / 3
    needs = [natural_width(text, style) for text in texts[:3]]
    if all(need <= third for need in needs):
        places = [(n * third, third) for n in range(len(needs))]
    else:
        style, needs = _shrunk(texts, style, width)
        places = _shared(needs, width) or _divided(needs, width)
    return [
        _Slot(n, text, style, *place)
        for n, (text, place) in enumerate(zip(texts, places, strict=False))
        if text
    ]


def natural_width(text: str, style: TextStyle) -> float:
    """Return the width of a text set in one line, points."""
    if not text:
        return 0.0
    plain = plain_paragraph(replace(style, align=Align.LEFT), text)
    return line_table((plain,), ENDLESS).lines[0].width


def _shrunk(
    texts: Sequence[str], style: TextStyle, width: float
) -> tuple[TextStyle, list[float]]:
    """Return the largest size at which the texts stand side by side, or the least."""
    size = style.size
    while True:
        smaller = replace(style, size=size, leading=style.leading * size / style.size)
        needs = [natural_width(text, smaller) for text in texts[:3]]
        if _shared(needs, width) or size <= SMALLEST:
            return smaller, needs
        size = max(SMALLEST, size - STEP)


def _shared(needs: Sequence[float], width: float) -> list[tuple[float, float]] | None:
    """Give each text what it needs, the centre in the middle where there is room."""
    left, centre, right = (*needs, 0.0, 0.0)[:3]
    gaps = AIR * (sum(1 for need in (left, centre, right) if need) - 1)
    if left + centre + right + gaps > width:
        return None
    first = left + AIR if left else 0.0
    last = width - (right + AIR if right else 0.0) - centre
    middle = min(max((width - centre) / 2, first), last)
    # A hair more than needed, so that rounding breaks no line.
    return [
        (0.0, left + 0.1),
        (middle, centre + 0.1),
        (width - right - 0.1, right + 0.1),
    ]


def _divided(needs: Sequence[float], width: float) -> list[tuple[float, float]]:
    """Divide the width by need; each text runs over lines in its share."""
    shown = [need for need in needs if need]
    room = width - AIR * (len(shown) - 1)
    shares = [max(need / sum(needs), LEAST_SHARE) if need else 0.0 for need in needs]
    places, x = [], 0.0
    for share in shares:
        wide = room * share / sum(shares)
        places.append((x, wide))
        x += wide + (AIR if wide else 0.0)
    return places
