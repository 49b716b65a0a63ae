"""A file as it was read: words as blocks, pictures and members as files of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from press.copy.model import Block
from submissions.problems import Problem


class DocumentOutcome(StrEnum):
    """``quarantined``: kept, a person must look; ``rejected``: never opened."""

    OK = "ok"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class DocumentPicture:
    """A picture inside a document, written to ``path`` byte for byte.

    ``name`` is a label; ``after`` is the number of blocks that stand before it;
    ``caption`` is what the document itself says under it, as it is written there.
    """

    name: str
    path: Path
    width: int
    height: int
    after: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive, written to ``path``; ``name`` is only a label."""

    name: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds; ``reason`` is given unless the outcome is ok.

    ``notes`` are its footnotes and endnotes: a newspaper sets none, so they stand apart
    from the words, for the editor who wants to take one over.
    """

    outcome: DocumentOutcome
    format: str = ""  # docx, doc, wps, rtf, txt, html, zip, rar, pdf, jpeg, png …
    reason: Problem | None = None
    blocks: tuple[Block, ...] = ()
    pictures: tuple[DocumentPicture, ...] = ()
    members: tuple[Member, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the words, one paragraph a line."""
        return "\n".join(block.text for block in self.blocks)
