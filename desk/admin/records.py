"""Records that people read and nobody edits."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.enums import JobState
from desk.models import DaySeal, Job, LedgerEntry, Letter
from desk.policy import policy

JOB_LABELS = {
    JobState.QUEUED: "info",
    JobState.RUNNING: "warning",
    JobState.DONE: "success",
    JobState.FAILED: "danger",
}


class RecordAdmin(ModelAdmin):
    """A list to read: no adding, no changing, no deleting."""

    view_verb = "desk.configure"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, self.view_verb)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, self.view_verb)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Job)
class JobAdmin(RecordAdmin):
    view_verb = "job.read"
    list_display = (
        "kind",
        "state_shown",
        "progress_bar",
        "attempts",
        "created_at",
        "finished_at",
        "error",
    )
    list_filter = ("state", "queue", "kind")
    search_fields = ("unique_key",)

    @display(description=_("state"), ordering="state", label=JOB_LABELS)
    def state_shown(self, job: Job) -> tuple[str, str]:
        return job.state, job.get_state_display()

    @admin.display(description=_("progress"))
    def progress_bar(self, job: Job) -> str:
        return format_html(
            '<progress class="gk-progress" max="100" value="{}">{}%</progress>',
            job.progress,
            job.progress,
        )


@admin.register(LedgerEntry)
class LedgerEntryAdmin(RecordAdmin):
    view_verb = "ledger.read"
    list_display = (
        "created_at",
        "verb",
        "object_type",
        "object_id",
        "actor",
        "short_data",
    )
    list_filter = ("verb",)
    list_select_related = ("actor",)
    search_fields = ("object_id", "verb")
    date_hierarchy = "created_at"

    @admin.display(description=_("data"))
    def short_data(self, entry: LedgerEntry) -> str:
        text = json.dumps(entry.data, ensure_ascii=False)
        return text if len(text) <= 120 else text[:119] + "…"


@admin.register(DaySeal)
class DaySealAdmin(RecordAdmin):
    view_verb = "ledger.read"
    list_display = ("day", "entries", "hash")


@admin.register(Letter)
class LetterAdmin(RecordAdmin):
    list_display = ("created_at", "kind", "recipient", "subject", "state", "sent_at")
    list_filter = ("state", "kind")
    search_fields = ("recipient", "subject")
