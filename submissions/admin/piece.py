"""The list of pieces, and the door to the reading room."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.policy import policy
from submissions.admin import bulk
from submissions.admin.filters import ClaimFilter
from submissions.admin.reading import ReadingRoom
from submissions.enums import Status
from submissions.models import Submission

STATUS_LABELS = {
    Status.RECEIVED: "info",
    Status.FIRST_READ: "warning",
    Status.SECOND_READ: "warning",
    Status.ACCEPTED: "success",
    Status.PLACED: "success",
    Status.RETURNED: "danger",
    Status.DECLINED: "danger",
    Status.KILLED: "danger",
}


@admin.register(Submission)
class SubmissionAdmin(ModelAdmin):
    list_display = (
        "piece",
        "status_shown",
        "section",
        "char_count",
        "photos_total",
        "author",
        "claimed_by",
        "deadline",
        "received_at",
    )
    list_display_links = ("piece",)
    list_filter = ("status", ClaimFilter, "section", "kind", "source", "tags")
    list_filter_submit = False
    list_select_related = ("section", "claimed_by")
    list_per_page = 50
    search_fields = (
        "ref",
        "headline",
        "kicker",
        "deck",
        "byline",
        "contact_name",
        "contact_unit",
    )
    search_help_text = _("Receipt number, words of the headline, author or unit.")
    date_hierarchy = "received_at"
    actions = bulk.ACTIONS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        found = super().get_queryset(request)
        return found.annotate(photo_total=Count("photos", distinct=True))

    def get_urls(self) -> list[URLPattern]:
        room, staff = ReadingRoom(self), self.admin_site.admin_view
        views = (
            ("<int:pk>/act/", room.act, "submissions_submission_act"),
            ("<int:pk>/copy/", room.save, "submissions_submission_copy"),
            ("<int:pk>/phone/", room.phone, "submissions_submission_phone"),
            (
                "<int:pk>/versions/<int:number>/",
                room.version,
                "submissions_submission_version",
            ),
            ("photos/<int:pk>/<slug:kind>/", room.photo, "submissions_photo_file"),
        )
        own = [path(route, staff(view), name=name) for route, view, name in views]
        return [*own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return ReadingRoom(self).show(request, object_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "submission.read", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "submission.edit", obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "submission.read")

    @admin.display(description=_("piece"), ordering="headline")
    def piece(self, submission: Submission) -> str:
        return format_html(
            '<span class="gk-cell-title">{}</span><span class="gk-cell-ref">{}</span>',
            submission.title,
            submission.ref,
        )

    @display(description=_("status"), ordering="status", label=STATUS_LABELS)
    def status_shown(self, submission: Submission) -> tuple[str, str]:
        return submission.status, submission.get_status_display()

    @admin.display(description=_("photos"), ordering="photo_total")
    def photos_total(self, submission: Submission) -> int:
        return submission.photo_total  # type: ignore[attr-defined]

    @admin.display(description=_("author"), ordering="contact_unit")
    def author(self, submission: Submission) -> str:
        parts = (submission.contact_name, submission.contact_unit)
        return " · ".join(part for part in parts if part)
