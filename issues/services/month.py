"""One month of the desk: days, holidays, steps of issues, deadlines, press days."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils import timezone

from desk.services.working_days import (
    Mark,
    is_known,
    unknown_years_words,
    working_days,
)
from issues.enums import MilestoneKind
from issues.models import Issue, PlannedStory
from issues.services.lateness import issue_clocks
from submissions.models import Submission
from submissions.services.reach import pieces_for

DAY = timedelta(days=1)
# Issues whose steps may fall in a month: those that run up to so long after it.
REACH = timedelta(days=75)
PIECES_SHOWN = 200


class EntryKind(StrEnum):
    """What stands in the calendar."""

    STEP = "step"
    PRESS = "press"
    COVER = "cover"
    STORY = "story"
    PIECE = "piece"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a day; ``pk`` is that of the issue, the story or the piece."""

    kind: EntryKind
    pk: int
    title: str
    at: datetime | None = None
    whose: str = ""
    is_late: bool = False


@dataclass(slots=True)
class CalendarDay:
    """A day with what stands on it; ``outside``: it belongs to the month beside."""

    day: date
    mark: Mark
    name: str
    is_working: bool
    outside: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of a month, Monday first."""

    first: date
    weeks: tuple[tuple[CalendarDay, ...], ...]
    warning: str

    @property
    def days(self) -> Iterable[CalendarDay]:
        return (day for week in self.weeks for day in week)

    @property
    def previous(self) -> date:
        return (self.first - DAY).replace(day=1)

    @property
    def following(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)


def month_of(first: date, *, user: Any) -> Month:
    """Return the month of a day as a person sees it, in a fixed number of questions."""
    days, today = working_days(), timezone.localdate()
    dates = calendar.Calendar(calendar.MONDAY).monthdatescalendar(
        first.year, first.month
    )
    entries = _entries(dates[0][0], dates[-1][-1], user)
    weeks = tuple(
        tuple(
            CalendarDay(
                day=day,
                mark=days.mark(day),
                name=days.name(day),
                is_working=days.is_working(day),
                outside=day.month != first.month,
                is_today=day == today,
                entries=entries[day],
            )
            for day in week
        )
        for week in dates
    )
    unknown = () if is_known(first.year) else (first.year,)
    return Month(first.replace(day=1), weeks, unknown_years_words(unknown))


def asked_month(written: str) -> date:
    """Return the first day of a month as it stands in an address."""
    try:
        asked = date.fromisoformat(f"{written}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)
    # The months beside it must exist, too.
    return asked if date.min.year < asked.year < date.max.year else asked_month("")


def _entries(first: date, last: date, user: Any) -> dict[date, list[Entry]]:
    """Return what stands on each day from one to another, earliest first."""
    found: dict[date, list[Entry]] = defaultdict(list)
    for day, entry in (
        *_of_issues(first, last),
        *_of_stories(first, last),
        *_of_pieces(first, last, user),
    ):
        if first <= day <= last:
            found[day].append(entry)
    for entries in found.values():
        entries.sort(key=_turn)
    return found


def _turn(entry: Entry) -> tuple[bool, str]:
    return entry.at is not None, entry.at.isoformat() if entry.at else ""


def _of_issues(first: date, last: date) -> Iterable[tuple[date, Entry]]:
    shown = Q(cover_date__range=(first, last + REACH)) | Q(
        press_time__date__range=(first, last)
    )
    issues = list(Issue.objects.filter(shown).select_related("supplement"))
    clocks = issue_clocks(issues) if issues else {}
    for issue in issues:
        yield issue.cover_date, Entry(EntryKind.COVER, issue.pk, issue.label)
        for step in clocks[issue.pk].steps:
            is_press = step.due.kind == MilestoneKind.RELEASE
            yield (
                timezone.localdate(step.due.at),
                Entry(
                    EntryKind.PRESS if is_press else EntryKind.STEP,
                    issue.pk,
                    f"{issue.label} {step.due.label}",
                    at=step.due.at,
                    is_late=step.is_late,
                ),
            )


def _of_stories(first: date, last: date) -> Iterable[tuple[date, Entry]]:
    until = (_start(first), _start(last + DAY))
    now = timezone.now()
    for story in PlannedStory.objects.awaited().for_lists().filter(due_at__range=until):
        assert story.due_at is not None  # noqa: S101 - by the filter
        whose = str(story.responsible) if story.responsible else story.asked_of
        yield (
            timezone.localdate(story.due_at),
            Entry(
                EntryKind.STORY,
                story.pk,
                story.title,
                at=story.due_at,
                whose=whose,
                is_late=story.due_at < now,
            ),
        )


def _of_pieces(first: date, last: date, user: Any) -> Iterable[tuple[date, Entry]]:
    until = (_start(first), _start(last + DAY))
    now = timezone.now()
    found = pieces_for(user, Submission.objects.waiting())
    found = (
        found.filter(deadline__range=until)
        .select_related("claimed_by")
        .defer("body", "contact_phone")
    )
    for piece in found.order_by("deadline", "pk")[:PIECES_SHOWN]:
        assert piece.deadline is not None  # noqa: S101 - by the filter
        yield (
            timezone.localdate(piece.deadline),
            Entry(
                EntryKind.PIECE,
                piece.pk,
                piece.title,
                at=piece.deadline,
                whose=str(piece.claimed_by or ""),
                is_late=piece.deadline < now,
            ),
        )


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
