"""The calendar of the desk, a month at a time."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.policy import policy
from desk.services.working_days import KEEP
from issues.services.month import asked_month, month_of


def show_month(request: HttpRequest) -> HttpResponse:
    """Show a month: ``?month=2026-12``; this month where none is named."""
    policy.require(request.user, "issue.view")
    context = {
        **admin.site.each_context(request),
        "title": _("Calendar"),
        "month": month_of(asked_month(request.GET.get("month", "")), user=request.user),
        "this_month": timezone.localdate().replace(day=1),
        "may_keep_days": policy.may(request.user, KEEP),
    }
    return TemplateResponse(request, "desk/calendar.html", context)
