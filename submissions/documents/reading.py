"""One file from outside → what it holds; the only door of this package."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from press.imaging.facts import PhotoCode, PhotoRefusal, inspect_photo
from submissions.documents.archives.rars import read_rar
from submissions.documents.archives.zips import read_zip
from submissions.documents.endings import (
    PAGE_ENDINGS,
    PICTURE_ENDINGS,
    TAKEN,
    TEXT_ENDINGS,
    WORD_ENDINGS,
    ZIP_ENDINGS,
    agrees,
    ending_of,
    is_common_mixup,
    is_runnable,
)
from submissions.documents.limits import HEAD, MAX_TEXT_FILE
from submissions.documents.model import Document, DocumentOutcome, DocumentPicture
from submissions.documents.old_word import (
    read_old_word,
    read_word_xml,
    read_works,
)
from submissions.documents.pages import read_html, read_mht, told
from submissions.documents.pdf import read_pdf
from submissions.documents.refusal import RefusedError, rejected
from submissions.documents.rtf.reading import read_rtf
from submissions.documents.sniffing import is_script, sniff_file
from submissions.documents.text import blocks_of_text, decode_text
from submissions.documents.word.reading import read_docx
from submissions.problems import Problem, ProblemCode
from submissions.upload_names import file_label

logger = logging.getLogger(__name__)

Reader = Callable[..., Document]

PHOTO_PROBLEMS = {
    PhotoCode.TOO_MANY_PIXELS: ProblemCode.TOO_LARGE,
    PhotoCode.TOO_LARGE: ProblemCode.TOO_LARGE,
    PhotoCode.DAMAGED: ProblemCode.DAMAGED,
    PhotoCode.TRUNCATED: ProblemCode.DAMAGED,
}


def read_document(path: Path, *, name: str, work: Path) -> Document:
    """Return what a file holds; never raises for what is in it.

    ``name`` is what the sender called it, only compared with its bytes; ``work`` is an
    empty folder of the caller's, in which pictures and members are written under names
    of ours.
    """
    form = ""
    try:
        form = sniff_file(path)
        return _read(path, form, name=name, work=work)
    except RefusedError as refusal:
        return refusal.document(form)
    except MemoryError:
        return RefusedError(ProblemCode.TOO_LARGE).document(form)
    except Exception:
        # A fault of ours: one file must not stop the mail after it.  It is kept, told
        # as damaged, and the log says where we failed.
        logger.exception("Reading a file of format %s failed.", form or "unknown")
        return RefusedError(ProblemCode.DAMAGED).document(form)


def _read(path: Path, form: str, *, name: str, work: Path) -> Document:
    ending = ending_of(name)
    if form == "jar" and ending in ZIP_ENDINGS:
        form = "zip"  # named so, nothing starts it
    if form == "empty":
        raise RefusedError(ProblemCode.EMPTY)
    if is_runnable(form, name):
        raise rejected(ProblemCode.RUNNABLE)
    _refuse_disguises(path, form, ending)
    if form == "ole" and ending in WORD_ENDINGS:
        raise RefusedError(ProblemCode.DAMAGED)
    if form not in TAKEN or ending in PAGE_ENDINGS:
        raise rejected(ProblemCode.UNKNOWN_FORMAT)
    made = READERS.get(form, read_image)(path, work=work)
    if form in PICTURE_ENDINGS.values():
        made = _named(made, name)
    return made if agrees(form, ending) else _misnamed(made, form, ending)


def _refuse_disguises(path: Path, form: str, ending: str) -> None:
    """Refuse scripts and pages that call themselves pictures or documents."""
    if form not in ("txt", "html", "xml") or ending in TEXT_ENDINGS:
        return
    with path.open("rb") as file:
        head = file.read(HEAD)
    if form == "txt" and is_script(head):
        raise rejected(ProblemCode.RUNNABLE)
    if ending in PICTURE_ENDINGS:
        raise rejected(ProblemCode.WRONG_ENDING)


def _misnamed(made: Document, form: str, ending: str) -> Document:
    """Add that the ending is wrong; beyond common mix-ups a person must look."""
    wrong = Problem(ProblemCode.WRONG_ENDING)
    problems = (*made.problems, wrong)
    if made.outcome is not DocumentOutcome.OK or is_common_mixup(form, ending):
        return replace(made, problems=problems)
    return replace(
        made, outcome=DocumentOutcome.QUARANTINED, reason=wrong, problems=problems
    )


def read_text(path: Path, *, work: Path) -> Document:
    """Return the paragraphs of a plain text."""
    if path.stat().st_size > MAX_TEXT_FILE:
        raise RefusedError(ProblemCode.TOO_LARGE)
    text, _, sure = decode_text(path.read_bytes())
    problems = () if sure else (Problem(ProblemCode.ENCODING_UNSURE),)
    return told("txt", blocks_of_text(text), problems=problems)


def read_image(path: Path, *, work: Path) -> Document:
    """Return a photograph as a document of one picture: itself."""
    facts = inspect_photo(path)
    if isinstance(facts, PhotoRefusal):
        raise RefusedError(
            PHOTO_PROBLEMS.get(facts.code, ProblemCode.UNKNOWN_FORMAT),
            outcome=DocumentOutcome(facts.outcome),
        )
    picture = DocumentPicture(path.name, path, facts.width, facts.height)
    reason = Problem(ProblemCode.DAMAGED) if facts.damaged else None
    return Document(
        DocumentOutcome(facts.outcome),
        facts.format.lower(),
        reason,
        pictures=(picture,),
        problems=() if reason is None else (reason,),
    )


def _named(made: Document, name: str) -> Document:
    label = file_label(name)
    return replace(
        made, pictures=tuple(replace(one, name=label) for one in made.pictures)
    )


def _read_page(path: Path, *, work: Path) -> Document:
    return read_html(path)


def _refuse_locked(path: Path, *, work: Path) -> Document:
    raise RefusedError(ProblemCode.ENCRYPTED)


READERS: dict[str, Reader] = {
    "docx": read_docx,
    "doc": read_old_word,
    "works": read_works,
    "wordml": read_word_xml,
    "rtf": read_rtf,
    "html": _read_page,
    "mht": read_mht,
    "txt": read_text,
    "zip": read_zip,
    "rar": read_rar,
    "pdf": read_pdf,
    "encrypted": _refuse_locked,
}
