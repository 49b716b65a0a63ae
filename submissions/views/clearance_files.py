"""How a stamped page leaves the house: one set of rules for admin and API."""

from __future__ import annotations

from django.http import FileResponse, Http404

from desk.models import User
from submissions.models import Submission
from submissions.services.clearances import open_page


def clearance_response(piece: Submission, actor: User) -> FileResponse:
    """Answer with the stamped page as a file to keep; this is recorded.

    Its type is fixed and never guessed by the browser: the bytes came from outside.
    """
    try:
        name, file = open_page(piece, actor=actor)
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
