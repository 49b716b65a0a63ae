"""What a check of a made-up page found, in the words people read.

``press.makeup`` names the rule that is broken and gives bare facts; the sentences are
here, because only here is there a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.makeup.scoring import score

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
    "full_widths": gettext_lazy(
        "%(stories)s: both take the whole width, one right under the other."
    ),
    "widths_alike": gettext_lazy(
        "Nearly all stories are %(number)s columns wide; vary them."
    ),
    "faces_alike": gettext_lazy("Nearly all headlines are of one typeface; vary them."),
    "no_dominant": gettext_lazy("No photograph dominates the page."),
    "photos_close": gettext_lazy("%(stories)s: their photographs touch."),
    "photo_at_advert": gettext_lazy(
        "%(stories)s: a photograph touches an advertisement and would seem its."
    ),
    "lead_place": gettext_lazy("%(stories)s leads and does not stand at the head."),
    "lead_size": gettext_lazy("%(stories)s leads and has not the largest headline."),
    "no_basement": gettext_lazy("No story of weight stands at the foot of the page."),
    "many_boxes": gettext_lazy("%(number)s stories are boxed; two are enough."),
    "lopsided": gettext_lazy(
        "Headlines and photographs weigh %(number)s on one side of the page."
    ),
}
# What each rule is called where points are counted.
NAMES = {
    "white": gettext_lazy("white without a design"),
    "vertical_seam": gettext_lazy("white down the whole page"),
    "horizontal_seam": gettext_lazy("white across the whole page"),
    "heads_bump": gettext_lazy("headlines side by side"),
    "heads_stacked": gettext_lazy("headlines upon each other"),
    "short_leg": gettext_lazy("short legs"),
    "long_leg": gettext_lazy("long legs"),
    "sliver": gettext_lazy("slivers of text"),
    "thin_headline": gettext_lazy("headlines too short for their width"),
    "full_widths": gettext_lazy("full width upon full width"),
    "widths_alike": gettext_lazy("widths alike"),
    "faces_alike": gettext_lazy("typefaces alike"),
    "no_dominant": gettext_lazy("no dominant photograph"),
    "photos_close": gettext_lazy("photographs that touch"),
    "lead_place": gettext_lazy("lead out of its place"),
    "lead_size": gettext_lazy("lead without the largest headline"),
    "no_basement": gettext_lazy("no basement lead"),
    "many_boxes": gettext_lazy("too many boxes"),
    "lopsided": gettext_lazy("page out of balance"),
    "coarse": gettext_lazy("photographs too coarse"),
    "cut": gettext_lazy("photographs cut much"),
}


@dataclass(frozen=True, slots=True)
class Worth:
    """What a page is worth of a hundred, and what it lost by which rule, in words."""

    points: int
    reasons: tuple[str, ...]


def worth_of(findings: Iterable[Mapping[str, Any]], fill: float | None) -> Worth:
    """Return the score of a made-up page with its reasons, the dearest first."""
    broken = ((finding["rule"], finding["hard"]) for finding in findings)
    found = score(broken, 1.0 if fill is None else fill)
    reasons = (
        _("%(rule)s −%(points)d")
        % {"rule": NAMES.get(reason.rule, _("other faults")), "points": reason.points}
        for reason in found.reasons
    )
    return Worth(found.points, tuple(reasons))


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
