"""What the reading room shows, gathered in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from desk.admin.refusals import person
from desk.policy import policy
from desk.services.personal import mask_phone
from press.copy.counting import characters
from press.copy.serial import from_json
from submissions.admin.forms import CopyForm, initial_from
from submissions.admin.guess_rows import guesses_of
from submissions.admin.photo_words import photo_words_context
from submissions.admin.room_mail import author_messages, mail_panel
from submissions.enums import READING, Action, ReviewStage, Status
from submissions.models import Review, Submission, Version
from submissions.panels import panels_for
from submissions.services.board import next_waiting
from submissions.services.comparing import changes_between
from submissions.services.copy import current_copy
from submissions.services.editing import EDITABLE_ON_DESK
from submissions.services.questions import ASK, PAST, open_questions
from submissions.services.shelving import default_until
from submissions.services.signatures import PIECE_READS, other_reads, twice
from submissions.services.tagging.naming import offered_names
from submissions.services.workflow import available_actions
from submissions.transitions import needs_note

MAIN_ACTIONS = (
    Action.START_FIRST_READ,
    Action.SIGN_FIRST_READ,
    Action.SIGN_SECOND_READ,
    Action.SIGN_FINAL_READ,
    Action.CLAIM,
    Action.RESUME,
    Action.RESUBMIT,
)
# Placing and publishing belong to the pages, not to this room.
PAGE_ACTIONS = (Action.PLACE, Action.UNPLACE, Action.PUBLISH, Action.UNPUBLISH)


@dataclass(frozen=True, slots=True)
class ActionButton:
    """A button of the room; a blocked one waits for the open guesses."""

    name: str
    label: str
    is_main: bool
    needs_note: bool
    is_blocked: bool = False


def _buttons(
    request: HttpRequest,
    piece: Submission,
    valid: dict[str, Review],
    *,
    open_guesses: int,
) -> list[ActionButton]:
    found = [
        action
        for action in available_actions(piece, person(request))
        if action not in PAGE_ACTIONS
    ]
    if Action.START_FIRST_READ in found:  # it claims the piece as well
        found.remove(Action.CLAIM)
    order = {action: place for place, action in enumerate(MAIN_ACTIONS)}
    found.sort(key=lambda action: order.get(action, len(order)))
    # Who has signed a read of the piece is not asked to take it up again.
    read = any(review.reviewer_id == person(request).pk for review in valid.values())
    main = [a for a in found if a in MAIN_ACTIONS and not read][:1]
    blocked = (Action.SIGN_FIRST_READ,) if open_guesses else ()
    return [
        ActionButton(a.value, str(a.label), a in main, needs_note(a), a in blocked)
        for a in found
    ]


def _reads(valid: dict[str, Review]) -> list[dict[str, Any]]:
    """Return the three reads with the signature under each, if there is one."""
    stages = (ReviewStage.FIRST, ReviewStage.SECOND, ReviewStage.FINAL)
    return [{"label": stage.label, "review": valid.get(stage)} for stage in stages]


def _stuck(request: HttpRequest, piece: Submission, valid: dict[str, Review]) -> str:
    """Return why this person cannot sign the read that is due; nothing if she can."""
    if piece.status not in (*READING, Status.PLACED):
        return ""
    due = next((stage for stage in PIECE_READS if stage not in valid), None)
    mine = other_reads(piece, person(request)).get(due) if due else None
    return twice(mine, piece) if mine else ""


def _may_edit(request: HttpRequest, piece: Submission) -> bool:
    return piece.status in EDITABLE_ON_DESK and policy.may(
        request.user, "submission.edit", piece
    )


def _may_hold(buttons: Sequence[ActionButton]) -> bool:
    return any(button.name == Action.HOLD for button in buttons)


def room_context(
    request: HttpRequest, piece: Submission, form: CopyForm | None
) -> dict[str, Any]:
    """Return the template context of the room; ``form`` is a refused save."""
    photos = tuple(piece.photos.prefetch_related("renditions"))
    copy = current_copy(piece)
    number = piece.current_version.number if piece.current_version else 0
    if form is None:
        form = CopyForm(initial=initial_from(piece, copy, number=number), photos=photos)
    reviews = piece.reviews.filter(void_at__isnull=True)
    valid = {r.stage: r for r in reviews.select_related("reviewer", "version")}
    guesses = guesses_of(piece, copy, photos)
    open_guesses = len(guesses.open) if guesses else 0
    can_edit = _may_edit(request, piece)
    buttons = _buttons(request, piece, valid, open_guesses=open_guesses)
    return {
        "piece": piece,
        "copy": copy,
        "form": form,
        "photos": photos,
        "number": number,
        "characters": characters(copy),
        "usual_length": piece.section.usual_length if piece.section else 0,
        "typed_note": request.POST.get("note", ""),  # of an act that was refused
        "buttons": buttons,
        "hold_until": default_until(piece) if _may_hold(buttons) else None,
        "can_edit": can_edit,
        "guesses": guesses,
        "open_guesses": open_guesses,
        "mail_panel": mail_panel(request, piece),
        "author_messages": author_messages(request, piece, may_edit=can_edit),
        "questions": list(open_questions(piece)),
        "may_ask_author": policy.may(request.user, ASK, piece)
        and piece.status not in PAST,
        "typed_question": request.POST.get("question", ""),
        "may_answer": policy.may(request.user, "mail.process"),
        "reads": _reads(valid),
        "stuck": _stuck(request, piece, valid),
        "phone": mask_phone(piece.contact_phone),
        "may_phone": policy.may(request.user, "personal.open", piece),
        "may_original": policy.may(request.user, "photo.original", piece),
        **photo_words_context(request, piece, can_edit=can_edit, has_reads=bool(valid)),
        "versions": piece.versions.select_related("author").defer("copy"),
        "transitions": piece.transitions.select_related("actor"),
        "next_piece": next_waiting(person(request), piece),
        "panels": panels_for(piece, request),
        "known_tags": offered_names(),
    }


def conflict_context(
    piece: Submission, form: CopyForm | None, other: Version | None
) -> dict[str, Any]:
    """Return what an editor needs whose save came after somebody else's."""
    if other is None or form is None:
        return {"conflict": None}
    begun = piece.versions.filter(number=form.cleaned_data["expected_number"]).first()
    form.begun_from(other.number)
    clashes = form.merge(from_json(begun.copy), from_json(other.copy)) if begun else []
    return {
        "conflict": other,
        "conflict_changes": changes_between(begun, other) if begun else (),
        "clashes": clashes,
    }
