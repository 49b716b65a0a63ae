"""What a look at a photograph showed, as it is kept in a row and read again."""

from __future__ import annotations

from typing import Any

from press.imaging.likeness import Likeness
from press.imaging.looking import PhotoLook


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


def _written(likeness: Likeness | None) -> dict[str, Any] | None:
    if likeness is None:
        return None
    return {
        "signs": f"{likeness.signs:x}",
        "colours": likeness.colours.hex(),
        "proportion": likeness.proportion,
        "pixels": likeness.pixels,
    }
