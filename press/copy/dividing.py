"""The text of a printed page or issue → its pieces; a proposal, never a decision.

A page's text names its pages in folio lines (``第02版：要闻``) and strings its pieces
together: a stack of short lines, then paragraphs.  What is not clear is left together:
a person joins and splits what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

DIGITS = "〇一二三四五六七八九"
MOST_PAGE = 99
SHORT = 32  # characters; a longer line is no line of a headline
STACK = 4  # kicker, headline of two lines, deck
LONG = 30  # characters, from which on a line is text

FOLIO = re.compile(
    r"^[【\[（(]?\s*(?:第\s*)?([A-D]?\d{1,2}|[一二三四五六七八九十]{1,3})\s*版"
    r"\s*[】\])）]?\s*[:：·・|]?\s*(.{0,12})$"
)
IN_NAME = re.compile(
    r"(?:第\s*)?(?<!\d)([A-D]?\d{1,2}|[一二三四五六七八九十]{1,3})\s*版"
)
ENDS = "。！？…”」』）)；;：:，,、"
OPENS = re.compile(r"^[\s\u3000]*(?:本报讯|本报.{1,6}讯|新华社|中新社|据)")
BYLINE = re.compile(
    r"^[\s\u3000]*[■□●▲◆]?\s*(?:本报|本刊|特约)?(?:记者|通讯员|特约通讯员|作者|文|文/图)"
    r"[\s\u3000:：/]"
)
SIGNED = re.compile(r"[（(](?:[\u4e00-\u9fff·]{2,4}[\s\u3000、]?){1,4}[）)]$")
MARK = re.compile(
    r"^【(引题|主题|副题|署名|正文|小标题|提要|编者按|图说)】(?:（.*）)?$"
)


@dataclass(slots=True)
class FoundPiece:
    """A piece as it was found: its head still together with its body, or marked."""

    page: int
    page_label: str = ""
    lines: list[str] = field(default_factory=list)
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""

    @property
    def is_marked(self) -> bool:
        """Tell whether the text itself said what its parts are."""
        return bool(self.headline)


def divide(lines: Sequence[str], *, page: int = 1, label: str = "") -> list[FoundPiece]:
    """Return the pieces of a text in their order; ``page`` is the first one's page.

    An empty line stands for one that was empty in the file.
    """
    pages = list(_pages(lines, page, label))
    return [
        piece
        for number, name, own in pages
        for piece in (
            _marked(own, number, name)
            if any(MARK.match(line.strip()) for line in own)
            else _unmarked(own, number, name)
        )
        if piece.lines or piece.headline
    ]


def page_in_name(name: str) -> int | None:
    """Return the page that a file is called after: ``2026-03-02 第2版.docx``."""
    found = IN_NAME.search(name)
    return _number(found[1]) if found else None


def _pages(
    lines: Iterable[str], page: int, label: str
) -> Iterator[tuple[int, str, list[str]]]:
    own: list[str] = []
    for line in lines:
        found = FOLIO.match(line.strip())
        number = _number(found[1]) if found else None
        if found is None or number is None:
            own.append(line)
            continue
        yield page, label, own
        page, label, own = number, found[2].strip(), []
    yield page, label, own


def _marked(lines: Sequence[str], page: int, label: str) -> Iterator[FoundPiece]:
    """Yield pieces of a text in which every part stands under its mark."""
    piece, part = FoundPiece(page, label), ""
    names = {"引题": "kicker", "主题": "headline", "副题": "deck", "署名": "byline"}
    for raw in lines:
        line = raw.strip(" \u3000")
        mark = MARK.match(line)
        if mark:
            begins = mark[1] == "引题" or (mark[1] == "主题" and piece.headline)
            if begins and (piece.headline or piece.lines):
                yield piece
                piece = FoundPiece(page, label)
            part = mark[1]
        elif line and part in names:
            stands = getattr(piece, names[part])
            setattr(piece, names[part], f"{stands} {line}".strip())
        elif line and part == "小标题":
            piece.lines.append(f"## {line}")
        elif line and part != "图说":
            piece.lines.append(line)
    yield piece


def _unmarked(lines: Sequence[str], page: int, label: str) -> Iterator[FoundPiece]:
    """Yield pieces at each stack of short lines that opens a new one."""
    piece = FoundPiece(page, label)
    at = 0
    while at < len(lines):
        stack = _stack(lines, at)
        if stack and _opens(lines, at, stack, piece):
            if piece.lines:
                yield piece
            piece = FoundPiece(page, label)
            piece.lines += [lines[n].strip(" \u3000") for n in stack]
            at = stack[-1] + 1
            continue
        line = lines[at].strip(" \u3000")
        if line:
            piece.lines.append(line)
        at += 1
    yield piece


def _stack(lines: Sequence[str], at: int) -> list[int]:
    """Return the places of the short lines that begin here, before a paragraph."""
    found: list[int] = []
    for number in range(at, min(len(lines), at + STACK + 3)):
        line = lines[number].strip(" \u3000")
        if not line:
            if found:
                continue  # a blank between headline and text
            return []
        if not _is_short(line) and not BYLINE.match(line):
            return found if len(line) >= LONG or OPENS.match(line) else []
        found.append(number)
        if len(found) > STACK + 1:
            return []
    return []


def _opens(
    lines: Sequence[str], at: int, stack: Sequence[int], before: FoundPiece
) -> bool:
    """Tell a headline from a small heading between paragraphs."""
    if not any(len(line) >= LONG for line in before.lines):
        return not before.lines
    texts = [lines[n].strip(" \u3000") for n in stack]
    following = next(
        (line for line in lines[stack[-1] + 1 :] if line.strip(" \u3000")), ""
    )
    return (
        len(stack) > 1
        or any(BYLINE.match(text) for text in texts)
        or OPENS.match(following) is not None
        or SIGNED.search(before.lines[-1]) is not None
        or (at > 1 and not any(line.strip(" \u3000") for line in lines[at - 2 : at]))
    )


def _is_short(line: str) -> bool:
    return len(line) <= SHORT and line[-1] not in ENDS and OPENS.match(line) is None


def _number(written: str) -> int | None:
    """Return a page number; letters of sections (``A1``) are left out."""
    bare = written.lstrip("ABCD")
    if bare.isdecimal():
        number = int(bare)
    else:
        tens, has_ten, ones = bare.partition("十")
        number = 0
        if has_ten:
            number = 10 * (DIGITS.index(tens) if tens in DIGITS[1:] and tens else 1)
            number += DIGITS.index(ones) if ones and ones in DIGITS else 0
        elif bare in DIGITS:
            number = DIGITS.index(bare)
    return number if 1 <= number <= MOST_PAGE else None
