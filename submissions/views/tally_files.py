"""How a tally leaves the house as a file: one set of rules for admin and API."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from submissions.services.directory.sheets import Sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def tally_response(sheet: Sheet, kind: str) -> HttpResponse | None:
    """Answer with a tally as ``csv`` or ``xlsx``; None for any other kind."""
    if kind == "csv":
        body, content_type = sheet.csv.encode(), "text/csv; charset=utf-8"
    elif kind == "xlsx":
        body, content_type = sheet.xlsx, XLSX
    else:
        return None
    name = content_disposition_header(
        as_attachment=True, filename=f"{sheet.title}.{kind}"
    )
    headers = {
        "Content-Disposition": name or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type=content_type, headers=headers)
