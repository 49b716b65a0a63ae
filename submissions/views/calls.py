"""The page behind the link of a call for copy: what is wanted, write, or decline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.exceptions import Refused
from submissions.models import CallRecipient
from submissions.services.calls.answering import (
    begin_piece,
    decline_call,
    note_opened,
    recipient_of,
)
from submissions.services.calls.tracking import pieces_of
from submissions.services.drafts import resume_path
from submissions.views.limits import refuse_over
from submissions.views.private_pages import nothing_here, private_page

BEGUN_PER_HOUR = 60


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is wanted; begin a piece under it, or decline."""
    recipient = recipient_of(token)
    if recipient is None:
        return nothing_here(request)
    if request.method != "POST":
        if request.method == "GET":  # a HEAD is a program's look at the address
            note_opened(recipient)
        return _page(request, recipient)
    if "decline" in request.POST:
        decline_call(recipient=recipient, note=request.POST.get("note", ""))
        address = reverse("submissions:call", args=[token])
        return HttpResponseRedirect(address, status=303)
    return _begin(request, recipient)


def _begin(request: HttpRequest, recipient: CallRecipient) -> HttpResponse:
    sentence = _("Many pieces were begun; go on in an hour.")
    try:
        refuse_over(request, what="calls", most=BEGUN_PER_HOUR, sentence=sentence)
        key = begin_piece(recipient)
    except Refused as refusal:
        return _page(request, recipient, problem=str(refusal), status=429)
    return HttpResponseRedirect(resume_path(key), status=303)


def _page(
    request: HttpRequest,
    recipient: CallRecipient,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "recipient": recipient,
        "call": recipient.call,
        "sent": len(pieces_of([recipient])[recipient.pk]),
        "problem": problem,
    }
    return render(request, "submissions/call.html", context, status=status)
