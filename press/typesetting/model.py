"""What typesetting hands on: styles, and lines with every character in its place.

All lengths are PostScript points (1/72 inch).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from press.copy.model import Run


class Face(StrEnum):
    """The faces of the house; ``press.typesetting.fonts`` maps them to font files."""

    SONG = "song"  # body, 宋体 regular
    SONG_BOLD = "song_bold"  # 标宋-like, weight 700
    SONG_BLACK = "song_black"  # heaviest 宋, weight 900
    HEI = "hei"  # 黑体, weight 400
    HEI_BOLD = "hei_bold"  # weight 700
    HEI_BLACK = "hei_black"  # weight 900
    KAI = "kai"  # 楷体


class Align(StrEnum):
    """How the lines of a paragraph stand in their measure."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cmyk:
    """A process colour, 0 to 100 per cent of each ink."""

    c: float = 0
    m: float = 0
    y: float = 0
    k: float = 100


BLACK = Cmyk()


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A paragraph style; ``name`` is also its name in IDML and docx.

    ``indent_em`` indents the first line, ``inset_em`` every line (both sides).
    """

    name: str
    face: Face
    size: float
    leading: float
    align: Align = Align.JUSTIFY
    indent_em: float = 0
    inset_em: float = 0
    colour: Cmyk = BLACK
    strong: Face = Face.HEI_BOLD
    kai: Face = Face.KAI


@dataclass(frozen=True, slots=True)
class StyledParagraph:
    """A paragraph ready to be broken: runs of text in one paragraph style."""

    style: TextStyle
    runs: tuple[Run, ...]
    block_id: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line in one face; ``xs[i]`` is the origin of ``text[i]``.

    Origins are points from the left edge of the measure.  A squeezed opening mark has
    its origin left of the place it seems to start at, so that its ink stands right.
    """

    text: str
    face: Face
    size: float
    xs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: characters ``start:end`` of paragraph number ``paragraph``.

    ``text`` of all lines of a paragraph joined is the paragraph, less spaces that fell
    on a break (those belong to ``start:end`` but to no piece).
    """

    paragraph: int
    start: int
    end: int
    style: TextStyle
    pieces: tuple[Piece, ...]
    width: float  # natural ink width after setting, points
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class LineTable:
    """All lines of a text at one measure (points)."""

    measure: float
    paragraphs: tuple[StyledParagraph, ...]
    lines: tuple[Line, ...]

    def __len__(self) -> int:
        return len(self.lines)
