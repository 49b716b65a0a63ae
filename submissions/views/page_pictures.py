"""How the picture of a printed page leaves the house: one set of rules for all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from submissions.models import Publication
from submissions.services.mine import page_picture, page_thumbnail
from submissions.services.print_certificates import certificate_pdf
from submissions.services.publication import has_picture, page_picture_of
from submissions.views.doors import Door
from submissions.views.private_pages import nothing_here


@require_safe
def picture(request: HttpRequest, door: Door) -> HttpResponse:
    """Give an author the picture of the page her piece ran on, whole or small."""
    publication = page_picture_of(door.piece)
    if publication is None:
        return nothing_here(request)
    small = "small" in request.GET
    return page_picture_response(publication, small=small) or nothing_here(request)


@require_safe
def proof(request: HttpRequest, door: Door) -> HttpResponse:
    """Give an author the sheet for her unit's records, once the paper is out."""
    publication = page_picture_of(door.piece)
    if publication is None:
        return nothing_here(request)
    return proof_response(publication) or nothing_here(request)


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
    return HttpResponse(
        data,
        content_type="image/jpeg",
        headers=_headers(f'inline; filename="{publication.submission.ref}.jpg"'),
    )


def proof_response(publication: Publication) -> HttpResponse | None:
    """Answer with the sheet for a unit's records; None where there is no picture."""
    if not has_picture(publication):
        return None
    try:
        data = certificate_pdf(publication)
    except OSError:
        return None
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers=_headers(f'attachment; filename="{publication.submission.ref}.pdf"'),
    )


def _headers(disposition: str) -> dict[str, str]:
    return {
        "Content-Disposition": disposition,
        "Cache-Control": "private, max-age=86400",
        "X-Content-Type-Options": "nosniff",
    }
