"""Headlines: broken by sense into few balanced lines, at the size that fills them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from press.typesetting.balancing import balanced_lines
from press.typesetting.model import Line, LineTable, StyledParagraph, TextStyle
from press.typesetting.paragraphs import plain_paragraph
from press.typesetting.sense import ANYWHERE, BEFORE_SUFFIX
from press.typesetting.setting import FEWEST_CELLS, ParagraphBreaker

LEAST_FILL = 0.6  # of the measure, widest line; house rule for the main headline
SMALLER_FOR_SENSE = 0.8  # a headline may shrink so far for a break that reads well


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


def break_headline(
    text: str, style: TextStyle, measure: float, max_lines: int
) -> LineTable | None:
    """Break a headline into as few lines as it needs, or none when it cannot fit."""
    broken = _broken(text, style, measure, (1, max_lines))
    return broken[0] if broken else None


def fit_headline(
    text: str,
    *,
    style: TextStyle,
    measure: float,
    sizes: Sequence[float],
    max_lines: int,
    least_lines: int = 1,
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
        broken = (
            _broken(text, sized, measure, (least_lines, max_lines)) if text else None
        )
        if broken is None:
            continue
        table, worst = broken
        fitted = _fitted(sized, table)
        faults = 2 * (worst >= BEFORE_SUFFIX)
        faults += worst > ANYWHERE or fitted.fill < LEAST_FILL
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
    text: str, style: TextStyle, measure: float, lines: tuple[int, int]
) -> tuple[LineTable, int] | None:
    """Return the lines and the cost of their worst break."""
    if measure < FEWEST_CELLS * style.size:
        return None
    paragraph = plain_paragraph(style, text)
    least, most = lines
    found = balanced_lines(
        ParagraphBreaker(paragraph, measure), most, least_lines=least
    )
    return (
        (LineTable(measure, (paragraph,), found.lines), found.worst) if found else None
    )
