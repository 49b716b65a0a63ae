"""Which installed fonts the page desk's program shall use for our faces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from press.typesetting.model import Face


@dataclass(frozen=True, slots=True)
class DeskFont:
    """A font as layout programs name it."""

    family: str
    style: str
    postscript: str

    @property
    def name(self) -> str:
        return f"{self.family} {self.style}"


SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"
SERIF_REGULAR = DeskFont(SERIF, "Regular", "NotoSerifCJKsc-Regular")
SERIF_BOLD = DeskFont(SERIF, "Bold", "NotoSerifCJKsc-Bold")
SANS_REGULAR = DeskFont(SANS, "Regular", "NotoSansCJKsc-Regular")
SANS_BOLD = DeskFont(SANS, "Bold", "NotoSansCJKsc-Bold")
WENKAI = DeskFont("LXGW WenKai", "Regular", "LXGWWenKai-Regular")

DEFAULT_FONTS = {
    Face.SONG: SERIF_REGULAR,
    Face.SONG_BOLD: SERIF_BOLD,
    Face.SONG_BLACK: SERIF_BOLD,
    Face.HEI: SANS_REGULAR,
    Face.HEI_BOLD: SANS_BOLD,
    Face.HEI_BLACK: SANS_BOLD,
    Face.KAI: SERIF_REGULAR,
}


# What desks in China usually own for our faces, as a suggestion.
USUAL_FAMILIES = {
    Face.SONG: "方正书宋",
    Face.SONG_BOLD: "方正小标宋",
    Face.SONG_BLACK: "方正大标宋",
    Face.HEI: "方正黑体",
    Face.HEI_BOLD: "方正大黑",
    Face.HEI_BLACK: "方正超粗黑",
    Face.KAI: "楷体_GB2312",
}
# What the proof is set in.
FREE_FAMILIES = {
    Face.SONG: "Noto Serif SC Regular",
    Face.SONG_BOLD: "Noto Serif SC Bold",
    Face.SONG_BLACK: "Noto Serif SC Black",
    Face.HEI: "Noto Sans SC Regular",
    Face.HEI_BOLD: "Noto Sans SC Bold",
    Face.HEI_BLACK: "Noto Sans SC Black",
    Face.KAI: "LXGW WenKai Medium",
}


@dataclass(frozen=True, slots=True)
class FontMap:
    """A desk's own fonts for our faces; a desk with 方正 fonts replaces entries."""

    fonts: dict[Face, DeskFont] = field(default_factory=lambda: dict(DEFAULT_FONTS))

    def font(self, face: Face) -> DeskFont:
        return self.fonts[face]

    def wanted(self) -> tuple[DeskFont, ...]:
        """Return every font once, by name."""
        unique = {font.name: font for font in self.fonts.values()}
        return tuple(unique[name] for name in sorted(unique))

    def with_families(self, families: Mapping[str, str]) -> FontMap:
        """Return a map with a desk's own families for some faces, by the face's value.

        A family of the desk has one style; its PostScript name is not known here, and
        layout programs look a font up by family and style.
        """
        own = {
            Face(face): DeskFont(family, "Regular", family)
            for face, family in families.items()
        }
        return FontMap({**self.fonts, **own})

    def with_kai(self, font: DeskFont = WENKAI) -> FontMap:
        """Return a map that sets 楷体 in a font of its own."""
        return FontMap({**self.fonts, Face.KAI: font})
