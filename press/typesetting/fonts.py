"""Font files of the house and the few numbers of them that line breaking needs.

Files are looked for in the folder named by ``GUIDEKIT_FONTS``, else in ``var/fonts``
beside ``node_modules``, else in ``node_modules`` itself, which is found by walking up
from this package.  Nothing is read before a face is asked for, and each file once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from press.typesetting.model import Face
from press.typesetting.webfonts import unpack_woff

FONTS_VARIABLE = "GUIDEKIT_FONTS"

_SERIF = "@expo-google-fonts/noto-serif-sc/{0}/NotoSerifSC_{0}.ttf"
_SANS = "@expo-google-fonts/noto-sans-sc/{0}/NotoSansSC_{0}.ttf"
SOURCES = {
    Face.SONG: _SERIF.format("400Regular"),
    Face.SONG_BOLD: _SERIF.format("700Bold"),
    Face.SONG_BLACK: _SERIF.format("900Black"),
    Face.HEI: _SANS.format("400Regular"),
    Face.HEI_BOLD: _SANS.format("700Bold"),
    Face.HEI_BLACK: _SANS.format("900Black"),
}
KAI_SOURCE = "@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff"
KAI_FILE = "LXGWWenKai-Medium.ttf"

_SONG_FIRST = (Face.SONG, Face.HEI, Face.KAI)
_BOLD_FIRST = (Face.SONG_BOLD, Face.HEI_BOLD, Face.KAI)
FALLBACKS = {
    Face.SONG: _SONG_FIRST,
    Face.KAI: _SONG_FIRST,
    Face.HEI: (Face.HEI, Face.SONG, Face.KAI),
    Face.SONG_BOLD: _BOLD_FIRST,
    Face.HEI_BOLD: (Face.HEI_BOLD, Face.SONG_BOLD, Face.KAI),
    Face.SONG_BLACK: (Face.SONG_BLACK, Face.HEI_BLACK, Face.KAI),
    Face.HEI_BLACK: (Face.HEI_BLACK, Face.SONG_BLACK, Face.KAI),
}


class FontsMissingError(Exception):
    """The font files of the house are not where they should be."""


class GlyphBox(NamedTuple):
    """Advance and ink of a glyph in em; ``left`` is where its ink begins."""

    advance: float
    left: float
    ink: float


class FaceMetrics:
    """Advances and coverage of one font file, mapped once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        self._upem: int = face.upem
        self._font = hb.Font(face)

    def has(self, char: str) -> bool:
        return bool(self._font.get_nominal_glyph(ord(char)))

    def box(self, char: str) -> GlyphBox:
        """Return the measures of a character's glyph, or of the missing glyph."""
        glyph = self._font.get_nominal_glyph(ord(char)) or 0
        extents = self._font.get_glyph_extents(glyph)
        left, ink = (extents.x_bearing, extents.width) if extents else (0, 0)
        advance = self._font.get_glyph_h_advance(glyph)
        return GlyphBox(advance / self._upem, left / self._upem, ink / self._upem)


@lru_cache(maxsize=1)
def node_modules() -> Path | None:
    """Return the nearest ``node_modules`` above this package."""
    for folder in Path(__file__).resolve().parents:
        if (folder / "node_modules").is_dir():
            return folder / "node_modules"
    return None


def font_folder() -> Path | None:
    """Return the folder where prepared font files are kept."""
    named = os.environ.get(FONTS_VARIABLE)
    if named:
        return Path(named)
    modules = node_modules()
    return modules.parent / "var" / "fonts" if modules else None


def prepare_fonts(target: Path) -> tuple[Path, ...]:
    """Unpack the fonts that come only as web fonts into ``target``.

    Return the files made or found there.  Doing it again is a no-op.
    """
    made = target / KAI_FILE
    modules = node_modules()
    source = modules / KAI_SOURCE if modules else None
    if not made.is_file() and source is not None and source.is_file():
        unpack_woff(source, made)
    return (made,) if made.is_file() else ()


def _source_file(face: Face) -> Path | None:
    source = SOURCES[face]
    modules, folder = node_modules(), font_folder()
    places = [folder / Path(source).name] if folder else []
    places += [modules / source] if modules else []
    return next((path for path in places if path.is_file()), None)


def _kai_file() -> Path | None:
    folder = font_folder()
    if folder is None:
        return None
    try:
        return next(iter(prepare_fonts(folder)), None)
    except OSError:  # a read-only home: the page is set without 楷体
        return None


@lru_cache(maxsize=len(Face))
def font_path(face: Face) -> Path:
    """Return the font file of a face; 楷体 that cannot be had is set in 宋体."""
    path = _kai_file() if face is Face.KAI else _source_file(face)
    if path is None and face is Face.KAI:
        path = _source_file(Face.SONG)
    if path is None:
        raise FontsMissingError(
            f"The font file of {face.value} was not found. Run npm ci, or name "
            f"the folder with {Path(SOURCES[Face.SONG]).name} in {FONTS_VARIABLE}."
        )
    return path


@lru_cache(maxsize=len(Face))
def metrics(face: Face) -> FaceMetrics:
    return FaceMetrics(font_path(face))


def has_glyph(face: Face, char: str) -> bool:
    """Tell whether the face's own font file has the character."""
    return metrics(face).has(char)


@lru_cache(maxsize=65536)
def set_face(face: Face, char: str) -> Face:
    """Return the face that really sets a character: the asked one or a fallback.

    When no face has it, the asked one is returned; its missing glyph is visible.
    """
    for candidate in (face, *FALLBACKS[face]):
        if has_glyph(candidate, char):
            return candidate
    return face


def path_for(face: Face, char: str) -> Path:
    """Return the file that sets a character of a face, fallback included."""
    return font_path(set_face(face, char))


def glyph_box(face: Face, char: str) -> GlyphBox:
    """Return advance and ink of a character in em, from the face that sets it."""
    return metrics(set_face(face, char)).box(char)


def advance(face: Face, char: str) -> float:
    """Return the advance of a character in em."""
    return glyph_box(face, char).advance


def missing_characters(text: Iterable[str], face: Face = Face.SONG) -> tuple[str, ...]:
    """List the visible characters that no face can set, each once, in text order."""
    wanted = dict.fromkeys(char for char in text if char.isprintable())
    return tuple(
        char
        for char in wanted
        if not char.isspace() and not has_glyph(set_face(face, char), char)
    )
