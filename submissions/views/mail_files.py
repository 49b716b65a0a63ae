"""How a mail's bytes leave the house: one set of rules for admin and API."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from django.http import FileResponse

from desk.models import User
from submissions.models import MailMessage, MailPart
from submissions.services.mail.handling import open_part, open_raw
from submissions.upload_names import clean_name


def raw_response(message: MailMessage, actor: User) -> FileResponse:
    """Answer with a mail as it came, as a download."""
    raw = open_raw(message=message, actor=actor)
    return _download(BytesIO(raw), f"{message.key}.eml")


def part_response(part: MailPart, actor: User) -> FileResponse:
    """Answer with a part of a mail, as a download under its cleaned name."""
    name = clean_name(part.name) or f"part-{part.position}"
    return _download(open_part(part=part, actor=actor), name)


def _download(file: IO[bytes], name: str) -> FileResponse:
    """Return bytes from outside: never shown by a browser, never kept by it."""
    response = FileResponse(
        file,
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
