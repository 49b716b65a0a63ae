"""Which installed fonts the page desk's program shall use for our faces."""

from __future__ import annotations

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

    def with_kai(self, font: DeskFont = WENKAI) -> FontMap:
        """Return a map that sets 楷体 in a font of its own."""
        return FontMap({**self.fonts, Face.KAI: font})
