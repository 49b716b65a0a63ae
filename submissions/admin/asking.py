"""Ask an author for originals, pass a link on, close it; renew her private link."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from submissions.admin.reading import ReadingRoom
from submissions.models import Submission, UploadLink
from submissions.services.asking import close_for_desk
from submissions.services.status_links import renew_status_link
from submissions.services.upload_links import (
    DAYS,
    MOST_DAYS,
    MOST_WORDS,
    NewLink,
    ask_for_originals,
)
from submissions.views.clearance_files import clearance_response
from submissions.views.pieces import piece_for


class AskingForm(forms.Form):
    """What the author is to send; ``known`` is how many links the asker saw."""

    asks_for = forms.CharField(
        label=gettext_lazy("What is asked for"),
        max_length=MOST_WORDS,
        error_messages={"required": gettext_lazy("Say what the author is to send.")},
    )
    days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, initial=DAYS)
    known = forms.IntegerField(min_value=0)


def ask(request: HttpRequest, pk: int, *, room: ReadingRoom) -> HttpResponse:
    """Make a link, write to the author, and show the link this once.

    Refused, it shows the room again, with what was typed.
    """
    piece = _piece(request, pk)
    if request.method != "POST":
        return NotThatWay(["POST"])
    form = AskingForm(request.POST)
    if not form.is_valid():
        errors = [str(error) for each in form.errors.values() for error in each]
        messages.error(request, " ".join(errors))
        return room.show(request, str(pk), status=422)
    try:
        made = _made(request, piece, form.cleaned_data)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return room.show(request, str(pk), status=409)
    return _shown(request, piece, made)


def close(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Close a link under which files could still be sent."""
    piece = _piece(request, pk)
    if request.method != "POST":
        return NotThatWay(["POST"])
    found = get_object_or_404(UploadLink, pk=link, submission=piece)
    close_for_desk(link=found, actor=person(request))
    messages.success(request, _("The link is closed."))
    return _back(pk)


def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the author a new private link; the old one opens nothing any more."""
    piece = _piece(request, pk)
    if request.method != "POST":
        return NotThatWay(["POST"])
    renew_status_link(submission=piece, actor=person(request))
    if piece.contact_email:
        said = _("A new private link goes to %(address)s; the old one is dead.")
        messages.success(request, said % {"address": piece.contact_email})
    else:
        said = _("The old private link is dead. No letter goes: there is no e-mail.")
        messages.warning(request, said)
    return _back(pk)


def clearance(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the stamped page as a file to keep; this is recorded."""
    return clearance_response(_piece(request, pk), person(request))


def _made(request: HttpRequest, piece: Submission, asked: dict[str, Any]) -> NewLink:
    """Make the link, unless another was made since the page was opened."""
    if piece.upload_links.count() != asked["known"]:
        raise Refused(
            _(
                "The author has been asked meanwhile; see below. Close that link"
                " first if you want to ask for something else."
            ),
            code="asked_meanwhile",
        )
    return ask_for_originals(
        submission=piece,
        actor=person(request),
        asks_for=asked["asks_for"],
        days=asked["days"],
    )


def _shown(request: HttpRequest, piece: Submission, made: NewLink) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Link for the originals"),
        "piece": piece,
        "made": made,
        "code": f"data:image/svg+xml;base64,{b64encode(made.qr.encode()).decode()}",
    }
    answer = TemplateResponse(request, "desk/link_made.html", context)
    add_never_cache_headers(answer)  # the word of the link is told once
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _piece(request: HttpRequest, pk: int) -> Submission:
    return piece_for(request.user, pk=pk)


def _back(pk: int) -> HttpResponse:
    return redirect("admin:submissions_submission_change", pk)
