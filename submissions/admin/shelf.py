"""How long a held piece may lie: the form of the reading room."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from submissions.services.shelving import set_shelf_life
from submissions.views.pieces import piece_for


class ShelfForm(forms.Form):
    """Until when a piece is held."""

    until = forms.DateField(label=gettext_lazy("Hold until"))


def set_shelf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a piece until another day and go back to it."""
    piece = piece_for(request.user, pk=pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = ShelfForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This is no day. Choose one from the calendar."))
        return redirect("admin:submissions_submission_change", pk)
    try:
        set_shelf_life(submission=piece, actor=person(request), **form.cleaned_data)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The shelf life is written down."))
    return redirect("admin:submissions_submission_change", pk)
