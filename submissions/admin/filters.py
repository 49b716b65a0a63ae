"""Filters of the list of pieces."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.admin.filters import PeriodFilter
from submissions.enums import Status
from submissions.services import shelving
from submissions.services.exclusive import ending_soon, over, running
from submissions.services.seen.showing import with_open_likeness


class ClaimFilter(admin.SimpleListFilter):
    """Whose pieces: mine, somebody's, nobody's."""

    title = _("claimed")
    parameter_name = "claimed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("me", _("by me")),
            ("nobody", _("by nobody")),
            ("any", _("by someone")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if value == "me":
            return queryset.filter(claimed_by=request.user)
        if value == "nobody":
            return queryset.filter(claimed_by__isnull=True)
        return queryset.filter(claimed_by__isnull=False) if value == "any" else queryset


class TermFilter(admin.SimpleListFilter):
    """Pieces offered to us alone, by how their clock stands."""

    title = _("ours alone")
    parameter_name = "term"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("soon", _("ends soon")),
            ("over", _("over")),
            ("running", _("undecided")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        found = {"soon": ending_soon, "over": over, "running": running}
        pieces = found.get(self.value() or "")
        return queryset.filter(pk__in=pieces().values("pk")) if pieces else queryset


class SeenFilter(admin.SimpleListFilter):
    """Pieces that share words or photographs with an earlier one."""

    title = _("seen before")
    parameter_name = "seen"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("to be decided"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return with_open_likeness(queryset) if self.value() == "open" else queryset


class ShelfFilter(admin.SimpleListFilter):
    """Held pieces, by their shelf life."""

    title = _("on hold")
    parameter_name = "shelf"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("over", _("shelf life over")), ("held", _("still held"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "over":
            return queryset.filter(pk__in=shelving.over().values("pk"))
        held = self.value() == "held"
        return queryset.filter(status=Status.HELD) if held else queryset


class ReceivedFilter(PeriodFilter):
    """When a piece reached us."""

    column = "received_at"
