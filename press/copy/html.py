"""HTML ⇄ blocks.  What comes in is hostile; what goes out is a small fixed subset.

nh3 parses as a browser does and drops scripts, styles, comments (Word's conditional
ones too) and every tag we have no use for; only then are the events read.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

import nh3

from press.copy.html_reader import MARKED_KINDS, BlockReader
from press.copy.identity import number_blocks, reconcile_ids
from press.copy.model import Block, BlockKind, Run, RunStyle
from press.copy.taming import tamed

__all__ = ["blocks_from_html", "blocks_to_html", "reconcile_ids"]

CELL_SPACE = "\u3000"  # between the cells of a table row

_BLOCK_TAGS = {"p", "div", "br", "hr", "pre", "blockquote", "center", "address"}
_HEADING_TAGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LIST_TAGS = {"ul", "ol", "li", "dl", "dt", "dd"}
_TABLE_TAGS = {"table", "tr", "td", "th", "caption"}
_SECTION_TAGS = {"section", "article", "header", "footer", "main", "aside", "figure"}
_INLINE_TAGS = {"strong", "b", "em", "i", "span"}
_TAGS = {"figcaption"}.union(
    _BLOCK_TAGS, _HEADING_TAGS, _LIST_TAGS, _TABLE_TAGS, _SECTION_TAGS, _INLINE_TAGS
)
_DROPPED_WHOLE = {
    *("script", "style", "title", "noscript", "template", "iframe", "noframes"),
    *("textarea", "select", "option", "button", "svg", "math", "canvas", "xml"),
    *("object", "applet", "audio", "video", "noembed"),
}
_ATTRIBUTES = {"p": {"class"}, "span": {"style"}}

_RUN_TAGS = {RunStyle.STRONG: "strong", RunStyle.KAI: "em"}
_CLASSES = {kind: name for name, kind in MARKED_KINDS.items()}


def blocks_from_html(html: str) -> tuple[Block, ...]:
    """Return the blocks of a piece of HTML; never raises, whatever comes in.

    Emphasis is kept, headings and short paragraphs that are bold throughout become
    小标题, a table becomes lines of cells, all other dress is dropped.
    """
    text = html.encode("utf-8", "ignore").decode().replace("\x00", "")
    clean = nh3.clean(
        tamed(text),
        tags=_TAGS,
        clean_content_tags=_DROPPED_WHOLE,
        attributes=_ATTRIBUTES,
        link_rel=None,
    )
    reader = BlockReader()
    reader.feed(clean)
    reader.close()
    return number_blocks(reader.parts())


def blocks_to_html(blocks: tuple[Block, ...]) -> str:
    """Return blocks as HTML of p, h3, strong, em, br, ul and table only."""
    return "\n".join(_block_html(block) for block in blocks)


def _block_html(block: Block) -> str:
    if block.kind is BlockKind.SUBHEAD:
        return f"<h3>{_runs_html(block.runs)}</h3>"
    if block.kind is BlockKind.LIST:
        items = (f"<li>{_runs_html(line)}</li>" for line in _lines(block.runs))
        return f"<ul>{''.join(items)}</ul>"
    if block.kind is BlockKind.TABLE:
        return f"<table>{''.join(map(_row_html, block.text.splitlines()))}</table>"
    name = _CLASSES.get(block.kind)
    start = f'<p class="{name}">' if name else "<p>"
    return f"{start}{_runs_html(block.runs)}</p>"


def _row_html(row: str) -> str:
    cells = (f"<td>{escape(cell)}</td>" for cell in row.split(CELL_SPACE))
    return f"<tr>{''.join(cells)}</tr>"


def _lines(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """Split runs at line feeds."""
    pieces = [(part, run.style) for run in runs for part in _parted(run.text)]
    return [
        tuple(Run(text, style) for text, style in group)
        for feed, group in groupby(pieces, key=lambda piece: piece[0] == "\n")
        if not feed
    ]


def _parted(text: str) -> list[str]:
    """Split a text into lines and the line feeds between them."""
    lines = text.split("\n")
    parts = [part for line in lines for part in ("\n", line)][1:]
    return [part for part in parts if part]


def _runs_html(runs: tuple[Run, ...]) -> str:
    return "".join(map(_run_html, runs))


def _run_html(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    tag = _RUN_TAGS.get(run.style)
    return f"<{tag}>{text}</{tag}>" if tag else text
