"""Periods that lists are filtered by, reckoned from today."""

from datetime import date

import pytest

from desk.admin.filters import period

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [
        ("today", TODAY, None),
        ("week", date(2026, 2, 27), None),
        ("month", date(2026, 3, 1), None),
        ("last-month", date(2026, 2, 1), date(2026, 3, 1)),
        ("2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("earlier", None, date(2025, 1, 1)),
        ("", None, None),
        ("0000", None, None),
        ("nonsense", None, None),
    ],
)
def test_a_period_has_its_first_day_and_the_day_after_its_last(name, begin, end):
    assert period(name, TODAY) == (begin, end)


def test_january_follows_december():
    assert period("last-month", date(2026, 1, 9)) == (
        date(2025, 12, 1),
        date(2026, 1, 1),
    )
