"""Acts of the room that are said to people: notes, questions, outside clearance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from submissions.admin.reading import ReadingRoom
from submissions.enums import OutsideVerdict
from submissions.models import OutsideClearance, Question, Submission
from submissions.services.notes import write_note
from submissions.services.outside import (
    call_off,
    enter_answer,
    send_out,
)
from submissions.services.questions import ask_author, close_question
from submissions.views.clearance_files import outside_response
from submissions.views.pieces import piece_for


class SendOutForm(forms.Form):
    """To whom a piece is sent, and until when."""

    sent_to = forms.CharField(
        max_length=100,
        error_messages={"required": gettext_lazy("Say to whom the piece was sent.")},
    )
    due_on = forms.DateField(
        error_messages={
            "required": gettext_lazy("Say until when the answer must be here."),
            "invalid": gettext_lazy("Write the day as 2026-03-15."),
        }
    )
    note = forms.CharField(max_length=2000, required=False)


class AnswerForm(forms.Form):
    """What came back."""

    verdict = forms.CharField(max_length=10)
    opinion = forms.CharField(max_length=2000, required=False)
    page = forms.FileField(required=False)


def note(request: HttpRequest, pk: int, *, room: ReadingRoom) -> HttpResponse:
    """Write an internal note; refused, it stays in its field."""

    def act(piece: Submission) -> str:
        text = request.POST.get("internal_note", "")
        write_note(submission=piece, text=text, actor=person(request))
        return _("The note is there.")

    return _done(request, pk, room, act, "#notes")


def question(request: HttpRequest, pk: int, *, room: ReadingRoom) -> HttpResponse:
    """Ask the author something; refused, the question stays in its field."""

    def act(piece: Submission) -> str:
        text = request.POST.get("question", "")
        asked = ask_author(submission=piece, text=text, actor=person(request))
        if asked[1] is None:
            return _(
                "The question stands on the author's page. No letter goes: there is no"
                " usable e-mail."
            )
        return _("The question goes to %(address)s.") % {"address": piece.contact_email}

    return _done(request, pk, room, act, "#messages")


def close(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Close a question that needs no answer any more."""
    if request.method != "POST":
        return NotThatWay(["POST"])
    asked = get_object_or_404(
        Question, pk=question, submission=piece_for(request.user, pk=pk)
    )
    close_question(question=asked, actor=person(request))
    messages.success(request, _("The question is closed."))
    return _back(pk, "#messages")


def send(request: HttpRequest, pk: int, *, room: ReadingRoom) -> HttpResponse:
    """Note that the piece was sent to somebody outside."""

    def act(piece: Submission) -> str:
        asked = _valid(SendOutForm(request.POST))
        due_on: date = asked["due_on"]
        sent = send_out(
            submission=piece,
            sent_to=asked["sent_to"],
            due_on=due_on,
            note=asked["note"],
            actor=person(request),
        )
        return _("%(name)s has the piece until %(date)s.") % {
            "name": sent.sent_to,
            "date": due_on.isoformat(),
        }

    return _done(request, pk, room, act, "#outside")


def answer(
    request: HttpRequest, pk: int, clearance: int, *, room: ReadingRoom
) -> HttpResponse:
    """Enter what came back, or call the clearance off."""

    def act(piece: Submission) -> str:
        out = get_object_or_404(OutsideClearance, pk=clearance, submission=piece)
        asked = _valid(AnswerForm(request.POST, request.FILES))
        if asked["verdict"] == OutsideVerdict.CALLED_OFF:
            reason = asked["opinion"]
            call_off(clearance=out, reason=reason, actor=person(request))
            return _("The clearance is called off.")
        page = asked["page"]
        enter_answer(
            clearance=out,
            verdict=asked["verdict"],
            opinion=asked["opinion"],
            page=page,
            page_name=page.name if page else "",
            actor=person(request),
        )
        return _("The answer is entered.")

    return _done(request, pk, room, act, "#outside")


def stamped_page(request: HttpRequest, pk: int, clearance: int) -> FileResponse:
    """Hand out a stamped page as a file to keep; this is recorded."""
    piece = piece_for(request.user, pk=pk)
    out = get_object_or_404(OutsideClearance, pk=clearance, submission=piece)
    return outside_response(out, person(request))


def _done(
    request: HttpRequest,
    pk: int,
    room: ReadingRoom,
    act: Callable[[Submission], str],
    place: str,
) -> HttpResponse:
    """Do an act of the room and say so; refused, show the room with what was typed."""
    if request.method != "POST":
        return NotThatWay(["POST"])
    piece = piece_for(request.user, pk=pk)
    try:
        said = act(piece)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return room.show(request, str(pk), status=409)
    messages.success(request, said)
    return _back(pk, place)


def _valid(form: forms.Form) -> dict:
    if not form.is_valid():
        errors = [str(error) for each in form.errors.values() for error in each]
        raise Refused(" ".join(errors), code="bad_form")
    return form.cleaned_data


def _back(pk: int, place: str) -> HttpResponse:
    room = reverse("admin:submissions_submission_change", args=(pk,))
    return redirect(f"{room}{place}")
