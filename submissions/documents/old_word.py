"""Old Word files (.doc, .wps): through LibreOffice, or read by ourselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from submissions.documents.model import Document, DocumentOutcome
from submissions.documents.notes import with_notes
from submissions.documents.office import as_docx, office
from submissions.documents.pages import told
from submissions.documents.refusal import RefusedError
from submissions.documents.text import blocks_of_text
from submissions.documents.word.reading import read_docx
from submissions.documents.word97 import Word97, read_word97
from submissions.problems import Problem, ProblemCode

DOC = "doc"


def read_old_word(path: Path, *, work: Path) -> Document:
    """Return a .doc by the better of two readers; raise ``RefusedError`` else."""
    own: Word97 | RefusedError
    try:
        own = read_word97(path)
    except RefusedError as refusal:
        if refusal.problem.code is ProblemCode.ENCRYPTED:
            raise
        own = refusal
    try:
        made = replace(converted(path, ending=DOC, work=work), format=DOC)
    except RefusedError as refusal:
        if isinstance(own, RefusedError):
            raise own if office() else refusal from refusal
        return _by_own_reader(own, refusal.problem)
    if isinstance(own, Word97) and own.macros:
        made = replace(made, problems=(*made.problems, Problem(ProblemCode.MACROS)))
    return made


def read_works(path: Path, *, work: Path) -> Document:
    """Return a text of Microsoft Works, which only LibreOffice can read."""
    return replace(converted(path, ending="wps", work=work), format="wps")


def read_word_xml(path: Path, *, work: Path) -> Document:
    """Return a Word text saved as one XML file."""
    return replace(converted(path, ending="xml", work=work), format="wordml")


def converted(path: Path, *, ending: str, work: Path) -> Document:
    """Return what LibreOffice makes of a file."""
    with as_docx(path, ending=ending, work=work) as made:
        return read_docx(made, work=work)


def _by_own_reader(own: Word97, why: Problem) -> Document:
    made = told(DOC, blocks_of_text(own.text))
    problems = [Problem(ProblemCode.MACROS)] if own.macros else []
    if own.pictures or own.old:
        problems.append(why)
    if made.outcome is DocumentOutcome.OK and own.old:
        made = replace(made, outcome=DocumentOutcome.QUARANTINED, reason=why)
    made = replace(made, problems=(*made.problems, *problems))
    return with_notes(made, own.notes)
