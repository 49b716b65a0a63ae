"""What a make-up of a whole issue says: where each story went, or why it did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.enums import RunPageState, Weight
from issues.models import IssueRun, IssueRunPage

HELD_BACK = {
    "photos_unchecked": gettext_lazy(
        "Its photographs are still being checked; make up once more in a few minutes."
    ),
    "final_read_missing": gettext_lazy(
        "It is flagged, and its final read is not signed yet."
    ),
    "no_words": gettext_lazy("It has no words yet."),
    "other_issue": gettext_lazy("It is planned for another issue."),
}


@dataclass(frozen=True, slots=True)
class LeftStory:
    """A story that stayed over, with the reason as a sentence."""

    ref: str
    submission: int
    headline: str
    section: str
    weight: str
    because: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunPageShown:
    """A page of a make-up: its state in words, its stories, its remark."""

    row: IssueRunPage
    stories: tuple[dict[str, Any], ...]
    note: str


def left_stories(run: IssueRun) -> list[LeftStory]:
    """Return what did not fit, each with its reason."""
    return [
        LeftStory(
            ref=row["ref"],
            submission=row["submission"],
            headline=row["headline"],
            section=row["section"],
            weight=str(Weight(row["weight"]).label),
            because=row["because"],
            reason=left_sentence(row),
        )
        for row in run.left
    ]


def left_sentence(row: Mapping[str, Any]) -> str:
    """Return why a story is on no page, in one sentence."""
    because = row["because"]
    if because == "held_back":
        return str(HELD_BACK.get(row["held_back"], _("It is held back.")))
    if because == "no_section":
        section = row["section"]
        if not section:
            return _("It has no section, and no page takes stories of every section.")
        return _("No page of the issue takes the section “%(section)s”.") % {
            "section": section
        }
    if because == "only_locked":
        return _("Every page that takes its section is locked, signed off or paid for.")
    if because == "stopped":
        return _("The make-up was stopped before its page came.")
    if because == "no_room":
        return _no_room(row)
    if because == "over":
        return _(
            "Page %(page)d was %(lines)d lines over with it, so it was taken off again."
        ) % {"page": row["page"], "lines": row["lines"]}
    return str(row.get("said", ""))


def run_pages(run: IssueRun) -> list[RunPageShown]:
    """Return the pages of a make-up with what each took, in two queries."""
    rows = run.pages.select_related("page", "page__grid").defer(
        "before", "page__layout"
    )
    return [
        RunPageShown(
            row=row,
            stories=tuple(d for d in run.dealt if d["page"] == row.page.number),
            note=row.note or _note(row),
        )
        for row in rows.order_by("page__number")
    ]


def _no_room(row: Mapping[str, Any]) -> str:
    facts = {"needs": row["needs"], "page": row["page"], "room": row["room"]}
    if row["room"] < 1:
        return (
            _("It takes %(needs)d lines, and the pages of its section are full.")
            % facts
        )
    return (
        _(
            "It takes %(needs)d lines; the most room is on page %(page)d, with"
            " %(room)d lines."
        )
        % facts
    )


def _note(row: IssueRunPage) -> str:
    if row.state != RunPageState.ALONE:
        return ""
    if row.page.locked_at is not None:
        return _("Locked: left alone.")
    if row.page.status == "signed":
        return _("Signed off: left alone.")
    if row.page.paid_mark:
        return _("Paid for: left alone.")
    return _("Nothing came for it: left as it was.")
