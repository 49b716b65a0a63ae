"""The wording of letters: every kind, its words, and how it will read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.letter_kinds import LetterKind, find_kind
from desk.letter_subjects import sample_words
from desk.models import LetterTemplate
from desk.policy import policy
from desk.services.letter_templates import (
    CONFIGURE,
    house_words,
    paper_name,
    preview,
    restore_house_words,
    save_template,
    wording_of,
    wordings,
)
from desk.services.letter_tests import send_test_letter


class WordingForm(forms.Form):
    """Subject and text of a kind, and whether it goes; the service checks the words."""

    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    is_sent = forms.BooleanField(
        label=_("Is sent"),
        required=False,
        help_text=_("Off: letters of this kind are not written at all."),
    )
    waits_for_desk = forms.BooleanField(
        label=_("Shown to the desk first"),
        required=False,
        help_text=_("On: a letter waits until somebody has looked at it and sends it."),
    )


@admin.register(LetterTemplate)
class LetterWordingAdmin(ModelAdmin):
    """All kinds, with a row of the desk's own words or without one."""

    def get_urls(self) -> list[URLPattern]:
        staff = self.admin_site.admin_view
        views = (
            ("", self.kinds, "changelist"),
            ("<slug:kind>/", self.word, "word"),
            ("<slug:kind>/restore/", require_POST(self.restore), "restore"),
        )
        return [
            path(route, staff(answering(view)), name=f"desk_lettertemplate_{name}")
            for route, view, name in views
        ]

    def kinds(self, request: HttpRequest) -> HttpResponse:
        """List every kind as it stands now."""
        policy.require(request.user, CONFIGURE)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Wording of letters"),
            "wordings": wordings(),
        }
        return TemplateResponse(request, "desk/letter_kinds.html", context)

    def word(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Show the words of a kind, and how they read; save or test what is typed."""
        policy.require(request.user, CONFIGURE)
        known = _known(kind)
        if request.method != "POST":
            return self._show(request, known, _form(known))
        form = WordingForm(request.POST)
        if not form.is_valid():
            return self._show(request, known, form, status=422)
        typed = form.cleaned_data
        try:
            if "_test" in request.POST:
                letter = send_test_letter(
                    kind=kind,
                    actor=person(request),
                    subject=typed["subject"],
                    body=typed["body"],
                )
                said = gettext("The test letter goes to %(address)s.")
                messages.success(request, said % {"address": letter.recipient})
                return self._show(request, known, form)
            if "_preview" in request.POST:
                return self._show(request, known, form)
            save_template(kind=kind, actor=person(request), **_columns(known, typed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, known, form, status=409)
        said = gettext("“%(kind)s” is saved.") % {"kind": known.name}
        messages.success(request, said)
        return redirect("admin:desk_lettertemplate_word", kind)

    def restore(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Let the house's words go again."""
        restore_house_words(kind=_known(kind).kind, actor=person(request))
        messages.success(request, gettext("The house's words go again."))
        return redirect("admin:desk_lettertemplate_word", kind)

    def _show(
        self,
        request: HttpRequest,
        kind: LetterKind,
        form: WordingForm,
        *,
        status: int = 200,
    ) -> HttpResponse:
        stands = wording_of(kind)
        house = house_words(kind)
        subject = form["subject"].value() or ""
        body = form["body"].value() or ""
        context = {
            **self.admin_site.each_context(request),
            "title": kind.name,
            "kind": kind,
            "form": form,
            "stands": stands,
            "placeholders": kind.placeholders,
            "house": {"subject": house[0], "body": house[1]},
            "sample": {**sample_words(kind), "paper": paper_name()},
            "preview": preview(kind, subject=subject.strip(), body=body.strip()),
            "my_address": person(request).email,
        }
        template = "desk/letter_wording.html"
        return TemplateResponse(request, template, context, status=status)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, CONFIGURE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, CONFIGURE)


def _known(kind: str) -> LetterKind:
    known = find_kind(kind)
    if known is None or not known.body:
        raise Http404
    return known


def _form(kind: LetterKind) -> WordingForm:
    stands = wording_of(kind)
    return WordingForm(
        initial={
            "subject": stands.subject,
            "body": stands.body,
            "is_sent": stands.is_sent,
            "waits_for_desk": stands.waits_for_desk,
        }
    )


def _columns(kind: LetterKind, typed: dict[str, Any]) -> dict[str, Any]:
    """Return what is saved; a way in has no switches in its form."""
    if kind.essential:
        return {**typed, "is_sent": True, "waits_for_desk": False}
    return typed
