"""The 电头 of a piece: ``本报讯(通讯员王小明)`` at the head of its first paragraph."""

from __future__ import annotations

import re
from dataclasses import replace

from press.copy.model import Block, BlockKind, Copy, Run
from press.copy.runs import joined_runs

_PAPER = (
    r"(?:本报|本刊|本网|新华社|[\u4e00-\u9fff]{1,8}?"
    r"(?:日报|晚报|早报|时报|商报|导刊|通讯社|网))"
)
_PLACE = r"(?:[\u4e00-\u9fff]{2,6}?)?(?:\d{1,2}月\d{1,2}日)?"
_NAMES = r"[ \u3000]?(?:\([^()（）。]{1,80}\)|（[^()（）。]{1,80}）)"
_DATELINE = re.compile(
    rf"\s*{_PAPER}{_PLACE}[讯电](?:{_NAMES}[ \u3000]*|[ \u3000]+)"
    rf"|\s*本报讯"
)
"""Paper, place, day, 讯 or 电, and people in brackets or a space.

Without brackets or a space only 本报讯 is certain: 新华社电 may begin a sentence.
"""


def split_dateline(text: str) -> tuple[str, str]:
    """Split a paragraph into its dateline and the rest; joined they are the text."""
    match = _DATELINE.match(text)
    end = match.end() if match else 0
    return text[:end], text[end:]


def lift_dateline(copy: Copy) -> Copy:
    """Move the dateline of the first paragraph to its own field, if it has one."""
    for at, block in enumerate(copy.blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        dateline, rest = split_dateline(block.text)
        if copy.dateline or not dateline or not rest.strip():
            return copy
        lifted = replace(block, runs=_without_head(block, len(dateline)))
        blocks = (*copy.blocks[:at], lifted, *copy.blocks[at + 1 :])
        return replace(copy, dateline=dateline, blocks=blocks)
    return copy


def _without_head(block: Block, length: int) -> tuple[Run, ...]:
    runs = []
    for run in block.runs:
        runs.append(Run(run.text[length:], run.style))
        length = max(0, length - len(run.text))
    return joined_runs(runs)
