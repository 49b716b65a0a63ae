"""Plain bodies: lines that a mail program broke are joined to paragraphs again."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

MOST_LINES = 20_001  # one more than are used, so that a cut is seen
SIGNATURE_MARK = "-- "
WIDEST_WRAP = 100  # columns; what is wider was not broken by a program
NARROWEST_WRAP = 56  # columns; what is narrower is verse, a list, an address
SLACK = 4  # columns left empty at the end of a full line of Chinese
LONGEST_WORD = 14  # columns left empty at the end of a full line of English
LEAST_FULL = 0.6  # share of full lines among those that are not the last

_QUOTE = re.compile(r"^>[> ]*")
_NEW_PARAGRAPH = re.compile(
    r"^(?:[ \t\u3000\u00a0]|[-*•·●■◆□]|\d{1,2}[.、)]|>|--"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)"
)
_CLOSED = "。！？”’…；：.!?:"
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
        if _goes_on(before, line, room=measure - widths[at - 1]):
            glue = "" if _CJK.match(before[-1]) or _CJK.match(line[0]) else " "
            joined[-1] += glue + line
        else:
            joined.append(line)
    return joined


def _measure(lines: list[str], widths: list[int]) -> int:
    """Return the width the text was wrapped at, 0 if it was not.

    Wrapped text has several full lines, and most of them end in mid-sentence.
    """
    prose = [
        (line, width)
        for line, width in zip(lines, widths, strict=True)
        if "://" not in line and not line.startswith(">")
    ]
    widest = max((width for _, width in prose), default=0)
    if not NARROWEST_WRAP <= widest <= WIDEST_WRAP:
        return 0
    followed = [
        (ln, width) for (ln, width), (after, _) in pairwise(prose) if ln and after
    ]
    full = [ln for ln, width in followed if widest - width <= _slack(ln)]
    open_ended = sum(line[-1] not in _CLOSED for line in full)
    wrapped = len(full) >= 3 and len(full) >= LEAST_FULL * len(followed)
    return widest if wrapped and 2 * open_ended > len(full) else 0


def _slack(line: str) -> int:
    return SLACK if _CJK.match(line[-1]) or _CJK.match(line[0]) else LONGEST_WORD


def _goes_on(before: str, line: str, *, room: int) -> bool:
    """Tell whether a line is the rest of the one before, which left some room."""
    if not before or not line or before.startswith(">") or _NEW_PARAGRAPH.match(line):
        return False
    if _CJK.match(line[0]) or _CJK.match(before[-1]):
        return room <= SLACK
    return room <= _width(line.split(maxsplit=1)[0]) + 1


def _width(line: str) -> int:
    """Return the columns of a line; what is far too wide is not measured."""
    if line.isascii() or len(line) > 400:
        return len(line)
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line)
