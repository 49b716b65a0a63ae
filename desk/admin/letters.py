"""The list of every letter, and the door to one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.filters import WrittenFilter
from desk.admin.letter_bulk import ACTIONS
from desk.admin.letter_filters import AboutFilter, LetterKindFilter, TroubleFilter
from desk.admin.letter_page import LetterPage
from desk.admin.refusals import answering
from desk.enums import LetterState
from desk.letter_kinds import all_kinds, kind_word
from desk.letter_subjects import find_subjects
from desk.models import Letter, LetterEnclosure
from desk.policy import policy
from desk.services.letter_acts import READ, SEND, shown_words
from desk.services.letter_reach import letters_for
from desk.templatetags.desk_text import moment

STATE_LABELS = {
    LetterState.WAITING: "warning",
    LetterState.QUEUED: "info",
    LetterState.SENDING: "info",
    LetterState.SENT: "success",
    LetterState.FAILED: "danger",
    LetterState.SUPPRESSED: "info",
    LetterState.DROPPED: "info",
}


@admin.register(Letter)
class LetterAdmin(ModelAdmin):
    list_display = (
        "letter",
        "state_shown",
        "kind_shown",
        "about",
        "trouble",
        "written",
    )
    list_display_links = ("letter",)
    list_filter = (
        *("state", WrittenFilter, LetterKindFilter),
        *(TroubleFilter, AboutFilter),
    )
    list_filter_submit = False
    list_per_page = 50
    list_before_template = "desk/letters_head.html"
    search_fields = ("recipient", "subject")
    search_help_text = _("Recipient, subject or receipt number.")
    empty_hint = _(
        "Every letter to an author stands here: the receipt, what becomes of her piece,"
        " and what the desk asks of her."
    )
    actions = ACTIONS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        rows = LetterEnclosure.objects.filter(letter=OuterRef("pk")).order_by()
        counted = rows.values("letter").annotate(n=Count("pk")).values("n")
        ordering = self.get_ordering(request) or ("-created_at", "-id")
        user: Any = request.user
        found = letters_for(user, super().get_queryset(request))
        found = found.order_by(*ordering)
        return found.annotate(enclosed=Coalesce(Subquery(counted), 0))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Letter], search_term: str
    ) -> tuple[QuerySet[Letter], bool]:
        """Keep codes in subjects from being found out by searching for them."""
        found, twice = super().get_search_results(request, queryset, search_term)
        if search_term:
            secret = [kind.kind for kind in all_kinds() if kind.essential]
            found = found.exclude(
                Q(kind__in=secret) & ~Q(recipient__icontains=search_term)
            )
        return found, twice

    def get_urls(self) -> list[URLPattern]:
        page, staff = LetterPage(self), self.admin_site.admin_view
        views = (
            ("<int:pk>/release/", require_POST(page.release), "release"),
            ("<int:pk>/drop/", require_POST(page.drop), "drop"),
            ("<int:pk>/again/", require_POST(page.again), "again"),
            ("enclosures/<int:pk>/", page.enclosure, "enclosure"),
        )
        own = [
            path(route, staff(answering(view)), name=f"desk_letter_{name}")
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Look up what the letters of a page are about, by one question a kind."""
        changelist = super().get_changelist_instance(request)
        letters = list(changelist.result_list)
        named = {(row.object_type, row.object_id) for row in letters}
        subjects = find_subjects(named)
        for row in letters:
            row.subject_of = subjects.get((row.object_type, row.object_id))
        changelist.result_list = letters
        return changelist

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"may_word": policy.may(request.user, "letter.configure")}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST":
            raise PermissionDenied
        pk = int(object_id) if object_id.isdecimal() else 0
        return answering(LetterPage(self).show)(request, pk)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, READ)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, READ)

    def has_send_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, SEND)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("letter"), ordering="recipient")
    def letter(self, letter: Letter) -> str:
        return format_html(
            '<bdi class="gk-cell-title">{}</bdi><bdi class="gk-cell-ref">{}</bdi>',
            shown_words(letter)[0],
            letter.recipient,
        )

    @display(description=_("state"), ordering="state", label=STATE_LABELS)
    def state_shown(self, letter: Letter) -> tuple[str, str]:
        return letter.state, letter.get_state_display()

    @admin.display(description=_("kind"), ordering="kind")
    def kind_shown(self, letter: Letter) -> str:
        files = letter.enclosed  # type: ignore[attr-defined]  # annotated
        said = ngettext("%(n)d enclosure", "%(n)d enclosures", files) % {"n": files}
        return format_html(
            '{}<span class="gk-cell-ref">{}</span>',
            kind_word(letter.kind),
            said if files else "",
        )

    @admin.display(description=_("about"))
    def about(self, letter: Letter) -> str:
        subject = letter.subject_of  # type: ignore[attr-defined]  # looked up
        if subject is None:
            return "—"
        return format_html(
            '<a class="gk-link" href="{}">{}</a>', subject.address, subject.name
        )

    @admin.display(description=_("attempts"), ordering="attempts")
    def trouble(self, letter: Letter) -> str:
        return format_html(
            '{}<span class="gk-cell-why">{}</span>',
            letter.attempts or "—",
            letter.error,
        )

    @admin.display(description=_("written at"), ordering="created_at")
    def written(self, letter: Letter) -> str:
        sent = moment(letter.sent_at)
        return format_html(
            '{}<span class="gk-cell-ref">{}</span>',
            moment(letter.created_at),
            _("sent %(at)s") % {"at": sent} if sent else "",
        )
