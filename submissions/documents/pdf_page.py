"""A page of a PDF from outside, read by a boxed child: its characters, its picture."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.composing.png import encode_png
from submissions.documents.child import ChildLimits, child
from submissions.documents.limits import MIB
from submissions.documents.pdf import BROKEN, CODES
from submissions.documents.refusal import RefusedError
from submissions.problems import ProblemCode

SCRIPT = Path(__file__).with_name("pdf_page_child.py")
LIMITS = ChildLimits(seconds=60)
NO_PAGE = 5
MOST_TOLD = 16 * MIB  # of JSON: sixty thousand characters with their boxes
MOST_SIDE = 16_000  # pixels


@dataclass(frozen=True, slots=True)
class Character:
    """A character of a page and its box in points from the top left."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as it was read; ``pages`` is how many the file has, sizes are points."""

    width: float
    height: float
    pages: int
    characters: tuple[Character, ...]
    png: bytes

    @property
    def text(self) -> str:
        """Return the characters as a stream; one is one, whatever it is made of."""
        return "".join(each.char for each in self.characters)


def read_pdf_page(path: Path, *, work: Path, number: int, pixels: int) -> PdfPage:
    """Read page ``number`` (from 1), drawn ``pixels`` wide; raise ``RefusedError``."""
    place, picture = path.resolve(), work.resolve() / "page.raw"
    command = [
        *(sys.executable, "-I", str(SCRIPT), str(place)),
        *(str(number), str(pixels), str(picture)),
    ]
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)}
    reads = [*sorted(prefixes), SCRIPT, place]
    with child(command, work=work, limits=LIMITS, reads=reads) as running:
        raw = running.stdout.read(MOST_TOLD)
        code = running.ended_with()
        timed_out = running.timed_out
    if timed_out:
        raise RefusedError(ProblemCode.TIMED_OUT)
    if code:
        known = CODES.get(code if code != NO_PAGE else BROKEN)
        raise RefusedError(known or ProblemCode.CONVERTER_FAILED)
    try:
        return _page(json.loads(raw), picture)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise RefusedError(ProblemCode.CONVERTER_FAILED) from error


def _page(told: dict[str, Any], picture: Path) -> PdfPage:
    """Return what a child told; whatever it was, it is made sure of here."""
    wide, high = (int(side) for side in told["pixels"])
    if not (0 < wide <= MOST_SIDE and 0 < high <= MOST_SIDE):
        raise ValueError("The picture of the page has no size.")
    rows = picture.read_bytes()
    if len(rows) != high * (1 + 3 * wide):
        raise ValueError("The picture of the page is not whole.")
    return PdfPage(
        width=float(told["width"]),
        height=float(told["height"]),
        pages=int(told["pages"]),
        characters=tuple(_character(*each) for each in told["characters"]),
        png=encode_png(wide, high, rows),
    )


def _character(
    char: str, left: float, top: float, right: float, bottom: float
) -> Character:
    edges = (float(left), float(top), float(right), float(bottom))
    return Character(str(char)[:1], *edges)
