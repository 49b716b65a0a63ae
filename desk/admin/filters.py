"""Filters that show words where the rows keep bare names."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.enums import StaffRole
from desk.job_words import KIND_WORDS
from desk.ledger_words import OPENINGS, VERB_WORDS
from desk.models import User


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


class OpeningFilter(admin.SimpleListFilter):
    """Who opened whose personal data, and nothing else."""

    title = _("personal data")
    parameter_name = "openings"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the one choice."""
        return [("yes", str(_("Who opened whose data")))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the openings."""
        return queryset.filter(verb__in=OPENINGS) if self.value() else queryset


class ActorFilter(admin.SimpleListFilter):
    """Who did it, of those who have an account."""

    title = _("actor")
    parameter_name = "actor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer everybody, by user name."""
        staff = User.objects.only("username", "display_name").order_by("username")
        return [(str(user.pk), str(user)) for user in staff]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what one person did."""
        chosen = self.value() or ""
        return queryset.filter(actor=chosen) if chosen.isdecimal() else queryset


class VerbFilter(WordFilter):
    title = _("what happened")
    parameter_name = "verb"
    column = "verb"
    words = VERB_WORDS
