"""Filters by tag: of the list of pieces and of the list of tags."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from submissions.models import Submission, Tag

OFFERED = 12  # the tags that most pieces bear; the search page takes any


class TagFilter(admin.SimpleListFilter):
    """Pieces that bear a tag, or what was merged into it."""

    title = _("tag")
    parameter_name = "tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the tags that most pieces bear, and the one that is chosen."""
        pieces = Count("submissions")
        used = Tag.objects.filter(current__isnull=True).annotate(pieces=pieces)
        chosen = request.GET.get(self.parameter_name, "")
        wanted = Q(pieces__gt=0)
        if chosen.isdecimal():
            wanted |= Q(pk=chosen)
        rows = used.filter(wanted).order_by("-pieces", "name")
        return [(str(tag.pk), tag.name) for tag in rows[:OFFERED]]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Submission]
    ) -> QuerySet[Submission]:
        """Keep pieces that bear it, each once."""
        value = self.value() or ""
        if not value.isdecimal():
            return queryset
        through = Submission.tags.through.objects
        bears = through.filter(Q(tag=value) | Q(tag__current=value))
        return queryset.filter(pk__in=bears.values("submission_id"))


class StandingFilter(admin.SimpleListFilter):
    """Tags by whether they hold, are retired or were merged."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the three; without a choice those that were merged are left out."""
        return [
            ("retired", _("retired")),
            ("merged", _("merged")),
            ("all", _("all of them")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Tag]) -> QuerySet[Tag]:
        """Keep what was asked for."""
        value = self.value()
        if value == "retired":
            return queryset.filter(is_retired=True)
        if value == "merged":
            return queryset.filter(merged_into__isnull=False)
        return queryset if value == "all" else queryset.filter(merged_into__isnull=True)
