"""The list of pieces, and the door to the reading room."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.policy import policy
from desk.templatetags.desk_text import moment, urgency
from submissions.admin import bulk, dividing, tagging
from submissions.admin.filters import (
    ClaimFilter,
    ReceivedFilter,
    SeenFilter,
    ShelfFilter,
    TermFilter,
)
from submissions.admin.forms import NewPieceForm
from submissions.admin.reading import ReadingRoom
from submissions.admin.room_urls import room_views
from submissions.admin.searching import SearchRoom
from submissions.admin.tag_column import WholeChangeList, tags_column, with_tags
from submissions.admin.tag_filters import TagFilter
from submissions.enums import Source, Status
from submissions.models import Photo, Submission
from submissions.services.reach import pieces_for
from submissions.services.receiving import receive_submission
from submissions.services.searching import matching
from submissions.views.pieces import piece_for

STATUS_LABELS = {
    Status.RECEIVED: "info",
    Status.FIRST_READ: "warning",
    Status.SECOND_READ: "warning",
    Status.ACCEPTED: "success",
    Status.PLACED: "success",
    Status.PUBLISHED: "success",
    Status.HELD: "info",
    Status.RETURNED: "danger",
    Status.DECLINED: "danger",
    Status.WITHDRAWN: "danger",
    Status.KILLED: "danger",
    Status.JOINED: "info",
}


@admin.register(Submission)
class SubmissionAdmin(ModelAdmin):
    list_display = (
        "piece",
        "status_shown",
        "section",
        "extent",
        "author",
        "claimed_by",
        "due",
        "received",
    )
    list_display_links = ("piece",)
    list_filter = (
        *("status", ClaimFilter, TermFilter, ShelfFilter, SeenFilter),
        *(ReceivedFilter, "section", "kind", "source"),
        TagFilter,
    )
    list_filter_submit = False
    list_select_related = ("section", "claimed_by")
    list_per_page = 40  # what an eye takes in, in a third of a second
    show_full_result_count = False  # a question less
    search_fields = ("ref",)  # shows the box; what it finds is below
    search_help_text = _("Words of the piece, its number, author or unit.")
    empty_hint = _(
        "Pieces arrive by the form at the address of this site; the desk can type"
        " one in itself."
    )
    actions = (*bulk.ACTIONS, *tagging.ACTIONS, *dividing.ACTIONS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        pieces = pieces_for(request.user, super().get_queryset(request))
        if request.GET.get("source__exact") != Source.ARCHIVE:
            pieces = pieces.exclude(source=Source.ARCHIVE)
        found = with_tags(pieces)
        photos = Photo.objects.filter(submission=OuterRef("pk")).order_by()
        total = photos.values("submission").annotate(n=Count("pk")).values("n")
        return found.annotate(photo_total=Subquery(total))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Count once."""
        return WholeChangeList

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        """Put the tags after the length, with a button for who may decide."""
        may_decide = policy.may(request.user, tagging.MAY)
        place = self.list_display.index("extent") + 1
        column = tags_column(may_decide=may_decide)
        return (*self.list_display[:place], column, *self.list_display[place:])

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search as the search page does; never twice the same piece."""
        words = search_term.strip()
        return (matching(words, queryset) if words else queryset), False

    def get_urls(self) -> list[URLPattern]:
        room, staff = ReadingRoom(self), self.admin_site.admin_view
        views = (*SearchRoom(self).views(), *room_views(room))
        own = [
            path(route, staff(answering(view)), name=name)
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return answering(ReadingRoom(self).show)(request, object_id)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        piece_of = answering(piece_for)
        piece_of(request.user, pk=int(object_id) if object_id.isdigit() else 0)
        return super().history_view(request, object_id, extra_context)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        answering(policy.require)(request.user, "submission.edit")
        form = NewPieceForm(request.POST or None, initial={"key": uuid4().hex})
        if request.method == "POST" and form.is_valid():
            try:
                incoming = form.to_incoming()
                taken = receive_submission(incoming=incoming, actor=person(request))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                piece = taken.submission
                said = gettext("%(ref)s is taken in.") % {"ref": piece.ref}
                messages.success(request, said)
                return redirect("admin:submissions_submission_change", piece.pk)
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "title": gettext("New piece"),
        }
        return TemplateResponse(request, "desk/new_piece.html", context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "submission.edit")

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

    @admin.display(description=_("length"), ordering="char_count")
    def extent(self, submission: Submission) -> str:
        photos = submission.photo_total  # type: ignore[attr-defined]
        words = gettext("%(n)s characters") % {"n": f"{submission.char_count:,}"}
        if not photos:
            return words
        return format_html(
            '<span>{}</span><span class="gk-cell-ref">{}</span>',
            words,
            gettext("%(n)d photos") % {"n": photos},
        )

    @admin.display(description=_("author"), ordering="contact_unit")
    def author(self, submission: Submission) -> str:
        return format_html(
            '<span class="gk-cell-author">{}</span><span class="gk-cell-ref">{}</span>',
            submission.contact_name,
            submission.contact_unit,
        )

    @admin.display(description=_("deadline"), ordering="deadline")
    def due(self, submission: Submission) -> str:
        if submission.deadline is None:
            return ""
        return format_html(
            '<span class="{}">{}</span>',
            urgency(submission.deadline),
            moment(submission.deadline),
        )

    @admin.display(description=_("received"), ordering="received_at")
    def received(self, submission: Submission) -> str:
        return moment(submission.received_at)
