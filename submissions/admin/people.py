"""Correspondents, units, sections and tags."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from desk.services.personal import mask_phone
from submissions.models import Correspondent, Section, Tag, Unit


@admin.register(Correspondent)
class CorrespondentAdmin(ModelAdmin):
    list_display = ("name", "unit", "email", "phone_masked", "pieces", "is_special")
    list_select_related = ("unit",)
    list_filter = ("is_special",)
    search_fields = ("name", "email", "unit__name")
    autocomplete_fields = ("unit",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correspondent]:
        found = super().get_queryset(request)
        return found.annotate(piece_total=Count("submissions"))

    @admin.display(description=_("telephone"))
    def phone_masked(self, correspondent: Correspondent) -> str:
        return mask_phone(correspondent.phone)

    @admin.display(description=_("pieces"), ordering="piece_total")
    def pieces(self, correspondent: Correspondent) -> int:
        return correspondent.piece_total  # type: ignore[attr-defined]


@admin.register(Unit)
class UnitAdmin(ModelAdmin):
    list_display = ("name", "short_name")
    search_fields = ("name", "short_name")


@admin.register(Section)
class SectionAdmin(ModelAdmin):
    list_display = ("name", "kind", "usual_length", "is_open", "position")
    list_editable = ("position", "is_open")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Tag)
class TagAdmin(ModelAdmin):
    list_display = ("name", "pieces")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(piece_total=Count("submissions"))

    @admin.display(description=_("pieces"), ordering="piece_total")
    def pieces(self, tag: Tag) -> int:
        return tag.piece_total  # type: ignore[attr-defined]
