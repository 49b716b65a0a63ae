"""Keep line tables in this process: make-up asks for the same ones again and again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from press.typesetting.breaker import line_table
from press.typesetting.model import LineTable, StyledParagraph

KEPT_TABLES = 256  # a page of ten stories in six widths, four times over


def cached_line_table(
    paragraphs: Sequence[StyledParagraph], measure: float
) -> LineTable:
    """Return the line table of paragraphs at a measure, made once.

    The key is the text, the runs, the styles and the measure, all compared by value.
    """
    return _kept(tuple(paragraphs), float(measure))


@lru_cache(maxsize=KEPT_TABLES)
def _kept(paragraphs: tuple[StyledParagraph, ...], measure: float) -> LineTable:
    return line_table(paragraphs, measure)


def forget_line_tables() -> None:
    """Empty the cache."""
    _kept.cache_clear()
