"""Filters that show words where the rows keep bare names."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
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


class PeriodFilter(admin.SimpleListFilter):
    """Rows of a time; ``column`` holds when.

    Its choices are reckoned from today and ask no row: a drill-down by day reads every
    date of the table, which takes seconds over a hundred thousand.
    """

    title = _("when")
    parameter_name = "when"
    column: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer today, the last days, this month and the last, the years."""
        year = timezone.localdate().year
        return [
            ("today", _("today")),
            ("week", _("the last seven days")),
            ("month", _("this month")),
            ("last-month", _("last month")),
            (str(year), _("%(year)d") % {"year": year}),
            (str(year - 1), _("%(year)d") % {"year": year - 1}),
            ("earlier", _("earlier")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what lies in the time."""
        begin, end = period(self.value() or "", timezone.localdate())
        asked = {}
        if begin is not None:
            asked[f"{self.column}__gte"] = _midnight(begin)
        if end is not None:
            asked[f"{self.column}__lt"] = _midnight(end)
        return queryset.filter(**asked) if asked else queryset


def period(name: str, today: date) -> tuple[date | None, date | None]:
    """Return the first day of a time and the day after its last; None is open."""
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    known: dict[str, tuple[date | None, date | None]] = {
        "today": (today, None),
        "week": (today - timedelta(days=6), None),
        "month": (month, None),
        "last-month": (before, month),
        "earlier": (None, date(today.year - 1, 1, 1)),
    }
    if name.isdecimal() and len(name) == 4 and int(name) > 1900:
        return date(int(name), 1, 1), date(int(name) + 1, 1, 1)
    return known.get(name, (None, None))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


class WrittenFilter(PeriodFilter):
    """When something was written down."""

    column = "created_at"
