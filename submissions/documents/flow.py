"""What a document holds, in reading order, before it becomes blocks and pictures.

Every reader of a rich format (docx, rtf) fills a flow; one place makes blocks of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from press.copy.html_reader import LONGEST_BOLD_SUBHEAD, NO_SUBHEAD_ENDS
from press.copy.identity import number_blocks
from press.copy.model import Block, BlockKind, Run, RunStyle
from press.copy.runs import joined_runs, plain_runs, tidy_runs
from submissions.documents.limits import MAX_BLOCKS
from submissions.documents.model import DocumentPicture

CELL_SPACE = "\u3000"
LONGEST_HEADING = 60  # characters; longer ones are paragraphs in a heading's dress
LONGEST_CAPTION = 160
MOSTLY = 0.5

_CAPTION = re.compile(
    r"^\s*(?:[▲△▼▽◀▶←→↑↓■●]|[上下左右前后]?图(?:[为：:一二三四五六七八九十\d①-⑳]|片|中|\s)|照片)"
    r"|(?:摄影?|供图|提供|制图|绘)\s*[)）]?\s*[。.]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as its format describes it."""

    runs: tuple[Run, ...]
    heading: bool = False
    centred: bool = False
    bullet: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PictureMark:
    """Where a picture stands; ``key`` finds its bytes in the file."""

    key: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table as text."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Insert:
    """A file within the file that is part of the text (altChunk)."""

    key: str


Item = Paragraph | PictureMark | Rows | Insert
Cell = list[Item]
Part = tuple[BlockKind, tuple[Run, ...]]


def paragraph(runs: Sequence[Run], *, label: str = "", **dress: bool) -> list[Item]:
    """Return a paragraph with its number before it, or nothing if it says nothing."""
    tidy = tidy_runs(runs) if runs else ()
    if not tidy:
        return []
    head = (Run(label, tidy[0].style),) if label else ()
    return [Paragraph(joined_runs((*head, *tidy)), **dress)]


def looks_like_caption(item: Item) -> bool:
    """Tell whether a paragraph under a picture speaks of the picture."""
    if not isinstance(item, Paragraph) or item.heading:
        return False
    text = item.text
    short = len(text) <= LONGEST_CAPTION
    return short and bool(item.centred or _CAPTION.search(text))


def table_items(rows: Sequence[Sequence[Cell]]) -> list[Item]:
    """Return what a table says: rows of text, or plain items where it only frames."""
    rows = [row for row in rows if any(row)]
    if max(map(len, rows), default=0) <= 1:
        return captioned([item for row in rows for cell in row for item in cell])
    marked = _with_captions(rows)
    pictures = [one for row in marked for cell in row for one in cell if _is_mark(one)]
    texts = [one for row in marked for cell in row for one in cell if not _is_mark(one)]
    if pictures and all(map(_is_short, texts)):
        return [item for row in marked for cell in row for item in cell]
    lines = (CELL_SPACE.join(map(cell_text, row)) for row in marked)
    full = tuple(line for line in lines if line.strip(CELL_SPACE))
    return [*pictures, *((Rows(full),) if full else ())]


def captioned(items: Sequence[Item]) -> list[Item]:
    """Return items with each picture knowing the caption that stands under it."""
    found: list[Item] = list(items)
    for at, item in enumerate(found):
        if isinstance(item, PictureMark) and not item.caption:
            under = next((one for one in found[at + 1 :] if not _is_mark(one)), None)
            if isinstance(under, Paragraph) and looks_like_caption(under):
                found[at] = replace(item, caption=under.text)
    return found


def _with_captions(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Look for captions in a picture's own cell, then in the cell under it."""
    made = [[captioned(cell) for cell in row] for row in rows]
    for row, below in pairwise(made):
        for cell, under in zip(row, below, strict=False):
            first = next(iter(under), None)
            if not isinstance(first, Paragraph) or len(first.text) > LONGEST_CAPTION:
                continue
            marks = [one for one in cell if isinstance(one, PictureMark)]
            if len(marks) == len(cell):
                cell[:] = [replace(one, caption=first.text) for one in marks]
    return made


def cell_text(cell: Iterable[Item]) -> str:
    """Return the text of a table's cell on one line."""
    texts: list[str] = []
    for item in cell:
        if isinstance(item, Paragraph):
            texts.append(item.text)
        elif isinstance(item, Rows):
            texts += [line.replace(CELL_SPACE, " ") for line in item.lines]
    return " ".join(texts).strip()


def _is_mark(item: Item) -> bool:
    return isinstance(item, PictureMark)


def _is_short(item: Item) -> bool:
    return isinstance(item, Paragraph) and len(item.text) <= LONGEST_CAPTION


@dataclass(slots=True)
class Assembly:
    """Blocks and pictures in the making."""

    parts: list[Part] = field(default_factory=list)
    pictures: list[DocumentPicture] = field(default_factory=list)
    bullets_open: bool = False


Assembled = tuple[tuple[Block, ...], tuple[DocumentPicture, ...]]
PictureSource = Callable[[PictureMark, int], DocumentPicture | None]
InsertSource = Callable[[Insert], Iterable[Block]]


def assemble(
    items: Iterable[Item], *, picture: PictureSource, insert: InsertSource
) -> Assembled:
    """Return the blocks of a flow, and its pictures with their places among them."""
    made = Assembly()
    flow = captioned(list(items))
    plain_kai = _is_mostly_kai(flow)
    for item in flow[:MAX_BLOCKS]:
        if isinstance(item, PictureMark):
            if (found := picture(item, len(made.parts))) is not None:
                made.pictures.append(found)
        elif isinstance(item, Rows):
            made.parts.append((BlockKind.TABLE, plain_runs("\n".join(item.lines))))
        elif isinstance(item, Insert):
            made.parts += [(block.kind, block.runs) for block in insert(item)]
        else:
            _add_paragraph(made, _without_kai(item) if plain_kai else item)
        made.bullets_open = isinstance(item, Paragraph) and item.bullet
    return number_blocks(made.parts), tuple(made.pictures)


def _add_paragraph(made: Assembly, item: Paragraph) -> None:
    if item.bullet and made.bullets_open:
        _, runs = made.parts.pop()
        made.parts.append((BlockKind.LIST, joined_runs((*runs, Run("\n"), *item.runs))))
    elif item.bullet:
        made.parts.append((BlockKind.LIST, item.runs))
    else:
        made.parts.append(_judged(item))


def _judged(item: Paragraph) -> Part:
    """Take headings, and short paragraphs that are bold throughout, for 小标题."""
    text = item.text
    bold = all(run.style is RunStyle.STRONG for run in item.runs)
    short = len(text) <= LONGEST_BOLD_SUBHEAD and text[-1] not in NO_SUBHEAD_ENDS
    if (item.heading and len(text) <= LONGEST_HEADING) or (bold and short):
        return BlockKind.SUBHEAD, plain_runs(text)
    return BlockKind.PARAGRAPH, item.runs


def _is_mostly_kai(items: Iterable[Item]) -> bool:
    """Tell whether 楷体 is the dress of the whole text and so means nothing."""
    runs = [run for item in items if isinstance(item, Paragraph) for run in item.runs]
    kai = sum(len(run.text) for run in runs if run.style is RunStyle.KAI)
    return kai > MOSTLY * sum(len(run.text) for run in runs)


def _without_kai(item: Paragraph) -> Paragraph:
    plain = (
        Run(run.text) if run.style is RunStyle.KAI else run  # bold stays bold
        for run in item.runs
    )
    return replace(item, runs=joined_runs(plain))
