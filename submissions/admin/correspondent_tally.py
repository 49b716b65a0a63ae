"""The yearly tally of correspondents and units: a page, a spreadsheet, a CSV."""

from __future__ import annotations

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.policy import policy
from submissions.services.directory.figures import (
    of_nobody,
    tally_of_people,
    tally_of_units,
    years_known,
)
from submissions.services.directory.knowing import KEEP
from submissions.services.directory.sheets import tally_sheet
from submissions.views.tally_files import tally_response

SHOWN = 300  # rows of the page; the file has all


def tally(request: HttpRequest) -> HttpResponse:
    """Show who sent how much in a year, and what was printed of it."""
    policy.require(request.user, "submission.read")
    year, by_unit = _asked(request)
    rows = tally_of_units(year) if by_unit else tally_of_people(year)
    context = {
        **admin.site.each_context(request),
        "title": _("Correspondents in %(year)d") % {"year": year},
        "year": year,
        "years": years_known(),
        "by": "unit" if by_unit else "person",
        "rows": rows[:SHOWN],
        "hidden": max(0, len(rows) - SHOWN),
        "nobodys": of_nobody(year),
        "may_keep": policy.may(request.user, KEEP),
    }
    return TemplateResponse(request, "desk/tally.html", context)


def tally_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the tally as a file."""
    policy.require(request.user, "submission.read")
    year, by_unit = _asked(request)
    sheet = tally_sheet(year=year, by_unit=by_unit)
    answer = tally_response(sheet, kind)
    if answer is None:
        raise Http404
    return answer


def _asked(request: HttpRequest) -> tuple[int, bool]:
    """Return the year and whether units are asked for."""
    typed = request.GET.get("year", "")
    is_year = typed.isdecimal() and len(typed) == 4
    year = int(typed) if is_year else timezone.localdate().year
    return year, request.GET.get("by") == "unit"
