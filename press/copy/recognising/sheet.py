"""One text as lines, each of the body until a part of the story claims it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum

from press.copy.identity import number_blocks
from press.copy.model import Block, BlockKind, Run
from press.copy.runs import INDENTS, joined_runs

LONGEST_ASIDE = 300  # characters of a line that may be anything but body
MOST_ASIDES = 400  # lines from either end that may be anything but body
MOST_LINES = 3000  # lines that are looked at for captions between paragraphs

_SPACE = re.compile(r"[\s\u3000\u200b]+")


class Part(StrEnum):
    """What a line is, apart from body."""

    STACK = "stack"
    BYLINE = "byline"
    SECTION = "section"
    CAPTION = "caption"
    CARD = "card"
    LETTER = "letter"


@dataclass(slots=True)
class Line:
    """A line of a text; ``at`` is the number of its block there."""

    at: int
    kind: BlockKind
    runs: tuple[Run, ...]
    part: Part | None = None
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(run.text for run in self.runs)

    @property
    def is_words(self) -> bool:
        """Tell whether the line is a paragraph or subhead: only those are claimed."""
        return self.kind in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD)

    @property
    def is_short(self) -> bool:
        return self.is_words and len(self.text) <= LONGEST_ASIDE


@dataclass(slots=True)
class Sheet:
    """The lines of a text; ``cuttings`` were cut off lines for the letter."""

    lines: list[Line]
    cuttings: list[str] = field(default_factory=list)

    def unclaimed(self) -> list[Line]:
        return [line for line in self.lines if line.part is None]

    def of(self, *parts: Part) -> list[str]:
        return [line.text for line in self.lines if line.part in parts]

    def body(self) -> tuple[Block, ...]:
        """Return what no part claimed as blocks, numbered anew."""
        return number_blocks((line.kind, line.runs) for line in self.unclaimed())

    def letter(self) -> list[str]:
        """Return what is said to the desk, in order."""
        return [*self.of(Part.LETTER, Part.CARD), *self.cuttings]


def read_sheet(blocks: tuple[Block, ...]) -> Sheet:
    """Lay a text out in lines; a line feed inside a paragraph ends a line."""
    lines = []
    for at, block in enumerate(blocks):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD):
            parts = _split_runs(block.runs)
        else:
            parts = [block.runs]
        lines += [Line(at, block.kind, runs) for runs in parts if runs]
    return Sheet(lines)


def cut_line(line: Line, start: int, end: int) -> None:
    """Keep only the characters of a line from ``start`` to ``end``."""
    kept = Line(line.at, line.kind, cut_runs(line.runs, start, end))
    line.runs, line.text = kept.runs, kept.text


def cut_runs(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    cut, at = [], 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        cut.append(replace(run, text=text))
        at += len(run.text)
    return joined_runs(cut)


def squeezed(text: str) -> str:
    """Return a text as it is compared: no spaces, no width, no book marks."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).strip("《》〈〉").lower()


def likeness(one: str, other: str) -> float:
    """Return how alike two lines are, 0 to 1: by the pairs of characters they share."""
    one, other = squeezed(one), squeezed(other)
    if one == other:
        return 1.0 if one else 0.0
    pairs, others = _pairs(one), _pairs(other)
    if not pairs or not others:
        return 0.0
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _split_runs(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    text = "".join(run.text for run in runs)
    if "\n" not in text and text == text.strip(INDENTS):
        return [runs] if text else []
    parts, start = [], 0
    for piece in text.split("\n"):
        left = len(piece) - len(piece.lstrip(INDENTS))
        kept = piece.strip(INDENTS)
        begin = start + left
        parts.append(cut_runs(runs, begin, begin + len(kept)))
        start += len(piece) + 1
    return parts
