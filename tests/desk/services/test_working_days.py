"""The State Council's days of 2026, the desk's own, and years nobody knows yet."""

from datetime import date

import pytest

from desk.enums import StaffRole
from desk.exceptions import NotAllowed
from desk.models import DayMark
from desk.services.ledger import entries_for
from desk.services.working_days import (
    Mark,
    forget_day,
    is_known,
    set_day,
    unknown_years,
    unknown_years_words,
    working_days,
)
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "works", "mark", "name"),
    [
        (date(2026, 10, 9), True, Mark.NONE, ""),
        (date(2026, 10, 1), False, Mark.REST, "National Day"),
        (date(2026, 10, 3), False, Mark.NONE, "National Day"),
        (date(2026, 10, 10), True, Mark.WORK, ""),
        (date(2026, 10, 11), False, Mark.NONE, ""),
        (date(2026, 2, 17), False, Mark.REST, "Spring Festival"),
        (date(2026, 2, 14), True, Mark.WORK, ""),
    ],
)
def test_a_day_is_what_the_state_says(settings, day, works, mark, name):
    settings.LANGUAGE_CODE = "en"
    days = working_days()

    assert (days.is_working(day), days.mark(day), days.name(day)) == (works, mark, name)


def test_counting_back_leaps_over_the_national_holiday_and_takes_the_saturday():
    days = working_days()

    # Saturday the 10th works; the 1st to the 7th do not.
    assert [days.back(date(2026, 10, 12), n) for n in range(5)] == [
        date(2026, 10, 12),
        date(2026, 10, 10),
        date(2026, 10, 9),
        date(2026, 10, 8),
        date(2026, 9, 30),
    ]
    assert days.back(date(2026, 10, 4), 0) == date(2026, 9, 30)


def test_a_year_without_data_knows_weekends_and_fixed_days_and_says_so(settings):
    settings.LANGUAGE_CODE = "en"
    days = working_days()

    assert is_known(2026)
    assert not is_known(2031)
    assert not days.is_working(date(2031, 10, 4))
    assert days.is_working(date(2031, 10, 6))
    assert not days.is_working(date(2031, 10, 1))
    assert days.name(date(2031, 10, 1)) == "National Day"
    assert unknown_years([date(2026, 1, 1), date(2031, 1, 1)]) == (2031,)
    assert unknown_years_words(()) == ""
    assert "The holidays of 2031 are not known here yet" in unknown_years_words((2031,))


def test_the_desk_enters_days_of_its_own():
    chief = make_user(StaffRole.SECTION_CHIEF)
    founding = date(2026, 6, 3)

    row = set_day(day=founding, is_working=False, note="报庆", actor=chief)
    again = set_day(day=founding, is_working=False, note="报社纪念日", actor=chief)
    days = working_days()

    assert row == again
    assert (days.is_working(founding), days.mark(founding)) == (False, Mark.REST)
    assert days.name(founding) == "报社纪念日"
    verbs = list(entries_for(row).values_list("verb", flat=True))
    assert verbs == ["calendar.day_set", "calendar.day_set"]


def test_a_day_taken_out_is_the_states_again():
    chief = make_user(StaffRole.SECTION_CHIEF)
    row = set_day(day=date(2026, 6, 3), is_working=False, actor=chief)

    forget_day(row=row, actor=chief)

    assert not DayMark.objects.exists()
    assert working_days().is_working(date(2026, 6, 3))


def test_days_are_kept_by_few():
    editor = make_user(StaffRole.EDITOR)

    with pytest.raises(NotAllowed):
        set_day(day=date(2026, 6, 3), is_working=False, actor=editor)
    assert not DayMark.objects.exists()
