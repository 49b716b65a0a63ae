"""Plain bodies: lines that a mail program broke are joined to paragraphs again."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

MOST_LINES = 20_001  # one more than are used, so that a cut is seen
SIGNATURE_MARK = "-- "
WIDEST_WRAP = 100  # columns; what is wider was not broken by a program
NARROWEST_WRAP = 56  # columns; what is narrower is verse, a list, an address
SLACK = 3  # columns left empty at the end of a full line of Chinese

_QUOTE = re.compile(r"^>[> ]*")
_NEW_PARAGRAPH = re.compile(
    r"^(?:[ \t\u3000\u00a0]|[-*•·●■◆□]|\d{1,2}[.、)]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|>|--)"
)
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·]")


def paragraph_lines(
    text: str, *, flowed: bool = False, delsp: bool = False
) -> list[str]:
    """Return a plain body as lines, a paragraph one line as far as that can be told."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", MOST_LINES)
    lines = lines[:MOST_LINES]
    if flowed:
        return _unflowed(lines, delsp=delsp)
    return _unwrapped(
        [line.rstrip() if line != SIGNATURE_MARK else line for line in lines]
    )


def _unflowed(lines: list[str], *, delsp: bool) -> list[str]:
    """Join RFC 3676 lines: a space at the end says that the next one goes on."""
    joined: list[str] = []
    open_depth = -1
    for line in lines:
        marks = _QUOTE.match(line)
        depth = marks.group().count(">") if marks else 0
        text = line.lstrip(">") if marks else line
        text = text.removeprefix(" ") if depth or text.startswith(" ") else text
        flows = text.endswith(" ") and text != SIGNATURE_MARK
        kept = text[:-1] if flows and delsp else text
        if depth == open_depth and text != SIGNATURE_MARK:
            joined[-1] += kept
        else:
            joined.append("> " * depth + kept)
        open_depth = depth if flows else -1
    return joined


def _unwrapped(lines: list[str]) -> list[str]:
    """Join hard-wrapped lines, if the text is wrapped at one width."""
    widths = [_width(line) for line in lines]
    measure = _measure(lines, widths)
    if not measure:
        return lines
    joined = lines[:1]
    for at, (before, line) in enumerate(pairwise(lines), 1):
        if _goes_on(before, line, width=widths[at - 1], measure=measure):
            glue = "" if _CJK.match(before[-1:]) or _CJK.match(line[:1]) else " "
            joined[-1] += glue + line
        else:
            joined.append(line)
    return joined


def _measure(lines: list[str], widths: list[int]) -> int:
    """Return the width the text was wrapped at, 0 if it was not."""
    inside = [
        w for line, w in zip(lines, widths, strict=True) if " " in line or w < 200
    ]
    widest = max((w for w in inside if "://" not in lines[0]), default=0)
    if not NARROWEST_WRAP <= widest <= WIDEST_WRAP:
        return 0
    full = sum(width >= widest - 14 for width in inside)
    followed = sum(
        1
        for a, b in pairwise(zip(lines, widths, strict=True))
        if a[1] >= widest - 14 and b[0]
    )
    return widest if full >= 3 and followed >= 2 else 0


def _goes_on(before: str, line: str, *, width: int, measure: int) -> bool:
    """Tell whether a line is the rest of the one before."""
    if not before or not line or _NEW_PARAGRAPH.match(line) or before.startswith(">"):
        return False
    if _CJK.match(line[0]):
        return width >= measure - SLACK - (2 if _CJK.match(before[-1]) else 0)
    first = re.split(r"\s", line, maxsplit=1)[0]
    return width + 1 + _width(first) > measure - 1 and width >= measure // 2


def _width(line: str) -> int:
    """Return the columns of a line; what is far too wide is not measured."""
    if line.isascii() or len(line) > 400:
        return len(line)
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line)
