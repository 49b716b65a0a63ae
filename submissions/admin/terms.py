"""Agree for how long a piece is ours alone: the form of the reading room."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import person
from desk.exceptions import Refused
from submissions.services.exclusive import agree_exclusive_term
from submissions.views.pieces import piece_for


class TermForm(forms.Form):
    """The day that was agreed, and what was said."""

    until = forms.DateField(label=gettext_lazy("Ours alone until"))
    note = forms.CharField(
        label=gettext_lazy("How it was agreed"), max_length=500, required=False
    )


def agree_term(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an agreed term down and go back to the piece."""
    piece = piece_for(request.user, pk=pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = TermForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This is no day. Choose one from the calendar."))
        return redirect("admin:submissions_submission_change", pk)
    try:
        agree_exclusive_term(
            submission=piece, actor=person(request), **form.cleaned_data
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The term is written down."))
    return redirect("admin:submissions_submission_change", pk)
