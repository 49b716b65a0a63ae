"""Text as it is searched: width, case and script do not matter.

Folding changes single characters only, one for one, so a place in the folded text is
the same place in the text as printed.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC

IDEOGRAPHS = ((0x3400, 0xA000), (0x20000, 0x2A6E0))
COMPATIBLE = (0xF900, 0xFB00)  # ideographs that stand for others
FULL_WIDTH = (0xFF01, 0xFF5F)
LETTERS = ((0x0041, 0x005B), (0x00A0, 0x0250), (0x0370, 0x0530), (0x2000, 0x2C00))


def fold(text: str) -> str:
    """Return text with half-width, lower-case and Simplified characters.

    Has as many characters as ``text``.
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Map each character that changes to the one it is searched as."""
    plain = {
        code: _plain(chr(code))
        for first, last in (*LETTERS, FULL_WIDTH, COMPATIBLE)
        for code in range(first, last)
    }
    table = {0x3000: " ", ord("\t"): " ", **plain, **_simplified(plain)}
    return {code: to for code, to in table.items() if chr(code) != to}


def _plain(character: str) -> str:
    """Return a character in its common width and in lower case, where that is one."""
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


def _simplified(plain: dict[int, str]) -> dict[int, str]:
    """Map the ideographs to Simplified ones (OpenCC's table of characters, t2s).

    Each character by itself: a table of words would change how many there are.
    """
    ideographs = {
        code: plain.get(code, chr(code))
        for first, last in (*IDEOGRAPHS, COMPATIBLE)
        for code in range(first, last)
    }
    simplified = OpenCC("t2s").convert("\n".join(ideographs.values())).split("\n")
    return dict(zip(ideographs, simplified, strict=True))
