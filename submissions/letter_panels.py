"""Two cards beside a piece: its letters, and for how long it is ours alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from desk.models import Letter
from desk.policy import policy
from desk.services.letter_acts import READ
from submissions.models import Submission
from submissions.panels import register_panel
from submissions.services.exclusive import (
    AGREE,
    UNDECIDED,
    Clock,
    clock_of,
    default_until,
)

LETTERS_SHOWN = 5


def letters_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return the last letters about a piece; None where there are none."""
    if not policy.may(request.user, READ):
        return None
    label = Submission._meta.label_lower
    rows = Letter.objects.filter(object_type=label, object_id=str(piece.pk))
    letters = list(rows.defer("body").order_by("-created_at")[: LETTERS_SHOWN + 1])
    if not letters:
        return None
    return {
        "letters": letters[:LETTERS_SHOWN],
        "more": len(letters) > LETTERS_SHOWN,
        "about": f"{label}:{piece.pk}",
    }


def term_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return how the exclusive clock of a piece stands; None where it never ran."""
    clock = clock_of(piece)
    may_agree = policy.may(request.user, AGREE, piece) and piece.status in UNDECIDED
    if clock == Clock.NONE:
        return None
    return {
        "clock": clock.value,
        "until": piece.exclusive_until or default_until(piece.received_at),
        "may_agree": may_agree,
    }


def register_panels() -> None:
    """Put the cards into the reading room."""
    register_panel("term", term_panel, "desk/room_term.html", place=65)
    register_panel("letters", letters_panel, "desk/room_letters.html", place=72)
