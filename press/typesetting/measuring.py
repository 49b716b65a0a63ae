"""Measure a paragraph once: a cell for every character, and what may give way.

All widths here are em.  A boundary ``k`` lies between characters ``k - 1`` and ``k``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from press.copy.model import RunStyle
from press.typesetting import classes
from press.typesetting.fonts import glyph_box, set_face
from press.typesetting.model import Face, StyledParagraph, TextStyle

FULL_WIDTH = 0.9  # a glyph at least so wide fills its cell by itself


class Shape(NamedTuple):
    """A character in its cell: where its glyph begins and where the cell has air."""

    face: Face
    cell: float
    offset: float
    left: float = 0.0
    right: float = 0.0
    give_left: float = 0.0  # how much of the air may go inside a line
    give_right: float = 0.0


@dataclass(slots=True)
class MeasuredText:
    """A paragraph as numbers; ``prefix[i]`` is the width before character ``i``.

    ``cuts[k]`` is what adjacent marks always lose at a boundary, ``gives[k]`` what the
    boundary can lose more when a line is squeezed; ``cut_sums`` and ``give_sums`` are
    their running sums including ``k``.
    """

    text: str
    shapes: list[Shape]
    glued: bytearray
    cuts: list[float]
    gives: list[float]
    prefix: list[float]
    cut_sums: list[float]
    give_sums: list[float]
    runs: list[tuple[int, int]]

    def width(self, start: int, end: int) -> float:
        """Return the natural width of a line of characters ``start`` to ``end``."""
        if end <= start:
            return 0.0
        cuts = self.cut_sums[end - 1] - self.cut_sums[start]
        return self.prefix[end] - self.prefix[start] - cuts

    def slack(self, start: int, end: int) -> float:
        """Return how much narrower such a line can be squeezed."""
        if end <= start:
            return 0.0
        inside = self.give_sums[end - 1] - self.give_sums[start]
        return inside + self.shapes[end - 1].right

    def visible_end(self, start: int, end: int) -> int:
        """Return the end of a line without the spaces that vanish on its break."""
        while end > start and self.text[end - 1] in _VANISHING:
            end -= 1
        return end


_VANISHING = classes.SPACES | {"\n"}


def measure_text(paragraph: StyledParagraph) -> MeasuredText:
    """Measure every character of a paragraph."""
    text = paragraph.text
    shapes = _shapes(paragraph, text)
    runs = [match.span() for match in classes.UNBREAKABLE.finditer(text)]
    cuts, gives = _boundaries(shapes)
    return MeasuredText(
        text=text,
        shapes=shapes,
        glued=_glued(len(text), runs),
        cuts=cuts,
        gives=gives,
        prefix=list(accumulate((shape.cell for shape in shapes), initial=0.0)),
        cut_sums=list(accumulate(cuts)),
        give_sums=list(accumulate(gives)),
        runs=runs,
    )


def _shapes(paragraph: StyledParagraph, text: str) -> list[Shape]:
    shapes: list[Shape] = []
    for run in paragraph.runs:
        face = run_face(paragraph.style, run.style)
        shapes += [shape_of(face, char) for char in run.text]
    for at, shape in _in_context(text, shapes):
        shapes[at] = shape
    return shapes


def run_face(style: TextStyle, run_style: RunStyle) -> Face:
    """Return the face in which a run of a paragraph is set."""
    if run_style is RunStyle.STRONG:
        return style.strong
    return style.kai if run_style is RunStyle.KAI else style.face


@lru_cache(maxsize=65536)
def shape_of(face: Face, char: str) -> Shape:
    """Return the shape of a character in Chinese text."""
    real = set_face(face, char)
    if char == "\n":
        return Shape(real, 0.0, 0.0)
    width = glyph_box(face, char).advance
    left, right = classes.BLANKS.get(char, (0.0, 0.0))
    if char in classes.CELL_MARKS:
        return _marked(Shape(real, 1.0, _seat(char, width)), char, left, right)
    if left + right and width >= FULL_WIDTH:
        return _marked(Shape(real, width, 0.0), char, left, right)
    return Shape(real, width, 0.0)


def _marked(shape: Shape, char: str, left: float, right: float) -> Shape:
    give = classes.QUARTER if char in classes.EXCLAIMING else right
    return shape._replace(left=left, right=right, give_left=left, give_right=give)


def _seat(char: str, width: float) -> float:
    """Seat a narrow glyph in its cell: opening right, closing left, rest centred."""
    if width >= FULL_WIDTH and char not in classes.DASHES:
        return 0.0
    if char in classes.OPENING:
        return 1.0 - width
    return 0.0 if char in classes.CLOSING else (1.0 - width) / 2


def _in_context(text: str, shapes: list[Shape]) -> Iterator[tuple[int, Shape]]:
    """Give the shapes that depend on neighbours: joined dashes, Latin apostrophes."""
    for match in classes.DASH_PAIR.finditer(text):
        at = match.start()
        box = glyph_box(shapes[at].face, "—")
        yield at, shapes[at]._replace(offset=1.0 - box.left - box.ink)
        yield at + 1, shapes[at + 1]._replace(offset=-box.left)
    for match in classes.LATIN_QUOTE.finditer(text):
        at = match.start()
        offset = 0.0 if match.group() == "’" else -classes.HALF
        full = glyph_box(shapes[at].face, match.group()).advance >= FULL_WIDTH
        yield at, Shape(shapes[at].face, classes.HALF, offset if full else 0.0)
    for match in classes.LATIN_DOT.finditer(text):
        at = match.start()
        face = shapes[at].face
        yield at, Shape(face, glyph_box(face, "·").advance, 0.0)


def _boundaries(shapes: list[Shape]) -> tuple[list[float], list[float]]:
    """Return the cuts of adjacent marks, and what each boundary can still give."""
    cuts, gives = [0.0], [0.0]
    for before, after in pairwise(shapes):
        if not (before.right or after.left):
            cuts.append(0.0)
            gives.append(0.0)
            continue
        most = before.cell + after.offset - before.offset  # glyphs stay in order
        cut = min(adjacent_cut(before, after), most)
        cuts.append(cut)
        gives.append(0.0 if cut else min(before.give_right + after.give_left, most))
    return cuts, gives


def adjacent_cut(before: Shape, after: Shape) -> float:
    """Return what two neighbouring marks lose: half an em where air meets a mark."""
    facing = before.right >= classes.HALF and (after.left or after.right)
    inner = after.left >= classes.HALF and before.left
    return classes.HALF if facing or inner else 0.0


def _glued(length: int, runs: list[tuple[int, int]]) -> bytearray:
    """Mark the boundaries inside unbreakable runs."""
    glued = bytearray(length + 1)
    for start, end in runs:
        glued[start + 1 : end] = b"\x01" * (end - start - 1)
    return glued
