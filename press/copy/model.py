"""Structured copy: what a story says, apart from how it is set.

``Copy`` is the one shape in which a piece travels through the house: the form, the
mailbox and the API make it, editors change it, three people sign the hash of its
canonical bytes, and make-up and the exporters read it.  Everything here is frozen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

SCHEMA_VERSION = 1


class BlockKind(StrEnum):
    """The kinds of body block a newspaper story is made of."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    SUMMARY = "summary"
    LIST = "list"
    TABLE = "table"
    VERSE = "verse"
    EDITORS_NOTE = "editors_note"


class RunStyle(StrEnum):
    """How a run of characters stands out from its block."""

    PLAIN = "plain"
    STRONG = "strong"
    KAI = "kai"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters in one style."""

    text: str
    style: RunStyle = RunStyle.PLAIN


@dataclass(frozen=True, slots=True)
class Block:
    """A body block with an id that survives edits of its text."""

    id: str
    kind: BlockKind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Credit:
    """One person in a byline or photo credit; the role and the unit may be empty."""

    name: str
    role: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph of the piece: its bytes by hash, its words as copy."""

    id: str
    sha256: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A piece: headline stack, dateline, byline, body blocks and pictures.

    ``byline`` is the printed text, ``credits`` the people it names.  ``dateline`` is
    the printed head of the first paragraph (``本报讯(通讯员张红枫)``) and is no part of
    ``blocks``.
    """

    kicker: str = ""
    headline: str = ""
    deck: str = ""
    dateline: str = ""
    byline: str = ""
    credits: tuple[Credit, ...] = ()
    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    schema: int = field(default=SCHEMA_VERSION)
