"""RTF as tokens: groups, control words, bytes; nothing is understood yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

MOST_TOKENS = 6_000_000
MAX_BINARY = 200_000_000

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?\d{1,10})?[ ]?"  # 1, 2: a control word, its number
    rb"|\\'([0-9a-fA-F]{2})"  # 3: a byte in hexadecimal
    rb"|\\([^a-zA-Z'])"  # 4: a control sign
    rb"|([{}])"  # 5
    rb"|([^\\{}\r\n]+)"  # 6: plain bytes
)


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    SHUT = auto()
    WORD = auto()
    SIGN = auto()
    HEX = auto()
    TEXT = auto()
    BINARY = auto()


Token = tuple[Kind, bytes, int | None]


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; raw pictures come as one token of bytes."""
    at = 0
    for _ in range(MOST_TOKENS):
        found = _TOKEN.search(data, at)
        if found is None:
            return
        at = found.end()
        kind = found.lastindex
        if found.group(1) is not None:
            number = None if found.group(2) is None else int(found.group(2))
            if found.group(1) == b"bin" and number:
                length = min(max(number, 0), MAX_BINARY)
                yield Kind.BINARY, data[at : at + length], None
                at += length
            else:
                yield Kind.WORD, found.group(1), number
        elif kind == 3:
            yield Kind.HEX, bytes([int(found.group(3), 16)]), None
        elif kind == 4:
            yield Kind.SIGN, found.group(4), None
        elif kind == 5:
            yield (Kind.OPEN if found.group(5) == b"{" else Kind.SHUT), b"", None
        else:
            yield Kind.TEXT, found.group(6), None
