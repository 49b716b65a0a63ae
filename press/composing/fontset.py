"""The fonts of one PDF: characters get numbers as they are used, then are embedded.

Every character used of a font has a CID of its own, so that ToUnicode gives back the
very character that was written, even where two characters share a glyph.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from press.composing.faces import (
    FontFile,
    FontSource,
    Subset,
    font_file,
    packed_subset,
)
from press.typesetting.model import Face

FULL_WIDTH = 1000
SYMBOLIC = 4  # FontDescriptor flag: glyphs outside Adobe's Latin set
BFCHAR_LIMIT = 100  # entries of one bfchar block, CMap specification
STEM_WIDTH = 80  # what readers take when it is unknown; glyphs are embedded anyway


class UsedFont:
    """A font file and the characters that a document takes from it."""

    def __init__(self, file: FontFile, resource: str) -> None:
        self.file = file
        self.resource = resource
        self._cids: dict[str, int] = {}
        self._widths: list[float] = [FULL_WIDTH]  # CID 0 is .notdef

    def use(self, char: str) -> tuple[int, float]:
        """Return the CID of a character and its advance in thousandths of an em."""
        cid = self._cids.get(char)
        if cid is None:
            cid = len(self._cids) + 1
            self._cids[char] = cid
            self._widths.append(self.file.advance(self.file.glyph(char)))
        return cid, self._widths[cid]

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Write the font into a PDF and return its Type0 dictionary."""
        chars = sorted(self._cids, key=self._cids.__getitem__)
        glyphs = [self.file.glyph(char) for char in chars]
        subset = packed_subset(self.file.path, tuple(sorted(set(glyphs))))
        tag = _subset_tag(subset.packed)
        base = Name(f"/{tag}+{self.file.name}")
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=base,
            CIDSystemInfo=_system_info("Identity"),
            FontDescriptor=pdf.make_indirect(self._descriptor(pdf, base, subset)),
            DW=FULL_WIDTH,
            W=self._width_array(),
            CIDToGIDMap=pdf.make_indirect(_gid_map(pdf, glyphs, subset.places)),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=base,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(chars))),
            )
        )

    def _descriptor(self, pdf: pikepdf.Pdf, base: Name, subset: Subset) -> Dictionary:
        metrics = self.file.metrics()
        program = Stream(pdf, subset.packed)
        program.Filter = Name.FlateDecode
        program.Length1 = subset.size
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=base,
            Flags=SYMBOLIC,
            FontBBox=Array(metrics.bbox),
            ItalicAngle=0,
            Ascent=metrics.ascent,
            Descent=metrics.descent,
            CapHeight=metrics.cap_height,
            StemV=STEM_WIDTH,
            FontFile2=pdf.make_indirect(program),
        )

    def _width_array(self) -> Array:
        """List the widths that differ from the full em, run by run."""
        out: list[object] = []
        run: list[float] = []
        for cid, width in enumerate(self._widths):
            if width == FULL_WIDTH:
                run = []
            elif run:
                run.append(width)
                out[-1] = Array([_number(w) for w in run])
            else:
                run = [width]
                out += [cid, Array([_number(width)])]
        return Array(out)


class FontSet:
    """All fonts of one document, by file; pages share them."""

    def __init__(self, source: FontSource) -> None:
        self._source = source
        self._fonts: dict[Path, UsedFont] = {}
        self._by_char: dict[tuple[Face, str], UsedFont] = {}

    def font_for(self, face: Face, char: str) -> UsedFont:
        """Return the font that sets a character of a face."""
        known = self._by_char.get((face, char))
        if known is None:
            path = self._source(face, char)
            known = self._fonts.get(path)
            if known is None:
                known = UsedFont(font_file(path), f"F{len(self._fonts) + 1}")
                self._fonts[path] = known
            self._by_char[face, char] = known
        return known

    def embed(self, pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
        return {font.resource: font.embed(pdf) for font in self._fonts.values()}


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 2)


def _system_info(ordering: str) -> Dictionary:
    return Dictionary(Registry=String("Adobe"), Ordering=String(ordering), Supplement=0)


def _subset_tag(data: bytes) -> str:
    """Name a subset by its content: six capitals, the same for the same glyphs."""
    digest = hashlib.sha256(data).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _gid_map(pdf: pikepdf.Pdf, glyphs: list[int], places: dict[int, int]) -> Stream:
    numbers = [0, *(places[glyph] for glyph in glyphs)]
    return Stream(pdf, b"".join(number.to_bytes(2, "big") for number in numbers))


def _to_unicode(chars: list[str]) -> bytes:
    """Write the CMap that turns CIDs back into the characters written."""
    pairs = [
        f"<{cid:04X}> <{char.encode('utf-16-be', 'replace').hex().upper()}>"
        for cid, char in enumerate(chars, 1)
    ]
    blocks = [
        "\n".join(
            (f"{len(part)} beginbfchar", *part, "endbfchar"),
        )
        for start in range(0, len(pairs), BFCHAR_LIMIT)
        if (part := pairs[start : start + BFCHAR_LIMIT])
    ]
    return "\n".join((_CMAP_HEAD, *blocks, _CMAP_FOOT)).encode("ascii")


_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_CMAP_FOOT = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
