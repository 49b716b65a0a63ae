"""What leaves the house of a mail: its source and its files, to who may open them."""

from __future__ import annotations

import unicodedata
from typing import TypeVar

from django.contrib import admin, messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.policy import policy
from submissions.models import MailMessage, MailPart
from submissions.services.mail.handling import open_part, open_raw
from submissions.upload_names import file_label

# A page shows the head and the words; photographs in base64 are no reading.
SHOWN = 200_000
SEEN_CONTROLS = "\n\t"

Served = TypeVar("Served", bound=HttpResponseBase)


def raw_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the beginning of a mail's source as text; this is recorded."""
    mail = _mail(request, pk)
    try:
        raw = open_raw(message=mail, actor=person(request))
    except Refused as refusal:
        return _back(request, mail, refusal)
    context = {
        **admin.site.each_context(request),
        "title": _("As it came"),
        "mail": mail,
        "text": source_text(raw),
        "size": len(raw),
        "is_cut": len(raw) > SHOWN,
    }
    response = TemplateResponse(request, "desk/mail_raw.html", context)
    return _guarded(response)


def raw_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the source of a mail out as a file; this is recorded."""
    mail = _mail(request, pk)
    try:
        raw = open_raw(message=mail, actor=person(request))
    except Refused as refusal:
        return _back(request, mail, refusal)
    name = file_label(mail.subject[:60]) if mail.subject.strip() else f"mail-{mail.pk}"
    response = HttpResponse(raw, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}.eml"
    )
    return _guarded(response)


def part_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand a part of a mail out as a file; this is recorded."""
    parts = MailPart.objects.select_related("message__submission")
    part = get_object_or_404(parts, pk=pk)
    policy.require(request.user, "mail.raw", part.message)
    try:
        opened = open_part(part=part, actor=person(request))
    except Refused as refusal:
        return _back(request, part.message, refusal)
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=file_label(part.name) if part.name else f"part-{part.position}",
        content_type="application/octet-stream",
    )
    return _guarded(response)


def source_text(raw: bytes) -> str:
    """Return bytes as text that can be read: nothing in it is unseen or turns round."""
    if len(raw) > SHOWN:
        raw = raw[: raw.rfind(b"\n", 0, SHOWN) + 1 or SHOWN]
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    return "".join(map(_seen, text.replace("\r\n", "\n")))


def _seen(sign: str) -> str:
    if sign in SEEN_CONTROLS or not unicodedata.category(sign).startswith("C"):
        return sign
    return f"\\u{ord(sign):04x}"


def _mail(request: HttpRequest, pk: int) -> MailMessage:
    mails = MailMessage.objects.select_related("duplicate_of", "submission")
    mail = get_object_or_404(mails, pk=pk)
    policy.require(request.user, "mail.raw", mail)
    return mail


def _back(request: HttpRequest, mail: MailMessage, refusal: Refused) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect("admin:submissions_mailmessage_change", mail.pk)


def _guarded(response: Served) -> Served:
    """Let no browser guess what the bytes are, nor keep them."""
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
