"""Fonts for a page on screen: the glyphs of the proof, of the words that stand there.

A font holds every character that the page's copy asks of its file, also those of lines
that found no room: blocks may move as they like, the font stays the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from press.composing.faces import FontSource, font_file
from press.makeup.model import PageLayout
from press.typesetting.fonts import path_for
from press.typesetting.measuring import run_face
from press.typesetting.model import Face, StyledParagraph

KEPT_FONTS = 96  # some eight faces of a dozen open pages


@dataclass(frozen=True, slots=True)
class ScreenFont:
    """A TrueType font under the name its text asks for; ``key`` names its bytes."""

    family: str
    key: str
    data: bytes


def family_of(path: Path) -> str:
    """Return the name under which a page asks for a font file."""
    return f"page-{path.stem}"


def fonts_of(
    layout: PageLayout, source: FontSource = path_for
) -> tuple[ScreenFont, ...]:
    """Return the fonts that show a layout and whatever its copy could bring on it."""
    wanted: dict[Path, set[str]] = defaultdict(set)
    for face, chars in _faces(layout):
        for char in chars:
            wanted[source(face, char)].add(char)
    return tuple(
        _font(path, "".join(sorted(chars))) for path, chars in sorted(wanted.items())
    )


def _faces(layout: PageLayout) -> Iterator[tuple[Face, set[str]]]:
    """Yield the characters by face: of all copy, and of what is set besides."""
    by_face: dict[Face, set[str]] = defaultdict(set)
    for face, text in _texts(layout):
        by_face[face].update(text)
    yield from by_face.items()


def _texts(layout: PageLayout) -> Iterator[tuple[Face, str]]:
    for thread in layout.threads:
        yield from _runs(thread.paragraphs)
    for frame in layout.frames:
        for set_line in frame.lines:
            for piece in set_line.line.pieces:
                yield piece.face, piece.text


def _runs(paragraphs: Iterable[StyledParagraph]) -> Iterator[tuple[Face, str]]:
    for paragraph in paragraphs:
        for run in paragraph.runs:
            yield run_face(paragraph.style, run.style), run.text


@lru_cache(maxsize=KEPT_FONTS)
def _font(path: Path, chars: str) -> ScreenFont:
    data = font_file(path).screen_subset(chars)
    return ScreenFont(family_of(path), hashlib.sha256(data).hexdigest()[:16], data)
