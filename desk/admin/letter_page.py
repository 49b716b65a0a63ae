"""The page of one letter: its text, what became of it, and what may be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.letter_kinds import kind_word
from desk.letter_subjects import find_subjects
from desk.models import Letter, LetterEnclosure
from desk.policy import policy
from desk.services.letter_acts import (
    READ,
    available_acts,
    drop_letter,
    is_secret,
    release_letter,
    send_again,
    shown_words,
)

if TYPE_CHECKING:
    from desk.admin.letters import LetterAdmin


class WordsForm(forms.Form):
    """The words of a letter that waits."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )


class LetterPage:
    """The views of one letter; each act asks the policy through its service."""

    def __init__(self, model_admin: LetterAdmin) -> None:
        """Stand in the site of the list."""
        self.site = model_admin.admin_site

    def show(
        self,
        request: HttpRequest,
        pk: int,
        *,
        form: WordsForm | None = None,
        recipient: str | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Show a letter; with what was typed when it was refused."""
        letter = self._letter(request, pk)
        named = (letter.object_type, letter.object_id)
        subject, body = shown_words(letter)
        acts = available_acts(letter, person(request))
        context = {
            **self.site.each_context(request),
            "title": subject,
            "letter": letter,
            "kind": kind_word(letter.kind),
            "body": body,
            "is_secret": is_secret(letter),
            "about": find_subjects([named]).get(named),
            "acts": acts,
            "form": form or WordsForm(initial={"subject": subject, "body": body}),
            "recipient": letter.recipient if recipient is None else recipient,
            "enclosures": letter.enclosures.all(),
            "again": letter.again.order_by("pk"),
            "number": letter.again.count() + 1,
        }
        return TemplateResponse(request, "desk/letter.html", context, status=status)

    def release(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a waiting letter go, in the words that were typed."""
        letter = self._asked(request, pk)
        form = WordsForm(request.POST)
        if not form.is_valid():
            return self.show(request, pk, form=form, status=422)

        def act() -> object:
            words = form.cleaned_data
            return release_letter(
                letter=letter,
                actor=person(request),
                subject=words["subject"],
                body=words["body"],
            )

        return self._do(request, pk, act, _("The letter is on its way."), form=form)

    def drop(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide that a letter does not go."""
        letter = self._asked(request, pk)

        def act() -> object:
            return drop_letter(letter=letter, actor=person(request))

        return self._do(request, pk, act, _("The letter is not sent."))

    def again(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a letter once more, perhaps to another address."""
        letter = self._asked(request, pk)
        number = request.POST.get("number", "")
        recipient = request.POST.get("recipient", "")[:254]
        try:
            again = send_again(
                letter=letter,
                actor=person(request),
                recipient=recipient,
                number=int(number) if number.isdecimal() else None,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.show(request, pk, recipient=recipient, status=409)
        messages.success(request, _("The letter is on its way once more."))
        return redirect("admin:desk_letter_change", again.pk)

    def enclosure(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Hand out what was enclosed, as a file to keep."""
        rows = LetterEnclosure.objects.select_related("letter")
        found = get_object_or_404(rows, pk=pk)
        policy.require(request.user, READ, found.letter)
        try:
            file = found.file.open("rb")
        except OSError as error:
            raise Http404 from error
        answer = FileResponse(
            file,
            as_attachment=True,
            filename=found.name,
            content_type="application/octet-stream",
        )
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer

    def _do(
        self,
        request: HttpRequest,
        pk: int,
        act: Callable[[], object],
        said: str,
        form: WordsForm | None = None,
    ) -> HttpResponse:
        try:
            act()
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.show(request, pk, form=form, status=409)
        messages.success(request, said)
        return redirect("admin:desk_letter_change", pk)

    def _asked(self, request: HttpRequest, pk: int) -> Letter:
        return self._letter(request, pk)

    def _letter(self, request: HttpRequest, pk: int) -> Letter:
        rows = Letter.objects.select_related("again_of", "decided_by")
        letter = get_object_or_404(rows, pk=pk)
        policy.require(request.user, READ, letter)
        return letter
