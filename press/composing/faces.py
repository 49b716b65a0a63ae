"""Font files as the composer reads them: glyphs, advances, metrics, subsets."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from press.typesetting.model import Face

FontSource = Callable[[Face, str], Path]
"""Gives the file that holds a character for a face: its own or a fallback."""

POSTSCRIPT_NAME = 6  # name table, OpenType specification
KEPT_TABLES = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp"))
# What a browser asks of a font besides; without layout tables it moves no glyph.
SCREEN_TABLES = KEPT_TABLES | {"cmap", "OS/2", "name", "post"}


@dataclass(frozen=True, slots=True)
class Metrics:
    """Font-wide measures in thousandths of an em."""

    ascent: int
    descent: int
    bbox: tuple[int, int, int, int]
    cap_height: int


class FontFile:
    """A TrueType file, mapped once and kept: lookups are cheap after the first."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self._font = hb.Font(self._face)
        self.upem: int = self._face.upem
        self.name: str = _plain_name(self._face.get_name(POSTSCRIPT_NAME) or path.stem)

    def glyph(self, char: str) -> int:
        """Return the glyph of a character; 0 when the file lacks it."""
        return self._font.get_nominal_glyph(ord(char)) or 0

    def advance(self, glyph: int) -> float:
        """Return a glyph's advance in thousandths of an em."""
        return self._font.get_glyph_h_advance(glyph) * 1000 / self.upem

    def metrics(self) -> Metrics:
        extents = self._font.get_font_extents("ltr")
        box = self._bounding_box()
        scale = 1000 / self.upem
        return Metrics(
            round(extents.ascender * scale),
            round(extents.descender * scale),
            box,
            round(extents.ascender * scale * 0.8),
        )

    def _bounding_box(self) -> tuple[int, int, int, int]:
        """Read xMin, yMin, xMax, yMax of the head table (bytes 36 to 44)."""
        head = self._face.reference_table("head").data
        ends = [int.from_bytes(head[i : i + 2], "big", signed=True) for i in _BBOX]
        left, bottom, right, top = (round(v * 1000 / self.upem) for v in ends)
        return left, bottom, right, top

    def subset(self, glyphs: Sequence[int]) -> tuple[bytes, dict[int, int]]:
        """Return a font of just these glyphs, and where each of them went in it."""
        wanted = self._wanted(KEPT_TABLES)
        for glyph in glyphs:
            wanted.glyph_set.add(glyph)
        plan = hb.SubsetPlan(self._face, wanted)
        places = dict(plan.old_to_new_glyph_mapping)
        return plan.execute().blob.data, places

    def screen_subset(self, chars: str) -> bytes:
        """Return a font of just these characters that a browser can load."""
        wanted = self._wanted(SCREEN_TABLES)
        for char in chars:
            wanted.unicode_set.add(ord(char))
        return bytes(hb.subset(self._face, wanted).blob.data)

    def _wanted(self, tables: frozenset[str]) -> hb.SubsetInput:
        """Return the order for a subset that keeps these tables, without hints."""
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
        for tag in self._face.table_tags:
            if tag not in tables:
                wanted.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
        return wanted


_BBOX = (36, 38, 40, 42)


def _plain_name(name: str) -> str:
    """Keep what a PDF name may hold unescaped."""
    return "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_")) or "F"


@dataclass(frozen=True, slots=True)
class Subset:
    """A font of the glyphs asked for: packed program, its size, and glyph places."""

    packed: bytes
    size: int
    places: dict[int, int]


@lru_cache(maxsize=32)
def packed_subset(path: Path, glyphs: tuple[int, ...]) -> Subset:
    """Return a subset; a page that is composed again mostly asks for the same ones."""
    program, places = font_file(path).subset(glyphs)
    return Subset(zlib.compress(program), len(program), places)


@lru_cache(maxsize=64)
def font_file(path: Path) -> FontFile:
    return FontFile(path)
