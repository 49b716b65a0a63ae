"""Filters that show words where the rows keep bare names."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.enums import StaffRole
from desk.job_words import KIND_WORDS
from desk.ledger_words import VERB_WORDS


class WordFilter(admin.SimpleListFilter):
    """Choose by a word; ``column`` holds the bare name."""

    column: str
    words: dict[str, Any]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the words."""
        return [(name, str(word)) for name, word in self.words.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows with the chosen name."""
        name = self.value()
        return queryset.filter(**{self.column: name}) if name else queryset


class RoleFilter(WordFilter):
    title = _("Roles")
    parameter_name = "role"
    column = "groups__name"
    words = dict(StaffRole.choices)


class KindFilter(WordFilter):
    title = _("kind")
    parameter_name = "kind"
    column = "kind"
    words = KIND_WORDS


class VerbFilter(WordFilter):
    title = _("what happened")
    parameter_name = "verb"
    column = "verb"
    words = VERB_WORDS
