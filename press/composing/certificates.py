"""The sheet a unit keeps: that a piece was printed, with the page as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.makeup.grid import MM, Box, PageGrid
from press.makeup.model import FrameKind, PageLayout, PictureFrame, RuleLine
from press.makeup.parts import Parts
from press.typesetting.breaker import line_table
from press.typesetting.model import Align, Cmyk, Face, TextStyle
from press.typesetting.paragraphs import plain_paragraph

A4 = PageGrid("a4", 210, 297, 1, 40, 1, 50)
SIDE, TOP, FOOT = 20 * MM, 17 * MM, 14 * MM
NAME_WIDTH = 66.0  # points
AIR = 12.0
ACCENT, GREY = Cmyk(0, 100, 100, 10), Cmyk(0, 0, 0, 60)
TITLE = TextStyle("证明-题", Face.SONG_BLACK, 24, 38, Align.CENTRE)
NAME = TextStyle("证明-项", Face.HEI, 10, 17, Align.LEFT, colour=GREY)
VALUE = TextStyle("证明-值", Face.SONG, 11, 17, Align.LEFT)
STATEMENT = TextStyle("证明-文", Face.SONG, 11, 18, indent_em=2)
SMALL = TextStyle("证明-注", Face.HEI, 7.5, 11, Align.CENTRE, colour=GREY)
PICTURE = "page"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the sheet says; ``size`` is that of the picture in pixels."""

    title: str
    facts: Sequence[tuple[str, str]]
    statement: str
    foot: str
    size: tuple[int, int]


def certificate_layout(said: Certificate) -> PageLayout:
    """Return the sheet; its picture, ``PICTURE``, takes the room that is left."""
    parts = Parts()
    width = A4.page_width - 2 * SIDE
    down = _text(parts, "title", TITLE, said.title, Box(SIDE, TOP, width, 0))
    parts.rules.append(RuleLine(SIDE, down, SIDE + width, down, 1.6, ACCENT))
    down += AIR
    for number, (name, value) in enumerate(said.facts, start=1):
        label = Box(SIDE, down, NAME_WIDTH, 0)
        _text(parts, f"name{number}", NAME, name, label)
        beside = Box(SIDE + NAME_WIDTH, down, width - NAME_WIDTH, 0)
        down = _text(parts, f"value{number}", VALUE, value or "—", beside)
    down += AIR / 2
    down = _text(parts, "said", STATEMENT, said.statement, Box(SIDE, down, width, 0))
    foot = A4.page_height - FOOT - SMALL.leading
    _text(parts, "foot", SMALL, said.foot, Box(SIDE, foot, width, 0))
    room = Box(SIDE, down + AIR, width, foot - down - 2 * AIR)
    picture = PictureFrame("p1", _fitted(said.size, room), PICTURE, "")
    return PageLayout(
        A4, 1, tuple(parts.threads), tuple(parts.frames), (picture,), tuple(parts.rules)
    )


def picture_size(said: Certificate) -> tuple[float, float]:
    """Return the printed size of the picture in points."""
    box = certificate_layout(said).pictures[0].box
    return box.width, box.height


def _text(parts: Parts, name: str, style: TextStyle, text: str, at: Box) -> float:
    """Set a paragraph from the top of a place; return where it ends."""
    paragraph = plain_paragraph(style, text)
    lines = line_table((paragraph,), at.width).lines
    box = Box(at.x, at.y, at.width, len(lines) * style.leading)
    parts.small_text(name, FrameKind.FOLIO, (paragraph,), box)
    return box.bottom


def _fitted(size: tuple[int, int], room: Box) -> Box:
    """Return the largest place of a picture's shape in a room, in its middle."""
    scale = min(room.width / size[0], room.height / size[1])
    width, height = size[0] * scale, size[1] * scale
    return Box(room.x + (room.width - width) / 2, room.y, width, height)
