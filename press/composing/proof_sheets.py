"""A page to be proofread on paper: on a larger sheet, with room for marks around it.

The page keeps its own size, inside a thin outline; printers fit the sheet to their
paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from press.makeup.grid import MM, Box, PageGrid
from press.makeup.model import (
    FrameKind,
    PageLayout,
    Panel,
    PictureFrame,
    RuleLine,
    TextFrame,
)
from press.makeup.parts import Parts
from press.typesetting.model import (
    Align,
    Cmyk,
    Face,
    TextStyle,
)
from press.typesetting.paragraphs import (
    plain_paragraph,
)

SIDE, TOP, FOOT = 30 * MM, 26 * MM, 20 * MM  # white round a page, points
GREY, LIGHT = Cmyk(0, 0, 0, 65), Cmyk(0, 0, 0, 35)
TITLE = TextStyle("校样-题", Face.HEI_BOLD, 15, 21, Align.LEFT)
FACTS = TextStyle("校样-事项", Face.SONG, 9.5, 14, Align.LEFT, colour=GREY)
SIGNED = TextStyle("校样-签名", Face.SONG, 10.5, 16, Align.LEFT)
OUTLINE = 0.4  # points
ON_PAGE = 1.4  # a page's sheet is larger than a galley's, and so are its words


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What a sheet says of itself: what it is, its facts, and the line to sign."""

    title: str
    facts: str
    signed: str


def page_sheet(page: PageLayout, head: SheetHead) -> PageLayout:
    """Return a page on a larger sheet, with its head above and the line to sign."""
    own = page.grid
    wide, high = own.page_width + 2 * SIDE, own.page_height + TOP + FOOT
    parts = Parts()
    trim = Box(SIDE, TOP, own.page_width, own.page_height)
    parts.panels.append(Panel(trim, stroke=LIGHT, weight=OUTLINE))
    place = Box(SIDE, 6 * MM, own.page_width, TOP - 8 * MM)
    set_head(parts, head, place, scale=ON_PAGE)
    foot = Box(SIDE, trim.bottom + 4 * MM, own.page_width, FOOT - 6 * MM)
    set_foot(parts, head, foot, scale=ON_PAGE)
    return replace(
        page,
        grid=PageGrid("proof", wide / MM, high / MM, 1, 8, 1, 20),
        threads=(*page.threads, *parts.threads),
        frames=(*map(_moved_frame, page.frames), *parts.frames),
        pictures=tuple(map(_moved_picture, page.pictures)),
        rules=(*map(_moved_rule, page.rules), *parts.rules),
        panels=(*map(_moved_panel, page.panels), *parts.panels),
        blocks=(),
    )


def _moved(box: Box) -> Box:
    return Box(box.x + SIDE, box.y + TOP, box.width, box.height)


def _moved_frame(frame: TextFrame) -> TextFrame:
    lines = tuple(
        replace(line, x=line.x + SIDE, baseline=line.baseline + TOP)
        for line in frame.lines
    )
    return replace(frame, box=_moved(frame.box), lines=lines)


def _moved_picture(frame: PictureFrame) -> PictureFrame:
    return replace(frame, box=_moved(frame.box))


def _moved_panel(panel: Panel) -> Panel:
    return replace(panel, box=_moved(panel.box))


def _moved_rule(rule: RuleLine) -> RuleLine:
    return replace(
        rule,
        x1=rule.x1 + SIDE,
        x2=rule.x2 + SIDE,
        y1=rule.y1 + TOP,
        y2=rule.y2 + TOP,
    )


def set_head(parts: Parts, head: SheetHead, box: Box, *, scale: float = 1.0) -> None:
    """Set what a sheet is and its facts, from the top of a box."""
    paragraphs = (
        plain_paragraph(_scaled(TITLE, scale), head.title),
        plain_paragraph(_scaled(FACTS, scale), head.facts),
    )
    parts.small_text("proof-head", FrameKind.FOLIO, paragraphs, box)


def set_foot(parts: Parts, head: SheetHead, box: Box, *, scale: float = 1.0) -> None:
    """Set the line to sign at the top of a box."""
    signed = (plain_paragraph(_scaled(SIGNED, scale), head.signed),)
    parts.small_text("proof-foot", FrameKind.FOLIO, signed, box)


def _scaled(style: TextStyle, scale: float) -> TextStyle:
    return replace(style, size=style.size * scale, leading=style.leading * scale)
