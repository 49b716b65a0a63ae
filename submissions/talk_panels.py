"""Cards beside a piece: the desk's notes, who outside has it, splitting it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from desk.policy import policy
from press.copy.serial import from_json
from submissions.enums import EDITABLE, OutsideVerdict
from submissions.models import Note, Submission
from submissions.panels import register_panel
from submissions.services import notes, outside

USUAL_DAYS = 3  # that somebody outside has a piece
OPENING = 24  # characters of a paragraph that a list shows


def notes_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return the desk's notes; who is named there and looks has seen them."""
    user: Any = request.user
    found = list(notes.notes_of(piece).prefetch_related("mentions__user"))
    if found:
        notes.see_mentions(submission=piece, user=user)
    may_write = policy.may(user, notes.WRITE)
    if not (found or may_write):
        return None
    return {
        "notes": [{"note": note, "words": _words(note)} for note in found],
        "may_write": may_write,
        "typed": request.POST.get("internal_note", ""),
        "most": notes.MOST_CHARACTERS,
        "people": [str(each) for each in notes.staff() if each.pk != user.pk]
        if may_write
        else (),
    }


def _words(note: Note) -> list[tuple[str, bool]]:
    """Return the text of a note in parts, and which of them name somebody."""
    people = {str(named.user) for named in note.mentions.all()}
    people |= {named.user.get_username() for named in note.mentions.all()}
    if not people:
        return [(note.text, False)]
    longest_first = sorted(people, key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    parts = re.split(f"([@＠](?:{names}))", note.text, flags=re.IGNORECASE)
    return [(part, bool(place % 2)) for place, part in enumerate(parts) if part]


def outside_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return to whom a piece was sent, and whether it can be sent out."""
    found = list(outside.clearances_of(piece))
    may_keep = policy.may(request.user, outside.KEEP, piece)
    may_send = may_keep and piece.status in outside.SENT_FROM
    if not (found or may_send):
        return None
    today, now = timezone.localdate(), piece.current_version
    return {
        "rows": [
            {
                "out": out,
                "is_open": out.verdict == OutsideVerdict.OPEN,
                "is_late": out.verdict == OutsideVerdict.OPEN and out.due_on < today,
                "is_changed": now is not None and out.version_id != now.pk,
            }
            for out in found
        ],
        "may_keep": may_keep,
        "may_send": may_send,
        "verdicts": outside.ANSWERS,
        "today": today.isoformat(),
        "due_on": request.POST.get("due_on")
        or (today + timedelta(days=USUAL_DAYS)).isoformat(),
        "typed": request.POST,
    }


def dividing_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return the paragraphs with which a second piece could begin."""
    may = policy.may(request.user, "submission.edit", piece)
    if not (may and piece.status in EDITABLE and piece.current_version):
        return None
    blocks = from_json(piece.current_version.copy).blocks
    return {
        "blocks": [
            (number, block.text[:OPENING], block.kind)
            for number, block in enumerate(blocks)
        ][1:],
        "photos": list(piece.photos.all()),
        "number": piece.current_version.number,
        "typed": request.POST,
    }


def register_panels() -> None:
    """Put the cards into the reading room."""
    register_panel("notes", notes_panel, "desk/room_notes.html", place=40)
    register_panel("outside", outside_panel, "desk/room_outside.html", place=45)
    register_panel("dividing", dividing_panel, "desk/room_dividing.html", place=80)
