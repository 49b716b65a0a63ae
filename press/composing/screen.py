"""A page for the screen: SVG of what the PDF shows, every character in its place.

Nothing is measured here, as nothing is in ``pdf``.  The drawing comes in parts, so that
a screen that shows the page already takes only those that changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import groupby

from press.composing.drawing import num
from press.composing.faces import FontSource
from press.composing.screen_fonts import ScreenFont, family_of, fonts_of
from press.composing.screen_inks import screen_colour
from press.makeup.grid import Box
from press.makeup.model import PageLayout, Panel, PictureFrame, RuleLine, SetLine
from press.typesetting.fonts import path_for
from press.typesetting.model import Face, Piece

LAST_OF_ONE_UNIT = "\uffff"  # in UTF-16
PICTURE_SIDE = 1000  # units of a picture's own square, of which a crop shows a part

PictureAddress = Callable[[str], str]
"""Gives the address of a picture by its id."""


@dataclass(frozen=True)
class DrawingPart:
    """A part of the drawing: SVG elements in points from the page's top left."""

    name: str
    svg: str

    @cached_property
    def key(self) -> str:
        """Return what names its content: the same key, the same part."""
        return hashlib.sha256(self.svg.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """A page as parts, the lowest first, and the fonts its text asks for."""

    width: float
    height: float
    parts: tuple[DrawingPart, ...]
    fonts: tuple[ScreenFont, ...]


def draw_screen(
    layout: PageLayout, *, address: PictureAddress, fonts: FontSource = path_for
) -> PageDrawing:
    """Return the drawing of a page; the same layout gives the same drawing."""
    width, height = layout.grid.page_width, layout.grid.page_height
    parts = (
        DrawingPart("panels", "".join(map(_panel, layout.panels))),
        *(
            DrawingPart(frame.id, _picture(frame, address(frame.picture)))
            for frame in layout.pictures
        ),
        DrawingPart("rules", "".join(map(_rule, layout.rules))),
        *_texts(layout, fonts),
    )
    return PageDrawing(
        round(width, 3), round(height, 3), parts, fonts_of(layout, fonts)
    )


def _panel(panel: Panel) -> str:
    fill = screen_colour(panel.fill) if panel.fill is not None else "none"
    stroke = ""
    if panel.stroke is not None:
        pen = screen_colour(panel.stroke)
        stroke = f' stroke="{pen}" stroke-width="{num(panel.weight)}"'
    return f'<rect {_place(panel.box)} fill="{fill}"{stroke}/>'


def _rule(rule: RuleLine) -> str:
    ends = (("x1", rule.x1), ("y1", rule.y1), ("x2", rule.x2), ("y2", rule.y2))
    place = " ".join(f'{name}="{num(value)}"' for name, value in ends)
    pen = f'stroke="{screen_colour(rule.colour)}" stroke-width="{num(rule.weight)}"'
    return f"<line {place} {pen}/>"


def _picture(frame: PictureFrame, address: str) -> str:
    """Return a picture in its frame: a window upon the part that is shown."""
    left, top, right, foot = (side * PICTURE_SIDE for side in frame.crop)
    window = f"{num(left)} {num(top)} {num(right - left)} {num(foot - top)}"
    return (
        f'<svg {_place(frame.box)} viewBox="{window}" preserveAspectRatio="none">'
        f'<image href="{escape(address)}" width="{PICTURE_SIDE}"'
        f' height="{PICTURE_SIDE}" preserveAspectRatio="none"/></svg>'
    )


def _texts(layout: PageLayout, fonts: FontSource) -> Iterator[DrawingPart]:
    """Yield the words by story, those of the page itself first."""
    lines: dict[str, list[SetLine]] = {"": []}
    for frame in layout.frames:
        lines.setdefault(frame.story, []).extend(frame.lines)
    writer = _Writer(fonts)
    for story, own in lines.items():
        yield DrawingPart(f"text:{story}", "".join(writer.lines(own)))


class _Writer:
    """Writes set lines as text, every character at its own place."""

    def __init__(self, fonts: FontSource) -> None:
        self._fonts = fonts
        self._families: dict[tuple[Face, str], str] = {}

    def lines(self, lines: Iterable[SetLine]) -> Iterator[str]:
        for set_line in lines:
            for piece in set_line.line.pieces:
                yield from self._piece(piece, set_line)

    def _piece(self, piece: Piece, line: SetLine) -> Iterator[str]:
        face = piece.face
        placed = zip(piece.text, piece.xs, strict=True)
        for family, run in groupby(placed, lambda each: self._family(face, each[0])):
            yield _run(list(run), family, piece.size, line)

    def _family(self, face: Face, char: str) -> str:
        known = self._families.get((face, char))
        if known is None:
            known = family_of(self._fonts(face, char))
            self._families[face, char] = known
        return known


def _run(
    chars: list[tuple[str, float]], family: str, size: float, line: SetLine
) -> str:
    left, text = line.x, "".join(char for char, _x in chars)
    if max(text) <= LAST_OF_ONE_UNIT:
        xs = " ".join([f"{left + x:.7g}" for _char, x in chars])
    else:
        # SVG counts in UTF-16: a character beyond its first plane has two places.
        xs = " ".join(
            " ".join([f"{left + x:.7g}"] * (1 + (char > LAST_OF_ONE_UNIT)))
            for char, x in chars
        )
    return (
        f'<text font-family="{family}" font-size="{num(size)}"'
        f' fill="{screen_colour(line.line.style.colour)}"'
        f' y="{num(line.baseline)}" x="{xs}">{escape(text, quote=False)}</text>'
    )


def _place(box: Box) -> str:
    size = f'width="{num(box.width)}" height="{num(box.height)}"'
    return f'x="{num(box.x)}" y="{num(box.y)}" {size}'
