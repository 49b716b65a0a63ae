"""How a stamped page leaves the house: one set of rules for admin and API."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from django.http import FileResponse, Http404

from desk.models import User
from submissions.models import OutsideClearance, Submission
from submissions.services.clearances import open_page
from submissions.services.outside import open_outside_page


def clearance_response(piece: Submission, actor: User) -> FileResponse:
    """Answer with the page the sending unit stamped; this is recorded."""
    return _kept(lambda: open_page(piece, actor=actor))


def outside_response(clearance: OutsideClearance, actor: User) -> FileResponse:
    """Answer with the page that came back from a clearance; this is recorded."""
    return _kept(lambda: open_outside_page(clearance, actor=actor))


def _kept(opened: Callable[[], tuple[str, IO[bytes]]]) -> FileResponse:
    """Hand out a file to keep; 404 where there is none.

    Its type is fixed and never guessed by the browser: the bytes came from outside.
    """
    try:
        name, file = opened()
    except OSError as error:
        raise Http404 from error
    return FileResponse(
        file,
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
