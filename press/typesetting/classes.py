"""Character classes of Chinese line setting (CLREQ 3.1, GB/T 15834—2011 5.1).

A full-width mark is a half-em of ink and a half-em of air; ``BLANKS`` says on which
side the air is, in em, and so how far the mark can be squeezed.
"""

from __future__ import annotations

import re

OPENING = frozenset("（《〈「『【〔〖［｛“‘")
CLOSING = frozenset("）》〉」』】〕〗］｝”’")
PAUSES = frozenset("，、。．：；")
EXCLAIMING = frozenset("！？")
DOTS = frozenset("·・")
DASHES = frozenset("—⸺")
ELLIPSES = frozenset("…")
ASCII_OPENING = frozenset("([{")
ASCII_CLOSING = frozenset(",.;:!?)]}")
SIGNS_AFTER = frozenset("％%‰℃°′″")
SIGNS_BEFORE = frozenset("￥¥$＄£€№")
JOINERS = frozenset("～〜–-")  # 连接号 may not start a line
SPACES = frozenset(" \t\u00a0\u3000\u2002\u2003\u2009")

NO_START = (
    CLOSING
    | PAUSES
    | EXCLAIMING
    | DOTS
    | DASHES
    | ELLIPSES
    | ASCII_CLOSING
    | SIGNS_AFTER
    | JOINERS
)
NO_END = OPENING | ASCII_OPENING | SIGNS_BEFORE

# Quotation marks, dashes, ellipses and dots share code points with Latin typography:
# in Chinese text they take a cell of one em whatever the font's own advance is.
CELL_MARKS = frozenset("“”‘’—…·")

HALF = 0.5
QUARTER = 0.25
BLANKS: dict[str, tuple[float, float]] = {
    **dict.fromkeys(OPENING, (HALF, 0.0)),
    **dict.fromkeys(CLOSING | PAUSES | EXCLAIMING, (0.0, HALF)),
    **dict.fromkeys(DOTS, (QUARTER, QUARTER)),
}

_LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
UNBREAKABLE = re.compile(
    "——|……"
    rf"|[-+]?[{_LATIN}]+(?:(?:[-.:/@&+_~=?#'’%]+|(?<=\d),(?=\d)|(?<=\d)[—～〜–](?=\d))"
    rf"[{_LATIN}]+)*"
)
"""What may not be broken: paired dashes and ellipses, Latin words, figures."""

LATIN_QUOTE = re.compile(rf"(?<=[{_LATIN}])[‘’](?=[{_LATIN}])")
LATIN_DOT = re.compile(rf"(?<=[{_LATIN}])·(?=[{_LATIN}])")
DASH_PAIR = re.compile("——")
RUN_SEAMS = frozenset("/.@-_?&=:#~+")
"""After these an over-long address may be broken."""


def is_mark(char: str) -> bool:
    """Tell a punctuation mark or space from a character that is read."""
    return char in NO_START or char in NO_END or char in SPACES or char == "\n"
