"""Break paragraphs into lines: deterministic, 避头尾, 先挤进后推出.

Running text is broken greedily; what is centred (headlines, 小标题, bylines) by sense
and in balance.
"""

from __future__ import annotations

from collections.abc import Sequence

from press.typesetting.balancing import balanced_lines
from press.typesetting.model import Align, Line, LineTable, StyledParagraph
from press.typesetting.setting import ParagraphBreaker

MOST_BALANCED = 4  # lines; a longer centred text is running text


def line_table(paragraphs: Sequence[StyledParagraph], measure: float) -> LineTable:
    """Break paragraphs into lines of ``measure`` points."""
    lines: list[Line] = []
    for number, paragraph in enumerate(paragraphs):
        lines += break_paragraph(paragraph, measure, number=number)
    return LineTable(measure, tuple(paragraphs), tuple(lines))


def break_paragraph(
    paragraph: StyledParagraph, measure: float, *, number: int = 0
) -> list[Line]:
    """Break one paragraph; ``number`` is its place in the line table."""
    breaker = ParagraphBreaker(paragraph, measure)
    if paragraph.style.align is Align.CENTRE:
        balanced = balanced_lines(breaker, MOST_BALANCED, number=number)
        if balanced:
            return list(balanced.lines)
    return breaker.lines(number)
