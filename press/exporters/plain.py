"""The text of a story in order, part by part, as text files and documents write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from press.copy.model import BlockKind, Copy, Run
from press.exporters.snapshot import PageSnapshot, StorySnapshot, picture_stem


class Part(StrEnum):
    """The parts of a story; the values are the desks' own words and style names."""

    KICKER = "引题"
    HEADLINE = "主题"
    DECK = "副题"
    BYLINE = "署名"
    BODY = "正文"
    SUBHEAD = "小标题"
    SUMMARY = "提要"
    EDITORS_NOTE = "编者按"
    CAPTION = "图说"


PART_OF = {
    BlockKind.SUBHEAD: Part.SUBHEAD,
    BlockKind.SUMMARY: Part.SUMMARY,
    BlockKind.EDITORS_NOTE: Part.EDITORS_NOTE,
}
WITH_DATELINE = (BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.VERSE)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a story and the part it belongs to."""

    part: Part
    runs: tuple[Run, ...]
    note: str = ""  # of captions: the file that the picture is in

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def passages(page: PageSnapshot, story: StorySnapshot) -> Iterator[Passage]:
    """Yield the story's paragraphs in reading order; empty parts are left out."""
    yield from _head(story.copy)
    yield from _body(story.copy)
    for order, picture in enumerate(story.pictures, 1):
        words = "\u3000".join(w for w in (picture.caption, picture.credit) if w)
        name = f"{picture_stem(page, story, order)}.tif"
        yield Passage(Part.CAPTION, (Run(words),), name)


def _head(copy: Copy) -> Iterator[Passage]:
    for part, text in (
        (Part.KICKER, copy.kicker),
        (Part.HEADLINE, copy.headline),
        (Part.DECK, copy.deck),
        (Part.BYLINE, copy.byline),
    ):
        if text:
            yield Passage(part, (Run(text),))


def _body(copy: Copy) -> Iterator[Passage]:
    """Yield the blocks; the dateline opens the first paragraph, as it is printed."""
    dateline = copy.dateline
    for block in copy.blocks:
        runs = block.runs
        if dateline and block.kind in WITH_DATELINE:
            runs, dateline = (Run(dateline), *runs), ""
        yield Passage(PART_OF.get(block.kind, Part.BODY), runs)
    if dateline:
        yield Passage(Part.BODY, (Run(dateline),))


def characters(copy: Copy) -> int:
    """Count the characters of the body, spaces left out."""
    return sum(len("".join(block.text.split())) for block in copy.blocks)
