"""Text as it is searched: width, case and script do not matter.

Folding changes single characters only, one for one, so a place in the folded text is
the same place in the text as printed.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC

IDEOGRAPHS = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))
FULL_WIDTH = (0xFF01, 0xFF5F)
LETTERS = ((0x00A0, 0x0250), (0x0370, 0x0530), (0x2000, 0x2C00), FULL_WIDTH)


def fold(text: str) -> str:
    """Return text with half-width, lower-case and Simplified characters.

    Has as many characters as ``text``.
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Map each character that changes to the one it is searched as."""
    table = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    for first, last in LETTERS:
        table |= _changed({code: _plain(chr(code)) for code in range(first, last)})
    table |= _changed({0x3000: " ", ord("\t"): " ", ord("\n"): "\n"})
    table |= _changed(_simplified())
    return table


def _plain(character: str) -> str:
    """Return a character in its common width and in lower case, where that is one."""
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


def _simplified() -> dict[int, str]:
    """Map the ideographs to Simplified ones (OpenCC's table of characters, t2s).

    Each character by itself: a table of words would change how many there are.
    """
    codes = [code for first, last in IDEOGRAPHS for code in range(first, last)]
    plain = [_plain(chr(code)) for code in codes]
    simplified = OpenCC("t2s").convert("\n".join(plain)).split("\n")
    return dict(zip(codes, simplified, strict=True))


def _changed(table: dict[int, str]) -> dict[int, str]:
    return {code: to for code, to in table.items() if chr(code) != to}
