"""Filters of the directory: by zone, and who wrote this year."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.models import Correspondent, Submission, Tag


class ZoneFilter(admin.SimpleListFilter):
    """People of a zone: their own, else that of their unit."""

    title = _("zone")
    parameter_name = "zone"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the zones from which anybody writes."""
        writes = Q(units__isnull=False) | Q(correspondents__isnull=False)
        rows = (
            Tag.objects.filter(writes)
            .distinct()
            .order_by("name")
            .values_list("pk", "name")
        )
        return [(str(pk), name) for pk, name in rows]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Correspondent]
    ) -> QuerySet[Correspondent]:
        """Keep who writes from it."""
        value = self.value() or ""
        if not value.isdecimal():
            return queryset
        return queryset.filter(Q(zone=value) | Q(zone=None, unit__zone=value))


class ActiveFilter(admin.SimpleListFilter):
    """Who sent something this year, and who did not."""

    title = _("this year")
    parameter_name = "active"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer both."""
        return [("yes", _("has written")), ("no", _("has not written"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Correspondent]
    ) -> QuerySet[Correspondent]:
        """Keep who has, or has not."""
        year = timezone.localdate().year
        hers = Submission.objects.filter(correspondent=OuterRef("pk"), year=year)
        if self.value() == "yes":
            return queryset.filter(Exists(hers.order_by()))
        if self.value() == "no":
            return queryset.filter(~Exists(hers.order_by()))
        return queryset
