"""Beside a piece: the call for copy that it answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from desk.policy import policy
from submissions.call_letters import register_call_letters
from submissions.enums import Source
from submissions.models import Submission
from submissions.panels import register_panel
from submissions.services.calls.tracking import call_of, mark_commissioned
from submissions.services.calls.writing import WRITE, register_subject_of_calls
from submissions.services.new_words import register_reader


def call_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return the call that a piece answers; None for one that came by itself."""
    call = call_of(piece) if piece.source == Source.FORM else None
    if call is None:
        return None
    return {"call": call, "may_open": policy.may(request.user, WRITE)}


def register_calls() -> None:
    """Name the letters of calls and their subject, what answers one, the card."""
    register_call_letters()
    register_subject_of_calls()
    register_reader(mark_commissioned)
    register_panel("call", call_panel, "desk/room_call.html", place=15)
