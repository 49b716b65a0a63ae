"""PDF operators for what stands on a page: panels, pictures, rules and set lines.

Layouts measure from the top left corner, PDF from the bottom left: the ``Canvas`` turns
heights over, here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from press.composing.fontset import FontSet, UsedFont
from press.composing.model import Crop, PressPicture
from press.makeup.grid import Box
from press.makeup.model import Panel, PictureFrame, RuleLine, SetLine
from press.typesetting.model import Cmyk, Piece

OVERPRINT = "GO"  # black text prints over what lies below, so no white rims
KNOCKOUT = "GK"


def num(value: float) -> str:
    """Write a number as short as PDF allows, to a thousandth."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _inks(colour: Cmyk) -> str:
    parts = (colour.c, colour.m, colour.y, colour.k)
    return " ".join(num(part / 100) for part in parts)


def _is_black(colour: Cmyk) -> bool:
    return colour == Cmyk(0, 0, 0, 100)


class Canvas:
    """Collects the operators of one page."""

    def __init__(self, height: float, fonts: FontSet) -> None:
        self._height = height
        self._fonts = fonts
        self._out: list[str] = []

    def content(self) -> bytes:
        return "\n".join(self._out).encode("ascii")

    def panel(self, panel: Panel) -> None:
        box = self._rectangle(panel.box)
        if panel.fill is not None:
            self._out.append(f"/{KNOCKOUT} gs {_inks(panel.fill)} k {box} re f")
        if panel.stroke is not None:
            pen = f"{num(panel.weight)} w {_inks(panel.stroke)} K"
            self._out.append(f"/{KNOCKOUT} gs {pen} {box} re S")

    def rule(self, rule: RuleLine) -> None:
        state = OVERPRINT if _is_black(rule.colour) else KNOCKOUT
        start = f"{num(rule.x1)} {num(self._height - rule.y1)} m"
        end = f"{num(rule.x2)} {num(self._height - rule.y2)} l S"
        pen = f"{num(rule.weight)} w {_inks(rule.colour)} K"
        self._out.append(f"/{state} gs {pen} {start} {end}")

    def picture(
        self, frame: PictureFrame, picture: PressPicture, resource: str
    ) -> None:
        """Place a picture so that the frame shows its crop, and clip what exceeds."""
        whole = _whole_box(frame.box, shown=frame.crop, held=picture.crop)
        clip = self._rectangle(frame.box)
        size = f"{num(whole.width)} 0 0 {num(whole.height)}"
        place = f"{num(whole.x)} {num(self._height - whole.bottom)}"
        self._out.append(
            f"q /{KNOCKOUT} gs {clip} re W n {size} {place} cm /{resource} Do Q"
        )

    def lines(self, lines: tuple[SetLine, ...]) -> None:
        """Write set lines as one text object, every glyph at its own origin."""
        if not lines:
            return
        self._out.append("BT")
        for line in lines:
            colour = line.line.style.colour
            state = OVERPRINT if _is_black(colour) else KNOCKOUT
            self._out.append(f"/{state} gs {_inks(colour)} k")
            for piece in line.line.pieces:
                self._piece(piece, line.x, self._height - line.baseline)
        self._out.append("ET")

    def _piece(self, piece: Piece, left: float, baseline: float) -> None:
        placed = zip(piece.text, piece.xs, strict=True)
        runs = groupby(placed, key=lambda p: self._fonts.font_for(piece.face, p[0]))
        for font, run in runs:
            chars = list(run)
            start = f"1 0 0 1 {num(left + chars[0][1])} {num(baseline)} Tm"
            self._out.append(f"/{font.resource} {num(piece.size)} Tf {start}")
            self._out.append(f"[{''.join(_glyphs(chars, font, piece.size))}] TJ")

    def _rectangle(self, box: Box) -> str:
        corner = f"{num(box.x)} {num(self._height - box.bottom)}"
        return f"{corner} {num(box.width)} {num(box.height)}"


def _glyphs(
    chars: list[tuple[str, float]], font: UsedFont, size: float
) -> Iterator[str]:
    """Yield the parts of a TJ array; rounding is carried on and never adds up."""
    pen = 0.0
    buffer = ""
    first = chars[0][1]
    for char, x in chars:
        shift = round(pen - (x - first) / size * 1000, 1)
        if shift:
            if buffer:
                yield f"<{buffer}>"
            yield num(shift)
            buffer = ""
            pen -= shift
        cid, advance = font.use(char)
        buffer += f"{cid:04X}"
        pen += advance
    yield f"<{buffer}>"


def _whole_box(box: Box, *, shown: Crop, held: Crop) -> Box:
    """Return where the held part of a picture lies when ``shown`` fills the box."""
    wide = box.width / (shown[2] - shown[0])
    high = box.height / (shown[3] - shown[1])
    return Box(
        box.x + (held[0] - shown[0]) * wide,
        box.y + (held[1] - shown[1]) * high,
        (held[2] - held[0]) * wide,
        (held[3] - held[1]) * high,
    )
