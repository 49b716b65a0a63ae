"""The card beside a piece: who was asked for a read by a link, and what she said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from desk.policy import policy
from submissions.enums import READING, Status
from submissions.models import ApprovalLink, Submission
from submissions.panels import register_panel
from submissions.services.approval_links import ASK, is_live, links_for

# Where a read may be due; the page behind the button looks more closely.
ASKABLE = (Status.RECEIVED, *READING, Status.ACCEPTED, Status.PLACED)


def approvals_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return the links of a piece, and whether another may be made."""
    may_ask = policy.may(request.user, ASK, piece) and piece.status in ASKABLE
    links = list(links_for(piece).select_related("version").defer("version__copy"))
    if not (links or may_ask):
        return None
    rows = [
        {"link": link, "state": _state(piece, link), "is_live": _live(piece, link)}
        for link in links
    ]
    return {"piece": piece, "rows": rows, "may_ask": may_ask}


def _live(piece: Submission, link: ApprovalLink) -> bool:
    return is_live(link) and link.version_id == piece.current_version_id


def _state(piece: Submission, link: ApprovalLink) -> str:
    if link.outcome:
        return str(link.get_outcome_display())
    if link.version_id != piece.current_version_id:
        return _("dead: the words were changed")
    return _("over")


def register_panels() -> None:
    """Put the card into the reading room."""
    register_panel("approvals", approvals_panel, "desk/room_approvals.html", place=46)
