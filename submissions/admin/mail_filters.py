"""Filters of the intake board."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.admin.filters import PeriodFilter
from submissions.mail_enums import MailFlag
from submissions.models import MailMessage
from submissions.services.mail.glancing import week_begins


class WhenFilter(PeriodFilter):
    """Mail of a time; a week is that of the calendar, as it is counted above."""

    title = _("arrived")
    column = "received_at"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        offered = dict(super().lookups(request, model_admin))
        return list({**offered, "week": _("this week")}.items())

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[MailMessage]
    ) -> QuerySet[MailMessage]:
        if self.value() == "week":
            return queryset.filter(received_at__gte=week_begins())
        return super().queryset(request, queryset)


class FlagFilter(admin.SimpleListFilter):
    """Mail of which an editor should know something."""

    title = _("flag")
    parameter_name = "flag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(MailFlag.choices)

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[MailMessage]
    ) -> QuerySet[MailMessage]:
        # As text: SQLite does not look into lists.
        flag = self.value()
        if flag not in MailFlag.values:
            return queryset
        return queryset.filter(flags__icontains=f'"{flag}"')
