"""The intake board: every mail that came in, and what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.refusals import answering
from desk.policy import policy
from desk.templatetags.desk_text import moment
from submissions.admin import mail_served
from submissions.admin.mail_acts import MailActs
from submissions.admin.mail_again import read_again_action
from submissions.admin.mail_filters import FlagFilter, WhenFilter
from submissions.admin.mail_page import MailPage
from submissions.mail_enums import Outcome
from submissions.models import LargeFileLink, MailMessage, MailPart
from submissions.services.mail.glancing import outcome_counts
from submissions.services.mail.mailboxes import troubled_mailboxes
from submissions.services.mail.resending import SHUT
from submissions.services.reach import mails_within_reach

OUTCOME_LABELS = {
    Outcome.WAITING: "info",
    Outcome.ACCEPTED: "success",
    Outcome.REPLY: "success",
    Outcome.DUPLICATE: "info",
    Outcome.QUARANTINED: "danger",
    Outcome.FILED: "info",
    Outcome.REJECTED: "danger",
    Outcome.LEFT: "warning",
}


def _count(model: type[MailPart] | type[LargeFileLink], **wanted: Any) -> Coalesce:
    rows = model.objects.filter(message=OuterRef("pk"), **wanted).order_by()
    counted = rows.values("message").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


@admin.register(MailMessage)
class MailAdmin(ModelAdmin):
    list_display = (
        *("mail", "outcome_shown", "why", "extent", "piece", "mailbox", "received"),
    )
    list_display_links = ("mail",)
    list_filter = ("outcome", WhenFilter, "mailbox", FlagFilter)
    list_filter_submit = False
    list_per_page = 50
    list_before_template = "desk/mail_summary.html"
    search_fields = (
        *("subject", "sender_name", "sender_address", "parts__name"),
        *("submission__ref", "claimed_ref"),
    )
    search_help_text = _("Subject, sender, name of a file or receipt number.")
    empty_hint = _(
        "Every mail of your mailboxes stands here as soon as it is fetched, whatever"
        " becomes of it."
    )
    actions = (read_again_action,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[MailMessage]:
        ordering = self.get_ordering(request) or ("-received_at", "-id")
        return (
            MailMessage.objects.for_lists()
            .filter(mails_within_reach(request.user))
            .order_by(*ordering)
            .annotate(
                part_total=_count(MailPart),
                large_total=_count(LargeFileLink),
                shut_total=_count(MailPart, role__in=SHUT),
            )
        )

    def get_urls(self) -> list[URLPattern]:
        acts, staff = MailActs(self), self.admin_site.admin_view
        views = (
            ("<int:pk>/read/", acts.read, "read"),
            ("<int:pk>/split/", acts.split, "split"),
            ("<int:pk>/resend/", acts.ask_again, "resend"),
            ("<int:pk>/raw/", mail_served.raw_page, "raw"),
            ("<int:pk>/raw.eml", mail_served.raw_file, "eml"),
            ("parts/<int:pk>/", mail_served.part_file, "part"),
            ("parts/<int:pk>/take/", acts.take, "take"),
            ("files/<int:pk>/ask/", acts.ask, "ask"),
        )
        own = [
            path(route, staff(answering(view)), name=f"submissions_mailmessage_{name}")
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {
            "counts": outcome_counts,
            "troubled": troubled_mailboxes,
            "may_configure": policy.may(request.user, "mailbox.configure"),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return answering(MailPage(self).show)(request, object_id)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "mail.read")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "mail.read")

    def has_process_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "mail.process")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("mail"), ordering="subject")
    def mail(self, mail: MailMessage) -> str:
        return format_html(
            '<bdi class="gk-cell-title">{}</bdi><bdi class="gk-cell-ref">{}</bdi>',
            str(mail),
            mail.sender_name or mail.sender_address,
        )

    @display(description=_("outcome"), ordering="outcome", label=OUTCOME_LABELS)
    def outcome_shown(self, mail: MailMessage) -> tuple[str, str]:
        return mail.outcome, mail.get_outcome_display()

    @admin.display(description=_("reason"))
    def why(self, mail: MailMessage) -> str:
        reason = mail.get_reason_display() if mail.reason else ""
        if mail.detail:
            reason = f"{reason} {mail.detail}".strip()
        shut = mail.shut_total  # type: ignore[attr-defined]  # annotated
        if shut and not reason:
            said = ngettext("%(n)d file not opened.", "%(n)d files not opened.", shut)
            reason = said % {"n": shut}
        return format_html('<span class="gk-cell-why">{}</span>', reason)

    @admin.display(description=_("size"), ordering="byte_size")
    def extent(self, mail: MailMessage) -> str:
        parts = mail.part_total  # type: ignore[attr-defined]  # annotated
        large = mail.large_total  # type: ignore[attr-defined]  # as above
        files = []
        if parts:
            files.append(ngettext("%(n)d file", "%(n)d files", parts) % {"n": parts})
        if large:
            files.append(gettext("%(n)d large") % {"n": large})
        return format_html(
            '{}<span class="gk-cell-ref">{}</span>',
            filesizeformat(mail.byte_size),
            " · ".join(files),
        )

    @admin.display(description=_("piece"))
    def piece(self, mail: MailMessage) -> str:
        if mail.submission is None:
            return "—"
        address = reverse(
            "admin:submissions_submission_change", args=(mail.submission_id,)
        )
        return format_html(
            '<a class="gk-link" href="{}">{}</a>', address, mail.submission.ref
        )

    @admin.display(description=_("arrived"), ordering="received_at")
    def received(self, mail: MailMessage) -> str:
        return moment(mail.received_at)
