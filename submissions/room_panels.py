"""Cards beside a piece: what its author is asked for, her clearance, her link."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.policy import policy
from press.copy.serial import from_json
from submissions.enums import Flag, Status
from submissions.models import Clearance, SeenBefore, Submission
from submissions.panels import register_panel
from submissions.services.asking import originals_wanted
from submissions.services.clearances import OPEN_PAGE
from submissions.services.editing import EDITABLE_ON_DESK
from submissions.services.flags import proposed_flags
from submissions.services.reach import reaches
from submissions.services.seen.showing import is_loud, seen_of
from submissions.services.shelving import HOLD
from submissions.services.status_links import MAY_RENEW
from submissions.services.upload_links import ASK, DAYS, MOST_DAYS, MOST_WORDS, links_of


def asking_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return what the author was asked for, and whether she can be asked for more."""
    may_ask = policy.may(request.user, ASK, piece) and piece.status in EDITABLE_ON_DESK
    may_renew = policy.may(request.user, MAY_RENEW, piece)
    links = list(links_of(piece))
    typed = request.POST.get("asks_for")  # of a request that was refused
    if not (links or may_ask or may_renew):
        return None
    return {
        "piece": piece,
        "links": links,
        "may_ask": may_ask,
        "may_close": policy.may(request.user, ASK, piece),
        "may_renew": may_renew,
        "typed": typed is not None,
        "wanted": _wanted(piece, typed) if may_ask else "",
        "days": request.POST.get("days", DAYS),
        "most_days": MOST_DAYS,
        "most_words": MOST_WORDS,
    }


def _wanted(piece: Submission, typed: str | None) -> str:
    """Return what was typed, else what the verdicts on the photographs suggest."""
    return originals_wanted(list(piece.photos.all())) if typed is None else typed


def clearance_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return who approved the piece where it came from; None when nobody said."""
    clearance = Clearance.objects.filter(submission=piece).first()
    if clearance is None:
        return None
    return {
        "clearance": clearance,
        "may_open": policy.may(request.user, OPEN_PAGE, piece),
    }


def seen_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return the pieces with which this one shares words or photographs."""
    rows = [_seen_row(piece, seen) for seen in seen_of(piece)]
    for row in rows:
        row["may_open"] = reaches(request.user, row["other"])
    return {"rows": rows, "is_loud": any(r["is_loud"] for r in rows)} if rows else None


def _seen_row(piece: Submission, seen: SeenBefore) -> dict[str, Any]:
    is_later = seen.piece_id == piece.pk
    sent_again = _("Sent again later")
    return {
        "seen": seen,
        "other": seen.earlier if is_later else seen.piece,
        "label": seen.get_relation_display() if is_later else sent_again,
        "per_cent": round(seen.share * 100),
        "is_loud": is_loud(seen),
    }


def flags_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return what sends the piece to a final read, and what its words suggest."""
    may_edit = policy.may(request.user, "submission.edit", piece)
    may_set = may_edit and piece.status in EDITABLE_ON_DESK
    if not (may_set or piece.flags):
        return None
    version = piece.current_version
    suggested = proposed_flags(from_json(version.copy)) if may_set and version else ()
    rows = [
        {
            "flag": flag,
            "is_set": flag in piece.flags,
            "is_proposed": flag in suggested,
        }
        for flag in Flag
    ]
    return {"rows": rows, "may_set": may_set}


def shelf_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return until when a piece is held; None for one that is not."""
    if piece.status != Status.HELD:
        return None
    return {
        "until": piece.held_until,
        "is_over": bool(piece.held_until and piece.held_until <= timezone.localdate()),
        "may_set": policy.may(request.user, HOLD, piece),
    }


def register_panels() -> None:
    """Put the cards into the reading room."""
    register_panel("flags", flags_panel, "desk/room_flags.html", place=20)
    register_panel("shelf", shelf_panel, "desk/room_shelf.html", place=5)
    register_panel("seen", seen_panel, "desk/room_seen.html", place=12)
    register_panel("clearance", clearance_panel, "desk/room_clearance.html", place=60)
    register_panel("asking", asking_panel, "desk/room_asking.html", place=70)
