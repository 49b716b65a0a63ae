"""Small words for the screens of planning."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from issues.models import Issue, PlannedStory
from issues.services.lateness import IssueClock, Thing, Waiting
from issues.services.month import Entry, EntryKind

register = template.Library()

FAR_OFF = 0.25  # of the length that was planned

PAGES = {
    Thing.STORY: "admin:issues_plannedstory_change",
    Thing.PIECE: "admin:submissions_submission_change",
    Thing.PAGE: "admin:issues_page_change",
}
ENTRY_PAGES = {
    **dict.fromkeys(EntryKind, "admin:issues_issue_change"),
    EntryKind.STORY: PAGES[Thing.STORY],
    EntryKind.PIECE: PAGES[Thing.PIECE],
}


@register.filter
def address(waiting: Waiting) -> str:
    """Return the page of the desk on which a thing is seen to."""
    return reverse(PAGES[waiting.thing], args=(waiting.pk,))


@register.filter
def weekday(on: date | None) -> str:
    """Return the day of the week of a day or a moment."""
    if on is None:
        return ""
    local = timezone.localtime(on) if isinstance(on, datetime) else on
    return date_format(local, "l")


@register.filter
def clock_in(issue: Issue, clocks: dict[int, IssueClock]) -> IssueClock | None:
    """Return the clock of an issue among those of several."""
    return clocks.get(issue.pk)


@register.filter
def length_off(story: PlannedStory) -> bool:
    """Tell whether what came is much longer or shorter than what was planned."""
    wanted, piece = story.wanted_length, story.submission
    if not wanted or piece is None:
        return False
    return abs(piece.char_count - wanted) > wanted * FAR_OFF


@register.filter
def entry_address(entry: Entry) -> str:
    """Return the page of the desk of what stands in the calendar."""
    return reverse(ENTRY_PAGES[entry.kind], args=(entry.pk,))
