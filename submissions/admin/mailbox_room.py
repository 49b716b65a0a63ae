"""The room of one mailbox: set it up, test it, take in its old mail, switch it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.enums import OPEN_JOB_STATES
from desk.exceptions import Refused
from desk.policy import policy
from submissions.admin.mailbox_form import MailboxForm
from submissions.models import Mailbox
from submissions.services.mail.backlog import (
    count_old,
    import_backlog,
    last_backlog_job,
)
from submissions.services.mail.mailboxes import save_mailbox, test_mailbox
from submissions.services.mail.receipt_preview import preview, sample
from submissions.services.notices import house_words

if TYPE_CHECKING:
    from submissions.admin.mailboxes import MailboxAdmin
    from submissions.mail.imap.probing import ProbeStep


class MailboxRoom:
    """The views of one mailbox; each asks the policy through its service."""

    def __init__(self, model_admin: MailboxAdmin) -> None:
        """Stand in the site of the list."""
        self.site = model_admin.admin_site

    def add(self, request: HttpRequest) -> HttpResponse:
        """Write a new mailbox down, or try what is typed."""
        policy.require(request.user, "mailbox.configure")
        return self._form(request, Mailbox())

    def change(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change a mailbox, or try what is typed."""
        return self._form(request, self._mailbox(request, pk))

    def _form(self, request: HttpRequest, mailbox: Mailbox) -> HttpResponse:
        form = MailboxForm(request.POST or None, instance=mailbox)
        if request.method != "POST":
            return self._show(request, form)
        if not form.is_valid():
            return self._show(request, form, status=422)
        try:
            if "_test" in request.POST:
                return self._show(request, form, steps=self._try(request, form))
            saved = save_mailbox(
                mailbox=form.save(commit=False),
                actor=person(request),
                new_code=form.cleaned_data["new_code"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, form, status=409)
        said = _("“%(name)s” is saved. Test the connection to see whether it works.")
        messages.success(request, said % {"name": saved.name})
        return redirect("admin:submissions_mailbox_change", saved.pk)

    def _try(self, request: HttpRequest, form: MailboxForm) -> tuple[ProbeStep, ...]:
        typed = form.save(commit=False)
        typed.code = form.cleaned_data["new_code"] or typed.code
        return test_mailbox(mailbox=typed, actor=person(request))

    def test(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go through every step to a mail of a saved mailbox."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        mailbox = self._mailbox(request, pk)
        steps = test_mailbox(mailbox=mailbox, actor=person(request))
        return self._show(request, MailboxForm(instance=mailbox), steps=steps)

    def old_mail(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say how much old mail there is and that nobody is written to; then begin."""
        mailbox = self._mailbox(request, pk)
        try:
            if request.method == "POST":
                import_backlog(mailbox=mailbox, actor=person(request))
                messages.success(request, _("The old mail is being taken in."))
                return redirect("admin:submissions_mailbox_change", pk)
            count = count_old(mailbox=mailbox, actor=person(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:submissions_mailbox_change", pk)
        title = _("Take in old mail")
        context = {"mailbox": mailbox, "count": count, "title": title}
        return self._page(request, "desk/mailbox_old_mail.html", context)

    def switch(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Switch a mailbox off, or on again."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        mailbox = self._mailbox(request, pk)
        mailbox.is_active = request.POST.get("to") == "on"
        save_mailbox(mailbox=mailbox, actor=person(request))
        on = _("The mailbox is read again; the next look comes within a minute.")
        off = _("The mailbox is switched off. What came in before stays.")
        messages.success(request, on if mailbox.is_active else off)
        return redirect("admin:submissions_mailbox_change", pk)

    def _mailbox(self, request: HttpRequest, pk: int) -> Mailbox:
        policy.require(request.user, "mailbox.configure")
        return get_object_or_404(Mailbox, pk=pk)

    def _show(
        self,
        request: HttpRequest,
        form: MailboxForm,
        *,
        steps: tuple[ProbeStep, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        # What is typed and refused is not what the mailbox is.
        pk = form.instance.pk
        mailbox = Mailbox.objects.filter(pk=pk).first() if pk else None
        job = last_backlog_job(mailbox) if mailbox else None
        context = {
            "form": form,
            "mailbox": mailbox,
            "steps": steps,
            "typed_only": bool(steps) and form.is_bound,
            "job": job,
            "job_runs": bool(job and job.state in OPEN_JOB_STATES),
            "house": house_words(),
            "sample": sample(),
            "preview": preview(
                subject=form["receipt_subject"].value() or "",
                body=form["receipt_body"].value() or "",
            ),
            "title": mailbox.name if mailbox else _("New mailbox"),
        }
        return self._page(request, "desk/mailbox.html", context, status=status)

    def _page(
        self,
        request: HttpRequest,
        template: str,
        context: dict[str, Any],
        *,
        status: int = 200,
    ) -> HttpResponse:
        whole = {**self.site.each_context(request), **context}
        return TemplateResponse(request, template, whole, status=status)
