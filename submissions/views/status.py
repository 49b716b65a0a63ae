"""The receipt and the page of a piece: what becomes of it, nothing of other people."""

from __future__ import annotations

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from submissions.enums import Status
from submissions.services.exclusive import exclusive_words
from submissions.services.publication import page_picture_of
from submissions.services.questions import open_questions
from submissions.services.revising import may_withdraw
from submissions.services.status import status_view
from submissions.views.doors import Door
from submissions.views.steps import steps_of


@require_safe
def status(request: HttpRequest, door: Door) -> HttpResponse:
    """Show what became of a piece."""
    piece, found = door.piece, status_view(door.piece)
    context: dict[str, Any] = {
        "status": found,
        "steps": steps_of(found),
        "door": door,
        "piece": piece,
        "may_revise": piece.status == Status.RETURNED,
        "may_withdraw": may_withdraw(piece),
        "exclusive": exclusive_words(piece),
        "on_a_page": piece.status == Status.PLACED,
        "has_picture": page_picture_of(piece) is not None,
        "questions": open_questions(piece),
        "answered": "answered" in request.GET,
        "sent_back": "sent-back" in request.GET,
    }
    response = render(request, "submissions/status.html", context)
    return _without_referrer(response)


@require_safe
def received(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the receipt; the link names the configured site, never the asked host."""
    link = f"{settings.SITE_URL}{door.address}"
    context = {
        "status": status_view(door.piece),
        "address": door.address,
        "link": link,
        "code": picture_of_link(link),
        "again": "again" in request.GET,
    }
    response = render(request, "submissions/received.html", context)
    return _without_referrer(response)


def picture_of_link(link: str) -> str:
    """Return a link as the address of a picture of it (QR), for a telephone."""
    made = segno.make_qr(link, error="m")
    return made.svg_data_uri(border=2, dark="#1b1916", light="#fffefa", scale=4)


def _without_referrer(response: HttpResponse) -> HttpResponse:
    """Keep a page's address from everybody; it has no form that would miss it."""
    response["Referrer-Policy"] = "no-referrer"
    return response
