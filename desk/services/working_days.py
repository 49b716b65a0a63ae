"""Working days: the state's holidays, its working Saturdays, and the desk's own days.

The only module that knows the library with the state's calendar.  For a year that the
State Council has not announced, or the library does not know yet, weekends and the
days that the law fixes by date are days of rest; ``is_known`` tells, so that screens
can say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import chinese_calendar
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.models import DayMark, User
from desk.policy import policy
from desk.services.ledger import record

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KEEP = "calendar.keep"
DAY = timedelta(days=1)
SATURDAY = 5
# No run of days of rest is longer; a calendar that says so is wrong.
LONGEST_REST = 60

_NAMES: dict[str, _StrPromise] = {
    "New Year's Day": gettext_lazy("New Year's Day"),
    "Spring Festival": gettext_lazy("Spring Festival"),
    "Tomb-sweeping Day": gettext_lazy("Tomb-sweeping Day"),
    "Labour Day": gettext_lazy("Labour Day"),
    "Dragon Boat Festival": gettext_lazy("Dragon Boat Festival"),
    "National Day": gettext_lazy("National Day"),
    "Mid-autumn Festival": gettext_lazy("Mid-autumn Festival"),
}
# What the law fixes by date holds before a year is announced; the rest is not known.
_FIXED = {
    (1, 1): "New Year's Day",
    **dict.fromkeys(((5, 1), (5, 2)), "Labour Day"),
    **dict.fromkeys(((10, 1), (10, 2), (10, 3)), "National Day"),
}
_YEARS = frozenset(day.year for day in chinese_calendar.holidays)


class Mark(StrEnum):
    """What a calendar prints beside a day that is not what its weekday says."""

    NONE = ""
    REST = "rest"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The desk's calendar; ``own`` are the days it entered itself."""

    own: Mapping[date, DayMark] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Tell whether the desk works on a day."""
        if day in self.own:
            return self.own[day].is_working
        if is_known(day.year):
            return chinese_calendar.is_workday(day)
        return not _is_weekend(day) and (day.month, day.day) not in _FIXED

    def mark(self, day: date) -> Mark:
        """Return 休 on a weekday, 班 on a weekend or an entered day, else nothing."""
        works = self.is_working(day)
        if works != _is_weekend(day):
            return Mark.NONE
        return Mark.WORK if works else Mark.REST

    def name(self, day: date) -> str:
        """Return the holiday of a day of rest, or the desk's own words for the day."""
        if day in self.own:
            return self.own[day].note
        if self.is_working(day):
            return ""
        fixed = _FIXED.get((day.month, day.day), "")
        known = is_known(day.year)
        english = chinese_calendar.get_holiday_detail(day)[1] if known else fixed
        return str(_NAMES.get(english, english)) if english else ""

    def back(self, day: date, count: int) -> date:
        """Return the working day so many working days before a day.

        0 is the day itself, or the last working day before a day of rest.
        """
        day = self._last(day)
        for _number in range(count):
            day = self._last(day - DAY)
        return day

    def _last(self, day: date) -> date:
        """Return a day, or the last working day before a day of rest."""
        for _number in range(LONGEST_REST):
            if self.is_working(day):
                return day
            day -= DAY
        return day


def is_known(year: int) -> bool:
    """Tell whether the state's calendar of a year is known here."""
    return year in _YEARS


def unknown_years(days: Iterable[date]) -> tuple[int, ...]:
    """Return the years among some days for which weekends alone are known."""
    return tuple(sorted({day.year for day in days if not is_known(day.year)}))


def unknown_years_words(years: Iterable[int]) -> str:
    """Return what a screen says of years without a calendar; nothing without any."""
    named = _(", ").join(str(year) for year in years)
    if not named:
        return ""
    return _(
        "The holidays of %(years)s are not known here yet: only weekends and the days"
        " fixed by law count as days of rest. Enter the days that differ."
    ) % {"years": named}


def working_days() -> WorkingDays:
    """Return the desk's calendar as it stands now; one question."""
    return WorkingDays({row.day: row for row in DayMark.objects.all()})


@transaction.atomic
def set_day(*, day: date, is_working: bool, actor: User, note: str = "") -> DayMark:
    """Enter a day on which the desk works or rests; entering it again changes it."""
    policy.require(actor, KEEP)
    fields = {"is_working": is_working, "note": note.strip()[:40]}
    row, _created = DayMark.objects.update_or_create(day=day, defaults=fields)
    data = {"day": day.isoformat(), **fields}
    record(obj=row, verb="calendar.day_set", actor=actor, data=data)
    return row


@transaction.atomic
def forget_day(*, row: DayMark, actor: User) -> None:
    """Let the state's calendar say again what a day is."""
    policy.require(actor, KEEP)
    data = {"day": row.day.isoformat()}
    record(obj=row, verb="calendar.day_forgotten", actor=actor, data=data)
    row.delete()


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY
