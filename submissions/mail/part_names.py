"""The name a part of a mail goes by, out of all the places it can stand in."""

from __future__ import annotations

import re

from submissions.mail.headers import decode_header_text
from submissions.mail.structure import Part
from submissions.upload_names import clean_name

_FILE_NAME = re.compile(r"[^/\\:?&#]{1,200}\.[A-Za-z0-9]{2,5}")
_LOST = re.compile("\ufffd|\\?{3,}")


def part_name(part: Part) -> str:
    """Return a part's name as a label; '' when the mail gives it none.

    ``filename`` goes before ``name``, unless it was damaged on the way.
    """
    names = [
        part.disposition.text("filename"),
        part.content.text("name"),
        part.disposition.text("name"),
        part.content.text("filename"),
    ]
    if part.main_type != "text":
        names.append(_location(part))
    clean = [label for name in names if (label := clean_name(name))]
    whole = [name for name in clean if not _LOST.search(name)]
    return next(iter(whole or clean), "")


def _location(part: Part) -> str:
    """Return the Content-Location where it is no more than a file's name."""
    told = decode_header_text(part.fields.first("content-location"))
    return told if _FILE_NAME.fullmatch(told) else ""


def message_name(part: Part, subject: bytes) -> str:
    """Return a name for a mail within a mail."""
    named = part_name(part)
    if named:
        return named
    about = decode_header_text(subject).strip()
    return clean_name(f"{about.replace('/', '／') or 'message'}.eml")
