"""Filters of the intake board."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from submissions.mail_enums import MailFlag
from submissions.models import MailMessage
from submissions.services.mail.glancing import day_begins, week_begins


class WhenFilter(admin.SimpleListFilter):
    """Mail of today or of this week."""

    title = _("arrived")
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("today", _("today")), ("week", _("this week"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[MailMessage]
    ) -> QuerySet[MailMessage]:
        begins = {"today": day_begins, "week": week_begins}.get(self.value() or "")
        return queryset.filter(received_at__gte=begins()) if begins else queryset


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
