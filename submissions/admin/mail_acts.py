"""What is done with one mail: read again, split, pictures and large files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.policy import policy
from submissions.form_fields import LineField
from submissions.models import LargeFileLink, MailMessage, MailPart
from submissions.services.mail import handling, resending
from submissions.services.mail.reading import read_again
from submissions.services.mail.resending import ASK

if TYPE_CHECKING:
    from submissions.admin.mails import MailAdmin

POST_ONLY = ["POST"]


class AskForm(forms.Form):
    """The letter that asks for a large file, as the editor leaves it."""

    subject = LineField(label=gettext_lazy("Subject"), max_length=150)
    body = forms.CharField(
        label=gettext_lazy("Letter"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 9}),
    )


class MailActs:
    """The acts on one mail; each asks the policy through its service."""

    def __init__(self, model_admin: MailAdmin) -> None:
        """Stand in the site of the board."""
        self.site = model_admin.admin_site

    def read(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read a mail once more."""
        if request.method != "POST":
            return HttpResponseNotAllowed(POST_ONLY)
        mail = self._mail(request, pk)
        try:
            mail = read_again(message=mail, actor=person(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            said = _("Read again: %(outcome)s.")
            messages.success(request, said % {"outcome": mail.get_outcome_display()})
        return _back(request, mail)

    def split(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make another text of a mail a piece of its own, and open it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(POST_ONLY)
        mail = self._mail(request, pk)
        number = request.POST.get("text", "")
        try:
            piece = handling.split_off(
                message=mail,
                text=int(number) if number.isdecimal() else -1,
                actor=person(request),
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return _back(request, mail)
        said = _("%(ref)s is made of it. Nobody was written to.")
        messages.success(request, said % {"ref": piece.ref})
        return redirect("admin:submissions_submission_change", piece.pk)

    def take(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a photograph of a mail to the mail's piece."""
        if request.method != "POST":
            return HttpResponseNotAllowed(POST_ONLY)
        parts = MailPart.objects.select_related("message__submission")
        part = get_object_or_404(parts, pk=pk)
        policy.require(request.user, "mail.read", part.message)
        try:
            handling.take_photo_over(part=part, actor=person(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            piece = part.message.submission
            said = _("The photograph is with %(ref)s now; it is being checked.")
            messages.success(request, said % {"ref": piece.ref if piece else ""})
        return _back(request, part.message)

    def ask(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the letter that asks for a large file; send it as it was left."""
        links = LargeFileLink.objects.select_related("message__submission")
        link = get_object_or_404(links, pk=pk)
        policy.require(request.user, "mail.read", link.message)
        policy.require(request.user, ASK, link.message.submission)
        return self._letter(
            request,
            link.message,
            words=handling.asking_letter(link),
            send=partial(handling.ask_for_file, link=link),
            asked_at=link.asked_at,
            title=_("Ask for a large file"),
            names=(link.name,),
            expires=link.expires,
        )

    def ask_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the letter that asks for shut files; send it as it was left."""
        mail = self._mail(request, pk)
        policy.require(request.user, ASK, mail.submission)
        sent = resending.letter_sent(mail)
        return self._letter(
            request,
            mail,
            words=resending.resend_letter(mail),
            send=partial(resending.ask_to_resend, message=mail),
            asked_at=sent.created_at if sent else None,
            title=_("Ask for the files once more"),
            names=resending.shut_names(mail),
        )

    def _letter(
        self,
        request: HttpRequest,
        mail: MailMessage,
        *,
        words: tuple[str, str],
        send: Callable[..., object],
        asked_at: datetime | None,
        **shown: object,
    ) -> HttpResponse:
        """Show a letter that is prepared; send it once, as it was left."""
        subject, body = words
        form = AskForm(request.POST or None, initial={"subject": subject, "body": body})
        if request.method == "POST" and form.is_valid() and asked_at is None:
            try:
                send(actor=person(request), **form.cleaned_data)
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("The letter is on its way."))
            return _back(request, mail)
        context = {
            **self.site.each_context(request),
            "asked_at": asked_at,
            "mail": mail,
            "form": form,
            **shown,
        }
        return TemplateResponse(request, "desk/mail_ask.html", context)

    def _mail(self, request: HttpRequest, pk: int) -> MailMessage:
        mails = MailMessage.objects.select_related("submission", "mailbox")
        mail = get_object_or_404(mails, pk=pk)
        policy.require(request.user, "mail.read", mail)
        return mail


def _back(request: HttpRequest, mail: MailMessage) -> HttpResponse:
    """Return to where the button stood: the mail's page, or a piece's room."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("admin:submissions_mailmessage_change", mail.pk)
