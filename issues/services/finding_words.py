"""What a check of a made-up page found, in the words people read.

``press.makeup`` names the rule that is broken and gives bare facts; the sentences are
here, because only here is there a language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NUMBER = re.compile(r"\d+%?")

SENTENCES = {
    "frame_outside": gettext_lazy("%(stories)s: part of it lies outside the page."),
    "overlap": gettext_lazy("%(stories)s: frames lie upon each other."),
    "line_outside": gettext_lazy("%(stories)s: a line stands out of its frame."),
    "text_lost": gettext_lazy(
        "%(stories)s: %(number)s characters are missing from the page."
    ),
    "overset": gettext_lazy("%(stories)s: there are more lines than room."),
    "picture_lost": gettext_lazy("%(stories)s: a photograph is missing from the page."),
    "picture_unknown": gettext_lazy(
        "%(stories)s: a photograph on the page is no longer part of the piece."
    ),
    "coarse": gettext_lazy(
        "%(stories)s: a photograph prints at only %(number)s pixels an inch."
    ),
    "cut": gettext_lazy("%(stories)s: much of a photograph is cut off."),
    "vertical_seam": gettext_lazy(
        "White runs down the whole page after column %(number)s."
    ),
    "horizontal_seam": gettext_lazy(
        "White runs across the whole page under line %(number)s."
    ),
    "heads_bump": gettext_lazy("%(stories)s: the headlines meet side by side."),
    "heads_stacked": gettext_lazy(
        "%(stories)s: the headlines stand right upon each other."
    ),
    "short_leg": gettext_lazy("%(stories)s: no leg is longer than %(number)s lines."),
    "long_leg": gettext_lazy(
        "%(stories)s: a leg of %(number)s lines is longer than half the page."
    ),
    "sliver": gettext_lazy("%(stories)s: a leg of only %(number)s lines is a sliver."),
    "thin_headline": gettext_lazy(
        "%(stories)s: the headline fills only %(number)s of its width."
    ),
}


def finding_sentence(finding: Mapping[str, Any]) -> str:
    """Return what a finding says; one without a sentence of ours speaks for itself."""
    found = SENTENCES.get(finding["rule"])
    if found is None:
        return str(finding["detail"])
    return str(found) % {
        "stories": _(", ").join(finding["stories"]) or _("Furniture of the page"),
        "number": _number(finding),
    }


def _number(finding: Mapping[str, Any]) -> str:
    """Return the one number that counts among the facts."""
    numbers = NUMBER.findall(finding["detail"]) or [""]
    if finding["rule"] in ("short_leg", "long_leg"):
        return max(numbers, key=_size)
    if finding["rule"] == "sliver":
        return min(numbers, key=_size)
    # Words that are lost follow their count; names of photographs come before theirs.
    return numbers[0 if finding["rule"] == "text_lost" else -1]


def _size(number: str) -> int:
    return int(number.rstrip("%") or 0)
