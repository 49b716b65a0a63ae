"""Decide on guesses and on what an author wrote: the acts of the reading room."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.policy import policy
from submissions.models import AuthorMessage, Proposal, Submission
from submissions.services.mail.author_messages import mark_seen
from submissions.services.mail.deciding import (
    accept_all,
    accept_proposal,
    change_proposal,
)
from submissions.views.pieces import piece_for

POST_ONLY = ["POST"]


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a guess, take another reading, put other words there, or drop it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(POST_ONLY)
    rows = Proposal.objects.select_related("submission", "photo")
    guess = get_object_or_404(rows, pk=pk)
    policy.require(request.user, "submission.read", guess.submission)
    try:
        _decide(request, guess)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(guess.submission, "#guesses")


def _decide(request: HttpRequest, guess: Proposal) -> None:
    actor, choice = person(request), request.POST.get("choice", "")
    other = request.POST.get("other", "")
    if choice == "accept":
        accept_proposal(proposal=guess, actor=actor)
    elif choice == "drop":
        change_proposal(proposal=guess, value="", actor=actor)
    elif choice == "change":
        value = request.POST.get("value", "")
        change_proposal(proposal=guess, value=value, actor=actor)
    elif other.isdecimal() and int(other) < len(guess.alternatives):
        value = guess.alternatives[int(other)]
        change_proposal(proposal=guess, value=value, actor=actor)
    else:
        raise Refused(_("This choice does not exist. Please reload the page."))


def decide_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept every guess that is still open."""
    if request.method != "POST":
        return HttpResponseNotAllowed(POST_ONLY)
    piece = piece_for(request.user, pk=pk)
    try:
        count = accept_all(piece=piece, actor=person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("%(n)d guess accepted.", "%(n)d guesses accepted.", count)
        messages.success(request, said % {"n": count})
    return _back(piece)


def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a message of an author has been read."""
    if request.method != "POST":
        return HttpResponseNotAllowed(POST_ONLY)
    rows = AuthorMessage.objects.select_related("submission")
    message = get_object_or_404(rows, pk=pk)
    policy.require(request.user, "submission.read", message.submission)
    try:
        mark_seen(message=message, actor=person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(message.submission)


def _back(piece: Submission, place: str = "") -> HttpResponse:
    room = reverse("admin:submissions_submission_change", args=(piece.pk,))
    return redirect(f"{room}{place}")
