"""Flag a piece from its room, so that it has a final read before make-up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from submissions.services.flags import set_flags
from submissions.views.pieces import piece_for


def flag(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the flags that are ticked, and no others."""
    if request.method != "POST":
        return NotThatWay(["POST"])
    piece = piece_for(request.user, pk=pk)
    try:
        ticked = request.POST.getlist("flags")
        set_flags(submission=piece, flags=ticked, actor=person(request))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The flags are saved."))
    return redirect("admin:submissions_submission_change", pk)
