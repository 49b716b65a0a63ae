"""What a look at a photograph showed, as it is kept in a row and read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from press.imaging.likeness import Likeness
from press.imaging.looking import PhotoLook
from submissions.models import Photo, Upload

Row = TypeVar("Row", Photo, Upload)


def facts_of(look: PhotoLook) -> dict[str, Any]:
    """Return the facts that ``Photo`` and ``Upload`` keep: JSON, no words."""
    facts = look.facts
    return {
        "mode": facts.mode,
        "frames": facts.frames,
        "gps_in_original": facts.gps_in_original,
        "notes": [note.value for note in facts.notes],
        "cm_at_300": facts.cm_at_300,
        "cm_at_200": facts.cm_at_200,
        "judgements": [
            {
                "code": said.code.value,
                "numbers": said.numbers,
                "because": [reason.value for reason in said.because],
            }
            for said in look.judgements
        ],
        "likeness": _written(look.likeness),
    }


def likeness_in(facts: dict[str, Any]) -> Likeness | None:
    """Return the likeness that facts hold."""
    kept = facts.get("likeness")
    if not kept:
        return None
    return Likeness(
        signs=int(kept["signs"], 16),
        colours=bytes.fromhex(kept["colours"]),
        proportion=kept["proportion"],
        pixels=kept["pixels"],
    )


def twins_of(rows: Sequence[Row]) -> dict[int, Row]:
    """Find for each photograph the first before it that shows the same, by its pk."""
    found: dict[int, Row] = {}
    alike = {row.pk: likeness_in(row.facts) for row in rows}
    for place, row in enumerate(rows):
        mine = alike[row.pk]
        for earlier in rows[:place]:
            theirs = alike[earlier.pk]
            same_bytes = bool(row.sha256) and row.sha256 == earlier.sha256
            if same_bytes or (mine and theirs and mine.shows_same_as(theirs)):
                found[row.pk] = earlier
                break
    return found


def _written(likeness: Likeness | None) -> dict[str, Any] | None:
    if likeness is None:
        return None
    return {
        "signs": f"{likeness.signs:x}",
        "colours": likeness.colours.hex(),
        "proportion": likeness.proportion,
        "pixels": likeness.pixels,
    }
