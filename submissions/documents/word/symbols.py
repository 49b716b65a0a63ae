"""Characters of symbol fonts (Wingdings, Symbol) as characters of Unicode."""

from __future__ import annotations

import re

GREEK = dict(
    zip(
        "abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
)
SIGNS = {0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB7: "·", 0xA3: "≤", 0xB3: "≥"}
WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0x75: "◆",
    0x76: "❖",
    0x9F: "•",
    0xA7: "■",
    0xA8: "□",
    0xAB: "★",
    0xB2: "☆",
    0xD8: "➢",
    0xE0: "→",
    0xFC: "✓",
    0xFB: "✗",
    0xFE: "☑",
    0xFD: "☒",
    0x28: "☎",
    0x2A: "✉",
    0x4A: "☺",
    0xE8: "➔",
    0xF0: "⇨",
    0xDF: "←",
    0xE1: "↑",
    0xE2: "↓",
    0x77: "◆",
    0xAA: "◆",
    **{0x8C + n: chr(0x2776 + n) for n in range(10)},
    **{0x81 + n: chr(0x2460 + n) for n in range(10)},
}
_HEX = re.compile(r"[0-9A-Fa-f]{1,6}")


def symbol(code: str, font: str) -> str:
    """Return the character of a symbol; nothing for one that Unicode lacks."""
    if not _HEX.fullmatch(code):
        return ""
    value = int(code, 16)
    if not 0xF000 <= value <= 0xF0FF and not _is_symbol_font(font):
        return chr(value) if _is_seen(value) else ""
    low = value & 0xFF
    if "wingdings" in font.lower():
        return WINGDINGS.get(low, "")
    char = chr(low)
    return SIGNS.get(low) or GREEK.get(char, char if 0x20 <= low < 0x7F else "")


def _is_symbol_font(font: str) -> bool:
    return font.lower().startswith(("wingdings", "symbol", "webdings"))


def _is_seen(value: int) -> bool:
    surrogate = 0xD800 <= value <= 0xDFFF
    private = 0xE000 <= value <= 0xF8FF
    return 0x20 <= value <= 0x10FFFF and not surrogate and not private
