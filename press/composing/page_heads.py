"""The strip above the picture of a printed page: which page this is, which story."""

from __future__ import annotations

from dataclasses import dataclass, replace

from press.makeup.grid import MM, Box, PageGrid
from press.makeup.model import FrameKind, PageLayout, RuleLine
from press.makeup.parts import Parts
from press.typesetting.breaker import line_table
from press.typesetting.model import Align, Cmyk, Face, TextStyle
from press.typesetting.paragraphs import plain_paragraph

ACCENT = Cmyk(0, 100, 100, 10)
SIDE = 3.0  # points of white at the sides
PLACE = TextStyle("见报证明-版次", Face.HEI, 17, 24, Align.LEFT)
STORY = TextStyle("见报证明-主题", Face.SONG_BOLD, 27, 36, Align.LEFT)
SMALLEST = 13.0  # points; a longer headline goes on in a second line
TOP, FOOT = 12.0, 10.0


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the strip says: ``place`` names issue, day and page."""

    place: str
    headline: str


def head_layout(head: PageHead, page: PageGrid) -> PageLayout:
    """Return the strip as a layout as wide as the page that it stands over."""
    width = page.page_width - 2 * SIDE
    parts = Parts()
    top = TOP
    for name, style, text in (
        ("place", PLACE, head.place),
        ("story", STORY, head.headline),
    ):
        if not text:
            continue
        paragraph = plain_paragraph(_fitting(style, text, width), text)
        lines = line_table((paragraph,), width).lines
        box = Box(SIDE, top, width, len(lines) * paragraph.style.leading)
        parts.small_text(name, FrameKind.FOLIO, (paragraph,), box)
        top = box.bottom
    foot = top + FOOT
    parts.rules.append(RuleLine(0, foot - 1, page.page_width, foot - 1, 2.0, ACCENT))
    grid = PageGrid("head", page.trim_width, foot / MM, 1, 8, 1, 20)
    return PageLayout(
        grid, 1, tuple(parts.threads), tuple(parts.frames), (), tuple(parts.rules)
    )


def _fitting(style: TextStyle, text: str, width: float) -> TextStyle:
    """Set a line smaller until it fits, to a limit."""
    size = max(min(style.size, width / (len(text) + 0.5)), SMALLEST)
    return replace(style, size=size, leading=round(style.leading * size / style.size))
