"""Filters of the list of letters."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.letter_kinds import all_kinds
from desk.letter_subjects import find_subjects
from desk.models import Letter


class LetterKindFilter(admin.SimpleListFilter):
    """Letters of one kind, by its word."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.kind, str(kind.name)) for kind in all_kinds()]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Letter]
    ) -> QuerySet[Letter]:
        kind = self.value()
        return queryset.filter(kind=kind) if kind else queryset


class TroubleFilter(admin.SimpleListFilter):
    """Letters that did not arrive, as far as we know."""

    title = _("trouble")
    parameter_name = "trouble"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("unsettled", _("not settled yet")),
            ("returned", _("came back")),
            ("unknown", _("may have left")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Letter]
    ) -> QuerySet[Letter]:
        troubled = queryset.filter(state="failed")
        match self.value():
            case "unsettled":
                return troubled.filter(again__isnull=True)
            case "returned":
                return troubled.filter(came_back=True)
            case "unknown":
                return troubled.filter(may_have_left=True)
        return queryset


class AboutFilter(admin.SimpleListFilter):
    """The letters about one thing; offered only where one is named in the address."""

    title = _("about")
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        named = request.GET.get("about", "")
        if not named:
            return []
        subject = find_subjects([_parts(named)]).get(_parts(named))
        return [(named, subject.name if subject else named)]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Letter]
    ) -> QuerySet[Letter]:
        named = self.value()
        if not named:
            return queryset
        object_type, object_id = _parts(named)
        return queryset.filter(object_type=object_type, object_id=object_id)


def _parts(named: str) -> tuple[str, str]:
    object_type, _colon, object_id = named.partition(":")
    return object_type, object_id
