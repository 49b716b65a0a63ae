"""Records that people read and nobody edits."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.filters import (
    ActorFilter,
    KindFilter,
    OpeningFilter,
    VerbFilter,
    WrittenFilter,
)
from desk.admin.refusals import person
from desk.enums import JobState
from desk.exceptions import Refused
from desk.job_words import KIND_WORDS
from desk.ledger_words import VERB_WORDS
from desk.letter_subjects import find_subjects
from desk.models import DaySeal, Job, LedgerEntry
from desk.policy import policy
from desk.services.jobs import retry_job
from desk.templatetags.desk_text import moment

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
        "work",
        "state_shown",
        "progress_bar",
        "attempts",
        "asked",
        "finished",
        "error",
    )
    list_filter = ("state", "queue", KindFilter)
    search_fields = ("unique_key",)
    actions = ("retry",)

    @admin.action(description=_("Try again"), permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        done = 0
        for job in queryset:
            try:
                retry_job(job=job, actor=person(request))
                done += 1
            except Refused as refusal:
                messages.error(request, str(refusal))
        if done:
            messages.success(request, gettext("Queued again: %(n)d.") % {"n": done})

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "job.retry")

    @admin.display(description=_("kind"), ordering="kind")
    def work(self, job: Job) -> str:
        return str(KIND_WORDS.get(job.kind, job.kind))

    @display(description=_("state"), ordering="state", label=JOB_LABELS)
    def state_shown(self, job: Job) -> tuple[str, str]:
        return job.state, job.get_state_display()

    @admin.display(description=_("asked at"), ordering="created_at")
    def asked(self, job: Job) -> str:
        return moment(job.created_at)

    @admin.display(description=_("finished at"), ordering="finished_at")
    def finished(self, job: Job) -> str:
        return moment(job.finished_at)

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
    list_display = ("at", "act", "subject", "actor", "short_data")
    list_display_links = ("act",)
    list_filter = (OpeningFilter, WrittenFilter, ActorFilter, VerbFilter)
    list_filter_submit = False
    list_select_related = ("actor",)
    search_fields = ("object_id", "verb")

    @admin.display(description=_("at"), ordering="id")
    def at(self, entry: LedgerEntry) -> str:
        return moment(entry.created_at)

    @admin.display(description=_("what happened"), ordering="verb")
    def act(self, entry: LedgerEntry) -> str:
        return str(VERB_WORDS.get(entry.verb, entry.verb))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Look up what the entries of a page are about, by one question a kind."""
        changelist = super().get_changelist_instance(request)
        entries = list(changelist.result_list)
        subjects = find_subjects({(row.object_type, row.object_id) for row in entries})
        for row in entries:
            row.named = subjects.get((row.object_type, row.object_id))
        changelist.result_list = entries
        return changelist

    @admin.display(description=_("object"), ordering="object_id")
    def subject(self, entry: LedgerEntry) -> str:
        try:
            kind = apps.get_model(entry.object_type)._meta.verbose_name
        except (LookupError, ValueError):  # of a release that is gone
            kind = entry.object_type
        named = getattr(entry, "named", None)
        if named is None:
            return f"{kind} {entry.object_id}"
        link = '{} <a class="gk-link" href="{}"><bdi>{}</bdi></a>'
        return format_html(link, kind, named.address, named.name)

    @admin.display(description=_("data"))
    def short_data(self, entry: LedgerEntry) -> str:
        text = json.dumps(entry.data, ensure_ascii=False)
        return text if len(text) <= 120 else text[:119] + "…"


@admin.register(DaySeal)
class DaySealAdmin(RecordAdmin):
    view_verb = "ledger.read"
    list_display = ("day", "entries", "hash")
