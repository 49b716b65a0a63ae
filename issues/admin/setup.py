"""The supplement and the page grids: set once, changed rarely."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path
from unfold.admin import ModelAdmin

from desk.admin.refusals import answering
from desk.policy import policy
from issues.admin import clock
from issues.admin.desk_fonts import desk_fonts
from issues.models import Supplement


class SetupAdmin(ModelAdmin):
    """Open to those who configure the desk; nothing here is deleted by a click."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "desk.configure")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "desk.configure")

    has_change_permission = has_view_permission
    has_add_permission = has_module_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Supplement)
class SupplementAdmin(SetupAdmin):
    list_display = ("name", "paper", "motto")
    exclude = ("desk_fonts",)  # set on a screen of their own

    def get_urls(self) -> list[URLPattern]:
        staff = self.admin_site.admin_view
        steps, fonts = staff(answering(clock.set_up)), staff(answering(desk_fonts))
        own = (
            path("<int:pk>/clock/", steps, name="issues_supplement_clock"),
            path("<int:pk>/fonts/", fonts, name="issues_supplement_fonts"),
        )
        return [*own, *super().get_urls()]
