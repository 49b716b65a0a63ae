"""What was changed in the pieces of a page since their second read, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from press.copy.changes.finding import changes_between
from press.copy.serial import from_json
from submissions.change_words import CHANGES, PLACES
from submissions.models import Submission, Version
from submissions.services.comparing import edits_since_second_read


@dataclass(frozen=True, slots=True)
class LateEditView:
    """A piece edited after its second read, with every cut and change since."""

    piece: Submission
    signed: Version
    current: Version
    findings: tuple[dict[str, Any], ...]


def late_edits(pieces: Iterable[Submission]) -> tuple[LateEditView, ...]:
    """Return the late edits of some pieces, in two queries."""
    return tuple(
        LateEditView(
            edit.piece, edit.signed, edit.current, _findings(edit.signed, edit.current)
        )
        for edit in edits_since_second_read(pieces)
    )


def _findings(signed: Version, current: Version) -> tuple[dict[str, Any], ...]:
    before, after = (from_json(each.copy) for each in (signed, current))
    return tuple(
        {
            "place": PLACES[found.place],
            "change": CHANGES[found.change],
            "before": found.before,
            "after": found.after,
        }
        for found in changes_between(before, after)
    )
