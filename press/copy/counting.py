"""Three counts that must not be mixed up: characters, cells and fee characters.

- 字数 shown to people: every visible character or mark is one, a Latin letter or a
  digit too; spaces and invisible characters are none.
- Cells: room in a line of type; half-width characters take half a cell.
- Fee characters: printed lines times characters a line (稿酬办法, article on counting).
"""

from __future__ import annotations

import unicodedata

from press.copy.model import Block, Copy

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"))
_WIDE = frozenset("WFA")  # East Asian width: wide, full, ambiguous (quotes, dashes)


def characters(words: Copy | str) -> int:
    """Return the 字数 of a text, or of a piece: dateline and body.

    A piece without body is photo news: its captions count.
    """
    if isinstance(words, str):
        return sum(unicodedata.category(char) not in _UNSEEN for char in words)
    body = _body(words) or "".join(picture.caption for picture in words.pictures)
    return characters(body)


def cells(words: Copy | str) -> float:
    """Return the cells a text takes in a line of type, spaces included."""
    if isinstance(words, Copy):
        return cells(_body(words))
    return sum(map(_cell, words))


def fee_characters(lines: int, measure_chars: int) -> int:
    """Return the characters that are paid: lines count full, headline lines too."""
    return lines * measure_chars


def block_characters(block: Block) -> int:
    return characters(block.text)


def _body(copy: Copy) -> str:
    return copy.dateline + "".join(block.text for block in copy.blocks)


def _cell(char: str) -> float:
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Mn", "Me"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in _WIDE else 0.5
