"""What an editor is shown before a save that lets signatures fall."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from submissions.admin.forms import CopyForm
from submissions.change_words import CHANGES, PLACES
from submissions.exceptions import ReadsFall
from submissions.services.voiding import Judgement


def voids_context(form: CopyForm | None, refused: ReadsFall | None) -> dict[str, Any]:
    """Return what changed and who falls; the next save of the form agrees to it."""
    if refused is None or form is None:
        return {"voids": None}
    judged = refused.judgement
    form.agree_to(judged.stages, refused.judged_hash)
    return {"voids": judgement_context(judged)}


def judgement_context(judged: Judgement) -> dict[str, Any]:
    """Return which signatures would fall and what was changed, in words."""
    return {
        "falls": [
            {
                "stage": fall.read.get_stage_display(),
                "name": fall.read.reviewer,
                "because": _(", ").join(
                    str(CHANGES[change]) for change in sorted(fall.changes)
                ),
            }
            for fall in judged.falls
        ],
        "findings": [
            {
                "place": PLACES[found.place],
                "change": CHANGES[found.change],
                "before": found.before,
                "after": found.after,
            }
            for found in judged.findings
        ],
    }
