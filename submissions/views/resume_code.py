"""The link of an unsent piece as a picture for a telephone (QR)."""

from __future__ import annotations

import io
from uuid import UUID

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from submissions.services.drafts import find_draft, resume_link
from submissions.views.private_pages import private_page


@private_page
@require_safe
def resume_code(_request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the picture; nobody knows the key but the browser that writes."""
    if find_draft(key) is None:
        raise Http404
    picture = io.BytesIO()
    made = segno.make_qr(resume_link(key), error="m")
    # Black on white in both themes: a telephone reads it so.
    made.save(picture, kind="svg", border=2, scale=4, dark="#000", light="#fff")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
