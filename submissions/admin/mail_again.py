"""Read many mails once more: asked for first, then *n done, m refused*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from desk.admin.refusals import person
from desk.exceptions import Refused
from submissions.models import MailMessage
from submissions.services.mail.reading import read_again

if TYPE_CHECKING:
    from submissions.admin.mails import MailAdmin

# A person waits for the answer; a mail with documents takes a second or two.
MOST = 50
REASONS_SHOWN = 5


@admin.action(description=_("Process again…"), permissions=["process"])
def read_again_action(
    model_admin: MailAdmin, request: HttpRequest, queryset: QuerySet[MailMessage]
) -> HttpResponse | None:
    """Ask, then read each chosen mail once more."""
    mails = list(queryset[: MOST + 1])
    if len(mails) > MOST:
        said = gettext("At most %(most)d mails at once. Choose fewer.")
        messages.error(request, said % {"most": MOST})
        return None
    if request.POST.get("confirmed"):
        _report(request, *_read_all(request, mails))
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Process again"),
        "mails": mails,
        "action_name": "read_again_action",
    }
    return TemplateResponse(request, "desk/mail_again.html", context)


def _read_all(request: HttpRequest, mails: list[MailMessage]) -> tuple[int, list[str]]:
    done, refused = 0, []
    for mail in mails:
        try:
            read_again(message=mail, actor=person(request))
            done += 1
        except Refused as refusal:
            refused.append(f"{mail}：{refusal}")
    return done, refused


def _report(request: HttpRequest, done: int, refused: list[str]) -> None:
    said = ngettext("%(n)d mail read again", "%(n)d mails read again", done)
    said %= {"n": done}
    if not refused:
        messages.success(request, said + gettext("."))
        return
    more = ngettext(", %(n)d mail refused.", ", %(n)d mails refused.", len(refused))
    messages.warning(request, said + more % {"n": len(refused)})
    for reason in refused[:REASONS_SHOWN]:
        messages.warning(request, reason)
