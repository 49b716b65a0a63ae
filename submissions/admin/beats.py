"""The sections a member of staff works for, below her account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from desk.admin.staff import MANAGE, add_inline
from desk.policy import policy
from submissions.models import Beat


class BeatInline(TabularInline):
    """One row a section; with none the person works for all."""

    model = Beat
    fields = ("section",)
    extra = 0
    verbose_name = _("section")
    verbose_name_plural = _("sections she works for; none: all of them")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MANAGE)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MANAGE, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MANAGE, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MANAGE, obj)


add_inline(BeatInline)
