"""A text as what it says: words and numbers without marks, in units of sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from press.copy.model import Block, BlockKind

MARKS = frozenset(
    "，。、；：？！…—－–-~～“”‘’「」『』《》〈〉（）()【】〔〕[]{},.;:?!\"'"
)
"""What stands between words and says none itself.

The middle dot is no mark: it is part of a name.  %, /, @ and the like are words.
"""

_ENDS = frozenset("。！？!?…")
_OPENS, _CLOSES = "“‘「『《（(【〔[", "”’」』》）)】〕]"
_WHOLE = (BlockKind.TABLE, BlockKind.VERSE)
_TOKEN = re.compile(
    r"(?:(?<![A-Za-z0-9])[+\-−±](?=\d))?[A-Za-z0-9]+"
    r"(?:(?:(?<=\d)[^\sA-Za-z0-9\u3400-\u9fff。!?;]{1,2}(?=\d)"
    r"|[._\-@/:&+'#](?=[A-Za-z0-9]))[A-Za-z0-9]+)*"
    r"|.",
    re.DOTALL,
)


def folded(text: str) -> str:
    """Return a text with full-width letters and digits and signs made half-width.

    Characters nobody sees (zero width) are left out.
    """
    return "".join(
        chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char
        for char in text
        if unicodedata.category(char) != "Cf"
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return what a text says: each character but marks and spaces, numbers whole.

    A mark inside a number belongs to it: 3.5 is not 35, and 3-5 is not 3、5.
    """
    return tuple(
        token
        for token in _TOKEN.findall(folded(text))
        if not (token in MARKS or token.isspace())
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence: what it says, and how it looks."""

    kind: BlockKind
    words: tuple[str, ...]
    text: str
    styles: tuple[str, ...]  # of each character that is neither mark nor space

    @property
    def says(self) -> tuple[str, ...]:
        """Return what must be the same for the sentence to be the same."""
        return (self.kind, *self.words)


def units_of(blocks: Iterable[Block]) -> tuple[Unit, ...]:
    """Return the sentences of a body, in order; a table or verse is one each.

    A sentence ends outside quotation marks and brackets only: who cuts inside a
    quotation changes what somebody is said to have said.
    """
    return tuple(unit for block in blocks for unit in _units(block) if unit.words)


def units_of_text(text: str) -> tuple[Unit, ...]:
    """Return the sentences of a line of text, a caption for example."""
    units = (
        Unit(BlockKind.PARAGRAPH, words_of(part), part, ()) for part in _sentences(text)
    )
    return tuple(unit for unit in units if unit.words)


def _units(block: Block) -> Iterator[Unit]:
    styles = [run.style.value for run in block.runs for _char in run.text]
    parts = [block.text] if block.kind in _WHOLE else _sentences(block.text)
    at = 0
    for part in parts:
        looks = styles[at : at + len(part)]
        at += len(part)
        seen = tuple(
            style for char, style in zip(part, looks, strict=True) if _is_seen(char)
        )
        yield Unit(block.kind, words_of(part), part, seen)


def _sentences(text: str) -> list[str]:
    """Cut a text into sentences; joined they are the text."""
    parts, start, depth = [], 0, 0
    for at, char in enumerate(text):
        if char in _OPENS:
            depth += 1
        elif char in _CLOSES:
            depth = max(0, depth - 1)
        following = text[at + 1 : at + 2]
        ended = char in _ENDS and following not in _ENDS
        if char == "\n" or (ended and not depth):
            parts.append(text[start : at + 1])
            start = at + 1
            depth = 0
    return [*parts, text[start:]]


def _is_seen(char: str) -> bool:
    return not (char.isspace() or folded(char) in ("", *MARKS))
