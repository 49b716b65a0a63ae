"""Turn copy into styled paragraphs: what is set as what."""

from __future__ import annotations

from collections.abc import Iterator

from press.copy.model import Block, BlockKind, Copy, Run, RunStyle
from press.typesetting.model import StyledParagraph, TextStyle
from press.typesetting.sheets import HOUSE, StyleSheet

BLOCK_STYLES = {
    BlockKind.PARAGRAPH: "body",
    BlockKind.LIST: "body",
    BlockKind.SUBHEAD: "subhead",
    BlockKind.SUMMARY: "summary",
    BlockKind.EDITORS_NOTE: "editors_note",
    BlockKind.VERSE: "verse",
    BlockKind.TABLE: "table",
}


def body_paragraphs(
    copy: Copy, sheet: StyleSheet = HOUSE
) -> tuple[StyledParagraph, ...]:
    """Return the body of a piece, the dateline run in at its first paragraph.

    A line feed inside a block (list, table, verse) begins a new paragraph of the same
    block; no other character is lost.
    """
    return tuple(_paragraphs(copy, sheet))


def caption_paragraphs(
    caption: str, credit: str, sheet: StyleSheet = HOUSE
) -> tuple[StyledParagraph, ...]:
    """Return the words under a photograph; empty ones are left out."""
    pairs = ((sheet.caption, caption), (sheet.credit, credit))
    return tuple(plain_paragraph(style, text) for style, text in pairs if text)


def plain_paragraph(style: TextStyle, text: str) -> StyledParagraph:
    """Return a paragraph of one run."""
    return StyledParagraph(style, (Run(text),))


def _paragraphs(copy: Copy, sheet: StyleSheet) -> Iterator[StyledParagraph]:
    dateline = copy.dateline
    first = next((b.id for b in copy.blocks if b.kind is BlockKind.PARAGRAPH), None)
    if dateline and first is None:
        yield StyledParagraph(sheet.body, (Run(dateline, RunStyle.STRONG),))
    for block in copy.blocks:
        runs = block.runs
        if dateline and block.id == first:
            runs = (Run(dateline, RunStyle.STRONG), *runs)
            dateline = ""
        yield from _set_block(block, runs, sheet)


def _set_block(
    block: Block, runs: tuple[Run, ...], sheet: StyleSheet
) -> Iterator[StyledParagraph]:
    style: TextStyle = getattr(sheet, BLOCK_STYLES[block.kind])
    for line in split_runs(runs):
        yield StyledParagraph(style, line, block.id)


def split_runs(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """Split runs at line feeds; lines without a character are left out."""
    line: list[Run] = []
    for run in runs:
        head, *rest = run.text.split("\n")
        if head:
            line.append(Run(head, run.style))
        for text in rest:
            if line:
                yield tuple(line)
            line = [Run(text, run.style)] if text else []
    if line:
        yield tuple(line)
