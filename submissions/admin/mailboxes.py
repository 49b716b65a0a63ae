"""The mailboxes: which there are, how each is doing, and the door to setting one up."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.policy import policy
from submissions.admin.mailbox_room import MailboxRoom
from submissions.mail_enums import MailboxState, Outcome
from submissions.models import Mailbox, MailMessage
from submissions.services.mail.glancing import day_begins
from submissions.services.mail.mailboxes import delete_mailbox

STATE_LABELS = {
    MailboxState.GOOD: "success",
    MailboxState.TROUBLED: "danger",
    MailboxState.NEW: "info",
    MailboxState.OFF: "warning",
}


def _mails(**found: Any) -> Coalesce:
    """Count the mails of a mailbox that are meant."""
    mails = MailMessage.objects.filter(mailbox=OuterRef("pk"), **found).order_by()
    counted = mails.values("mailbox").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


@admin.register(Mailbox)
class MailboxAdmin(ModelAdmin):
    list_display = ("mailbox", "state_shown", "last_look", "today", "waiting")
    list_display_links = ("mailbox",)
    actions = None
    empty_hint = _(
        "Correspondents write to a mailbox of yours; name it here, and what they send"
        " becomes pieces by itself."
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mailbox]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                mails_today=_mails(received_at__gte=day_begins()),
                mails_waiting=_mails(outcome=Outcome.WAITING),
            )
        )

    def get_urls(self) -> list[URLPattern]:
        room, staff = MailboxRoom(self), self.admin_site.admin_view
        views = (
            ("<int:pk>/test/", room.test, "submissions_mailbox_test"),
            ("<int:pk>/old-mail/", room.old_mail, "submissions_mailbox_old_mail"),
            ("<int:pk>/switch/", room.switch, "submissions_mailbox_switch"),
        )
        own = [
            path(route, staff(answering(view)), name=name)
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return answering(MailboxRoom(self).add)(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        pk = int(object_id) if object_id.isdigit() else 0
        return answering(MailboxRoom(self).change)(request, pk)

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Explain what cannot be deleted before anything is listed."""
        pk = int(object_id) if object_id.isdigit() else 0
        mailbox = get_object_or_404(Mailbox, pk=pk)
        answering(policy.require)(request.user, "mailbox.configure", mailbox)
        if mailbox.messages.exists():
            messages.error(
                request,
                gettext(
                    "Mail of this mailbox is kept here, so it stays. Switch it off"
                    " instead."
                ),
            )
            return redirect("admin:submissions_mailbox_change", pk)
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: HttpRequest, obj: Mailbox) -> None:
        try:
            delete_mailbox(mailbox=obj, actor=person(request))
        except Refused as refusal:  # a mail came in the meantime
            messages.error(request, str(refusal))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "mailbox.configure")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "mailbox.configure")

    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission
    has_add_permission = has_module_permission

    @admin.display(description=_("mailbox"), ordering="name")
    def mailbox(self, mailbox: Mailbox) -> str:
        return format_html(
            '<span class="gk-cell-title">{}</span><span class="gk-cell-ref">{}</span>',
            mailbox.name,
            mailbox.username,
        )

    @display(description=_("state"), label=STATE_LABELS)
    def state_shown(self, mailbox: Mailbox) -> tuple[str, str]:
        return mailbox.state, str(mailbox.state.label)

    @admin.display(description=_("last good look"), ordering="succeeded_at")
    def last_look(self, mailbox: Mailbox) -> str:
        looked = naturaltime(mailbox.succeeded_at) if mailbox.succeeded_at else "—"
        if mailbox.state != MailboxState.TROUBLED:
            return str(looked)
        return format_html(
            '{}<span class="gk-cell-trouble">{}</span>', looked, mailbox.failure
        )

    @admin.display(description=_("mails today"), ordering="mails_today")
    def today(self, mailbox: Mailbox) -> int:
        return mailbox.mails_today  # type: ignore[attr-defined]  # annotated

    @admin.display(description=_("waiting"), ordering="mails_waiting")
    def waiting(self, mailbox: Mailbox) -> int:
        return mailbox.mails_waiting  # type: ignore[attr-defined]  # as above
