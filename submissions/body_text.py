"""Read the plain text of the form: lines, ``## `` subheads, ``**strong**`` words.

The form's editor writes the same marks (``static/submissions/markup.js``), so that the
field means the same with and without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.copy.identity import number_blocks
from press.copy.model import Block, BlockKind, Run, RunStyle
from press.copy.runs import INDENTS, tidy_runs

LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
SUBHEAD = re.compile(r"#{1,6}(?:[ \u3000]+|$)")
# Controls, zero-width characters and direction overrides; no part of any word.
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)


def blocks_from_body(text: str) -> tuple[Block, ...]:
    """Return a block for every line that says something."""
    lines = (UNSEEN.sub("", line).strip(INDENTS) for line in LINE_END.split(text))
    parts = (_part(line) for line in lines if line)
    return number_blocks((kind, runs) for kind, runs in parts if runs)


def _part(line: str) -> tuple[BlockKind, tuple[Run, ...]]:
    mark = SUBHEAD.match(line)
    if mark:
        words = STRONG.sub(r"\1", line[mark.end() :])
        return BlockKind.SUBHEAD, tidy_runs([Run(words)])
    return BlockKind.PARAGRAPH, tidy_runs(_runs(line))


def _runs(line: str) -> Iterator[Run]:
    styles = (RunStyle.PLAIN, RunStyle.STRONG)
    for place, words in enumerate(STRONG.split(line)):
        yield Run(words, styles[place % 2])
