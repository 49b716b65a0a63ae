"""Read and write the text of forms: lines, ``## `` subheads, ``**strong**`` words.

The form's editor writes the same marks (``static/submissions/markup.js``), so that the
field means the same with and without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.copy.identity import number_blocks, reconcile_ids
from press.copy.model import Block, BlockKind, Run, RunStyle
from press.copy.runs import INDENTS, joined_runs, tidy_runs

LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
SUBHEAD = re.compile(r"#{1,6}(?:[ \u3000]+|$)")
# Controls, zero-width characters and direction overrides; no part of any word.
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)
# Line ends and tabs become one space: no field can begin a new mail header.
BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Nothing that cannot be seen stands in a line; zero-width joiners neither.
UNSEEN_IN_LINE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# Stands for a line feed inside a block (a list, a verse), which has one line here.
FEED = "⏎"
PLAIN_KINDS = (BlockKind.PARAGRAPH, BlockKind.SUBHEAD)


def one_line(text: str) -> str:
    """Return text as one line without characters that cannot be seen."""
    return UNSEEN_IN_LINE.sub("", BREAKS.sub(" ", text)).strip()


def blocks_from_body(text: str) -> tuple[Block, ...]:
    """Return a block for every line that says something."""
    lines = (UNSEEN.sub("", line).strip(INDENTS) for line in LINE_END.split(text))
    parts = (_part(line) for line in lines if line)
    return number_blocks((kind, runs) for kind, runs in parts if runs)


def body_from_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks as the text ``blocks_from_body`` reads, a blank line between.

    What the marks cannot say (an editor's note, a verse, kai) is left to
    ``edited_blocks``.
    """
    return "\n\n".join(line for block in blocks if (line := _line(block)))


def edited_blocks(before: Sequence[Block], body: str) -> tuple[Block, ...]:
    """Return the blocks a text stands for that was written from ``before`` and edited.

    Ids stay with their text.  A block whose line nobody touched stays as it was, dress
    included; one that was edited keeps its kind unless it became a subhead.
    """
    old = {block.id: block for block in before}
    shown = {block.id: seen for block in before if (seen := _as_shown(block))}
    stand_ins = [shown.get(block.id, block) for block in before]
    new = reconcile_ids(stand_ins, blocks_from_body(body))
    return tuple(_dressed(block, old, shown) for block in new)


def _as_shown(block: Block) -> Block | None:
    read = blocks_from_body(_line(block))
    return replace(read[0], id=block.id) if read else None


def _dressed(block: Block, old: dict[str, Block], shown: dict[str, Block]) -> Block:
    if block == shown.get(block.id):
        return old[block.id]
    kept = old.get(block.id)
    if kept is None or kept.kind in PLAIN_KINDS or block.kind is BlockKind.SUBHEAD:
        return replace(block, runs=_with_feeds(block, ""))
    return replace(block, kind=kept.kind, runs=_with_feeds(block, "\n"))


def _with_feeds(block: Block, feed: str) -> tuple[Run, ...]:
    return joined_runs(replace(r, text=r.text.replace(FEED, feed)) for r in block.runs)


def _line(block: Block) -> str:
    if block.kind is BlockKind.SUBHEAD:
        return f"## {_one_line(block.text)}"
    styled = (
        replace(run, style=RunStyle.PLAIN) if run.style is RunStyle.KAI else run
        for run in block.runs
    )
    return "".join(map(_marked, joined_runs(styled)))


def _marked(run: Run) -> str:
    words = _one_line(run.text)
    core = words.strip()
    if run.style is not RunStyle.STRONG or not core:
        return words
    before, after = words.split(core, 1) if core else ("", "")
    return f"{before}**{core}**{after}"


def _one_line(words: str) -> str:
    return LINE_END.sub(FEED, words)


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
