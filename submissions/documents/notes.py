"""Footnotes and endnotes: kept apart from the words, and told to the editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from press.copy.model import Block
from submissions.documents.model import Document
from submissions.problems import Problem, ProblemCode

SHOWN_NOTE = 40  # characters of one note
SHOWN_NOTES = 4
MORE = "\N{HORIZONTAL ELLIPSIS}"


def note_of(blocks: Iterable[Block]) -> str:
    """Return the words of one note."""
    return "\n".join(block.text for block in blocks if block.text.strip())


def with_notes(made: Document, notes: Iterable[str]) -> Document:
    """Return a document with its notes beside it and a word about them."""
    kept = tuple(filter(str.strip, notes))
    if not kept:
        return made
    problem = Problem(ProblemCode.NOTES_APART, _beginnings(kept))
    return replace(made, notes=kept, problems=(*made.problems, problem))


def _beginnings(notes: tuple[str, ...]) -> str:
    """Return how the first notes begin, and the number of the last one."""
    shown = [f"[{at}] {_cut(one)}" for at, one in enumerate(notes[:SHOWN_NOTES], 1)]
    if len(notes) > SHOWN_NOTES:
        shown.append(f"{MORE} [{len(notes)}]")
    return " ".join(shown)


def _cut(note: str) -> str:
    line = " ".join(note.split())
    return line if len(line) <= SHOWN_NOTE else line[:SHOWN_NOTE] + MORE
