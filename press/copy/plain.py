"""Plain text ⇄ blocks: one line is a paragraph."""

from __future__ import annotations

import re

from press.copy.identity import number_blocks
from press.copy.model import Block, BlockKind, Copy
from press.copy.runs import INDENTS, plain_runs

SUBHEAD_MARK = "## "
LONGEST_SUBHEAD = 24  # characters
SHORTEST_NEIGHBOUR = 30  # characters of the paragraphs round a 小标题
SHORTEST_SENTENCE = 12  # characters of such a paragraph that is one whole sentence
MOST_SUBHEAD_LINES = 2

_SENTENCE_END = re.compile("[。！？]")
_CLOSED = "。！？；：，、…,.;:!?)）"
_NO_SUBHEAD = re.compile(
    r"^[□■◎▶►△▲(（#\d]|^本报|^——|(?:摄|供图|提供)$|^图片|^投稿|^责任编辑|[@:：]"
)
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff]")


def blocks_from_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text; blank lines and indents are dropped.

    A line is a 小标题 when it begins with ``##``, or when it is short, ends openly and
    stands, alone or as one of two, between paragraphs.
    """
    clean = _DROPPED.sub("", text)
    lines = [kept for line in clean.splitlines() if (kept := line.strip(INDENTS))]
    return number_blocks(
        (BlockKind.SUBHEAD, plain_runs(line.removeprefix(SUBHEAD_MARK).strip(INDENTS)))
        if _is_subhead(lines, at)
        else (BlockKind.PARAGRAPH, plain_runs(line))
        for at, line in enumerate(lines)
    )


def blocks_to_plain(blocks: tuple[Block, ...]) -> str:
    """Return blocks as lines; a 小标题 is marked so that it can be read back."""
    return "\n".join(
        SUBHEAD_MARK + block.text if block.kind is BlockKind.SUBHEAD else block.text
        for block in blocks
    )


def copy_to_plain(copy: Copy) -> str:
    """Return a whole piece as plain text in reading order."""
    body = "\n".join(block.text for block in copy.blocks)
    head = (copy.kicker, copy.headline, copy.deck, copy.byline)
    photos = (
        " ".join(filter(None, (picture.caption, picture.credit)))
        for picture in copy.pictures
    )
    return "\n".join(filter(None, (*head, copy.dateline + body, *photos)))


def _is_subhead(lines: list[str], at: int) -> bool:
    line = lines[at]
    if line.startswith(SUBHEAD_MARK) and len(line) > len(SUBHEAD_MARK):
        return True
    if not _looks_open(line):
        return False
    first = last = at
    if _looks_open(lines[max(0, at - 1)]):
        first = max(0, at - 1)
    elif _looks_open(lines[min(len(lines) - 1, at + 1)]):
        last = at + 1
    if last - first >= MOST_SUBHEAD_LINES or not 0 < first <= last < len(lines) - 1:
        return False
    return _is_paragraph(lines[first - 1]) and _is_paragraph(lines[last + 1])


def _is_paragraph(line: str) -> bool:
    """Tell whether a line is long or whole enough to have a 小标题 beside it."""
    # Behind its last sentence a name may stand.
    ended = _SENTENCE_END.search(line) or line.endswith("……")
    whole = len(line) >= SHORTEST_SENTENCE and bool(ended)
    return whole or len(line) >= SHORTEST_NEIGHBOUR or line.startswith(SUBHEAD_MARK)


def _looks_open(line: str) -> bool:
    short = 2 <= len(line) <= LONGEST_SUBHEAD
    return short and line[-1] not in _CLOSED and not _NO_SUBHEAD.search(line)
