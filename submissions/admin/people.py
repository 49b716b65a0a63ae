"""Sections, and what the lists of the directory share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from desk.policy import policy
from submissions.models import Section


class DirectoryAdmin(ModelAdmin):
    """Open to all who read pieces; changed by those whose duty ``change_verb`` is."""

    change_verb = "directory.keep"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "submission.read")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "submission.read")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, self.change_verb)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, self.change_verb)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What goes along is listed before: only who reads pieces may see that.
        wanted = ("desk.configure", "submission.read")
        return all(policy.may(request.user, verb) for verb in wanted)


@admin.register(Section)
class SectionAdmin(DirectoryAdmin):
    change_verb = "issue.plan"
    list_display = ("name", "kind", "usual_length", "is_open", "position")
    list_editable = ("position", "is_open")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
