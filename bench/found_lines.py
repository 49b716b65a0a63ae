"""Read a composed PDF with other eyes: which lines stand where they should."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from press.makeup.model import PageLayout, SetLine

NEAR = 0.6  # points that a baseline or a first character may be off

Char = tuple[float, str]  # x, character


def count_lines(layout: PageLayout, pdf: bytes, *, page: int = 0) -> tuple[int, int]:
    """Return how many lines the layout promises, and how many PDFium finds in place.

    A line is found when the characters on its baseline, from its first point to its
    last, are exactly its own.
    """
    rows = _rows(pdf, page)
    height = layout.grid.page_height
    lines = [line for frame in layout.frames for line in frame.lines]
    found = [line for line in lines if _stands(line, rows, height)]
    return len(lines), len(found)


def _rows(pdf: bytes, number: int) -> dict[int, list[tuple[float, float, str]]]:
    rows: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
    document = pdfium.PdfDocument(pdf)
    try:
        for x, y, char in _characters(document[number].get_textpage()):
            rows[round(y)].append((x, y, char))
    finally:
        document.close()
    return rows


def _characters(text: pdfium.PdfTextPage) -> Iterator[tuple[float, float, str]]:
    """Yield every character that was set, with its origin in points from the foot."""
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text.raw, place):
            continue
        raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
        yield x.value, y.value, chr(raw.FPDFText_GetUnicode(text.raw, place))


def _stands(
    line: SetLine, rows: dict[int, list[tuple[float, float, str]]], height: float
) -> bool:
    baseline = height - line.baseline
    near = [row for y in (-1, 0, 1) for row in rows.get(round(baseline) + y, ())]
    first, last = line.line.pieces[0], line.line.pieces[-1]
    left, right = line.x + first.xs[0] - NEAR, line.x + last.xs[-1] + NEAR
    chars: list[Char] = sorted(
        (x, char)
        for x, y, char in near
        if abs(y - baseline) <= NEAR and left <= x <= right
    )
    promised = "".join(piece.text for piece in line.line.pieces)
    return _bare(promised) == _bare("".join(char for _x, char in chars))


def _bare(text: str) -> str:
    return "".join(text.split())
