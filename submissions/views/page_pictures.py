"""How the picture of a printed page leaves the house: one set of rules for all."""

from __future__ import annotations

from django.http import HttpResponse

from submissions.models import Publication
from submissions.services.mine import page_picture, page_thumbnail
from submissions.services.publication import has_picture


def page_picture_response(
    publication: Publication, *, small: bool = False
) -> HttpResponse | None:
    """Answer with a piece's proof of print; None where there is none.

    Who may see it has been asked before.  The name of the file changes with the page,
    so the picture may be kept a day.
    """
    if not has_picture(publication):
        return None
    try:
        data = page_thumbnail(publication) if small else page_picture(publication)
    except OSError:
        return None
    name = f"{publication.submission.ref}.jpg"
    return HttpResponse(
        data,
        content_type="image/jpeg",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Cache-Control": "private, max-age=86400",
            "X-Content-Type-Options": "nosniff",
        },
    )
