"""How a slip leaves the house: one set of rules for admin and API."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from submissions.services.slips import SlipFile


def slip_response(slip: SlipFile) -> HttpResponse:
    """Answer with a slip, shown in the browser; each opening is one of its own."""
    shown = content_disposition_header(as_attachment=False, filename=slip.name)
    headers = {
        "Content-Disposition": shown or "inline",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(slip.pdf, content_type="application/pdf", headers=headers)
