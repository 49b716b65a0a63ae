"""The days of the desk's own: entered by hand, kept through the service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from desk.admin.refusals import person
from desk.models import DayMark
from desk.policy import policy
from desk.services.working_days import KEEP, forget_day, set_day


@admin.register(DayMark)
class DayMarkAdmin(ModelAdmin):
    list_display = ("day", "is_working", "note")
    list_filter = ("is_working",)
    date_hierarchy = "day"

    def save_model(
        self, request: HttpRequest, obj: DayMark, form: forms.ModelForm, change: bool
    ) -> None:
        """Keep the day through the service; the row it wrote is the one shown."""
        if change and "day" in form.changed_data:
            forget_day(row=DayMark.objects.get(pk=obj.pk), actor=person(request))
        row = set_day(
            day=obj.day,
            is_working=obj.is_working,
            note=obj.note,
            actor=person(request),
        )
        obj.pk = row.pk

    def delete_model(self, request: HttpRequest, obj: DayMark) -> None:
        forget_day(row=obj, actor=person(request))

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[DayMark]
    ) -> None:
        for row in queryset:
            forget_day(row=row, actor=person(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, KEEP)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, KEEP)

    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission
    has_add_permission = has_module_permission
