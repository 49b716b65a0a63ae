"""How a story fits so many lines, before it has a page."""

from __future__ import annotations

from press.makeup.legs import count_chars, deal, text_rows
from press.makeup.model import Story, StoryFit
from press.makeup.texts import story_text
from press.typesetting.cache import cached_line_table
from press.typesetting.styles import BODY_SIZE


def copyfit(story: Story, measure: float, lines: int) -> StoryFit:
    """Return how many lines and characters a story is over or under its room.

    ``measure`` is the width of a leg in points; a 小标题 counts two lines.
    """
    table = cached_line_table(story_text(story), measure)
    needed = text_rows(table.lines)
    over = deal(table.lines, [lines]).left_over if needed > lines else ()
    return StoryFit(
        story.ref,
        needed,
        lines,
        chars_over=count_chars(over),
        chars_under=max(0, lines - needed) * round(measure / BODY_SIZE),
    )
