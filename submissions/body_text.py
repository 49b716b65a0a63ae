"""Read the plain text of the form: lines, ``## `` subheads, ``**strong**`` words.

The form's editor writes the same marks (``static/submissions/markup.js``), so that the
field means the same with and without JavaScript.
"""

from __future__ import annotations

import re

from press.copy.model import Block, BlockKind, Run, RunStyle

LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
SUBHEAD = re.compile(r"#{1,6}(?:[ \u3000]+|$)")
# Tab becomes a space; what cannot be seen and is no part of a character goes.
CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)


def blocks_from_body(text: str) -> tuple[Block, ...]:
    """Return a block for every line that says something."""
    lines = (CONTROL.sub("", line).strip() for line in LINE_END.split(text))
    blocks = (_block(line) for line in lines if line)
    said = (block for block in blocks if block[1])
    return tuple(
        Block(id=f"b{number}", kind=kind, runs=runs)
        for number, (kind, runs) in enumerate(said, start=1)
    )


def _block(line: str) -> tuple[BlockKind, tuple[Run, ...]]:
    mark = SUBHEAD.match(line)
    if mark:
        words = STRONG.sub(r"\1", line[mark.end() :]).strip()
        return BlockKind.SUBHEAD, (Run(words),) if words else ()
    return BlockKind.PARAGRAPH, _runs(line.replace("\t", " "))


def _runs(line: str) -> tuple[Run, ...]:
    parts = STRONG.split(line)
    styles = (RunStyle.PLAIN, RunStyle.STRONG)
    return tuple(
        Run(part, styles[place % 2]) for place, part in enumerate(parts) if part
    )
