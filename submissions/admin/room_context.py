"""What the reading room shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.services.ledger import entries_for
from desk.services.personal import mask_phone
from press.copy.counting import characters
from press.copy.html import blocks_to_html
from submissions.admin.forms import CopyForm, initial_from
from submissions.enums import EDITABLE, Action, ReviewStage
from submissions.models import Submission
from submissions.panels import panels_for
from submissions.services.copy import current_copy
from submissions.services.workflow import available_actions
from submissions.transitions import needs_note

MAIN_ACTIONS = (
    Action.SIGN_FIRST_READ,
    Action.SIGN_SECOND_READ,
    Action.CLAIM,
    Action.START_FIRST_READ,
    Action.RESUME,
    Action.RESUBMIT,
)
# Placing and publishing belong to the pages, not to this room.
PAGE_ACTIONS = (Action.PLACE, Action.UNPLACE, Action.PUBLISH)
LEDGER_SHOWN = 30


@dataclass(frozen=True, slots=True)
class ActionButton:
    """A button of the room."""

    name: str
    label: str
    is_main: bool
    needs_note: bool


def _buttons(request: HttpRequest, piece: Submission) -> list[ActionButton]:
    found = [
        action
        for action in available_actions(piece, request.user)
        if action not in PAGE_ACTIONS
    ]
    order = {action: place for place, action in enumerate(MAIN_ACTIONS)}
    found.sort(key=lambda action: order.get(action, len(order)))
    main = [a for a in found if a in MAIN_ACTIONS][:1]
    return [
        ActionButton(a.value, str(a.label), a in main, needs_note(a)) for a in found
    ]


def _reads(piece: Submission) -> list[dict[str, Any]]:
    """Return the three reads with the signature under each, if there is one."""
    valid = {
        review.stage: review
        for review in piece.reviews.select_related("reviewer", "version")
        if review.void_at is None
    }
    stages = (ReviewStage.FIRST, ReviewStage.SECOND, ReviewStage.FINAL)
    return [{"label": stage.label, "review": valid.get(stage)} for stage in stages]


def room_context(
    request: HttpRequest, piece: Submission, form: CopyForm | None
) -> dict[str, Any]:
    """Return the template context of the room; ``form`` is a refused save."""
    copy = current_copy(piece)
    number = piece.current_version.number if piece.current_version else 0
    photos = tuple(piece.photos.prefetch_related("renditions"))
    if form is None:
        initial = initial_from(
            piece, copy, number=number, body_html=blocks_to_html(copy.blocks)
        )
        form = CopyForm(initial=initial, photos=photos)
    return {
        "piece": piece,
        "copy": copy,
        "form": form,
        "photos": photos,
        "number": number,
        "characters": characters(copy),
        "usual_length": piece.section.usual_length if piece.section else 0,
        "buttons": _buttons(request, piece),
        "can_edit": piece.status in EDITABLE,
        "reads": _reads(piece),
        "phone": mask_phone(piece.contact_phone),
        "versions": piece.versions.select_related("author"),
        "transitions": piece.transitions.select_related("actor"),
        "ledger": entries_for(piece)[:LEDGER_SHOWN],
        "panels": panels_for(piece, request),
        "stuck": _("Nothing to decide here."),
    }
