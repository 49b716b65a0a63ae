"""Pages saved by browsers and by Word: HTML, and MHT with its pictures."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.policy import compat32
from pathlib import Path

from press.copy.html import blocks_from_html
from press.copy.model import Block
from submissions.documents.limits import MAX_MAIL_PAGE, MAX_TEXT_FILE
from submissions.documents.model import Document, DocumentOutcome, DocumentPicture
from submissions.documents.pictures import PictureStore
from submissions.documents.refusal import RefusedError
from submissions.documents.text import decode_text
from submissions.problems import Problem, ProblemCode

MOST_PARTS = 1_000
HEAD = 8192
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
_IS_MHT = re.compile(rb"^[\s\S]{0,2000}?mime-version\s*:", re.IGNORECASE)
CHINESE = frozenset(("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030"))


def read_html(path: Path, *, form: str = "html") -> Document:
    """Return the words of a page; its pictures stand elsewhere and are not fetched."""
    if path.stat().st_size > MAX_TEXT_FILE:
        raise RefusedError(ProblemCode.TOO_LARGE)
    text, sure = decode_page(path.read_bytes())
    problems = () if sure else (Problem(ProblemCode.ENCODING_UNSURE),)
    return told(form, blocks_from_html(text), problems=problems)


def read_mht(path: Path, *, work: Path) -> Document:
    """Return the words and pictures of a page saved as one file."""
    if path.stat().st_size > MAX_MAIL_PAGE:
        raise RefusedError(ProblemCode.TOO_LARGE)
    blocks: tuple[Block, ...] = ()
    pictures: list[DocumentPicture] = []
    store = PictureStore(work)
    for part in _parts(path.read_bytes()):
        kind = part.get_content_maintype()
        if part.get_content_subtype() == "html" and not blocks:
            blocks = blocks_from_html(decode_page(_payload(part))[0])
        elif kind == "image":
            name = part.get_filename() or str(part.get("content-location", "picture"))
            found = store.take(name, source=[_payload(part)], after=len(blocks))
            pictures += [] if found is None else [found]
    return told("mht", blocks, tuple(pictures), problems=tuple(store.problems))


def blocks_of_page(data: bytes) -> tuple[Block, ...]:
    """Return the words of a page within a document, HTML or MHT."""
    if not _IS_MHT.match(data[:HEAD]):
        return blocks_from_html(decode_page(data)[0])
    for part in _parts(data):
        if part.get_content_subtype() == "html":
            return blocks_from_html(decode_page(_payload(part))[0])
    return ()


def decode_page(data: bytes) -> tuple[str, bool]:
    """Return a page's text and whether its encoding is certain."""
    text, encoding, sure = decode_text(data)
    declared = _CHARSET.search(data[:HEAD])
    if sure or declared is None:
        return text, sure
    name = declared.group(1).decode("ascii").lower()
    name = "gb18030" if name in CHINESE else name
    try:
        return data.decode(name, "replace"), name == encoding
    except (LookupError, ValueError):
        return text, False


def told(
    form: str,
    blocks: tuple[Block, ...],
    pictures: tuple[DocumentPicture, ...] = (),
    *,
    problems: tuple[Problem, ...] = (),
) -> Document:
    """Return a document; one that says nothing is put aside for a person."""
    if blocks or pictures:
        return Document(
            DocumentOutcome.OK, form, None, blocks, pictures, problems=problems
        )
    reason = Problem(ProblemCode.NO_WORDS)
    return Document(
        DocumentOutcome.QUARANTINED, form, reason, problems=(*problems, reason)
    )


def not_whole(made: Document, code: ProblemCode) -> Document:
    """Put a document aside that was read only in part; its words are shown."""
    reason = Problem(code)
    outcome = DocumentOutcome.QUARANTINED
    problems = (reason, *made.problems)
    return replace(made, outcome=outcome, reason=reason, problems=problems)


def _parts(data: bytes) -> Iterator[Message]:
    page = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf"), policy=compat32)
    for count, part in enumerate(page.walk()):
        if count > MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
