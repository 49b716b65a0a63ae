"""A month of the desk: what stands on which day, and for whom."""

from datetime import date, timedelta

import pytest

from issues.services.month import EntryKind, asked_month, month_of
from submissions.models import Submission
from tests.issues.builders import make_issue, make_piece
from tests.issues.plans import at, make_story

pytestmark = pytest.mark.django_db


def on(month, day):
    return next(each for each in month.days if each.day == day)


def lines(month, day):
    return [(e.kind, e.title, e.whose) for e in on(month, day).entries]


def test_weeks_begin_on_monday_and_holidays_are_marked(cast):
    month = month_of(date(2026, 10, 1), user=cast.editor)

    assert month.weeks[0][0].day == date(2026, 9, 28)
    assert month.weeks[-1][-1].day == date(2026, 11, 1)
    marks = {d.day.day: (d.mark.value, d.name) for d in month.days if d.mark}
    assert marks == {
        **dict.fromkeys((1, 2, 5, 6, 7), ("rest", "National Day")),
        10: ("work", ""),
    }
    assert (month.previous, month.following) == (date(2026, 9, 1), date(2026, 11, 1))


def test_steps_press_day_and_cover_date_stand_on_their_days(cast):
    issue = make_issue(cover_date=date(2026, 10, 26))

    month = month_of(date(2026, 10, 1), user=cast.editor)

    name = issue.label
    assert lines(month, date(2026, 10, 26)) == [(EntryKind.COVER, name, "")]
    assert lines(month, date(2026, 10, 23)) == [
        (EntryKind.PRESS, f"{name} Released to press", "")
    ]
    assert lines(month, date(2026, 10, 22)) == [
        (EntryKind.STEP, f"{name} Page proofs signed", "")
    ]


def test_deadlines_of_stories_and_pieces_stand_with_their_people(cast):
    story = make_story(due_at=at(2026, 10, 15, 9), responsible=cast.editor)
    piece = make_piece()
    deadline = at(2026, 10, 15, 18)
    Submission.objects.filter(pk=piece.pk).update(deadline=deadline)

    month = month_of(date(2026, 10, 1), user=cast.editor)

    assert lines(month, date(2026, 10, 15)) == [
        (EntryKind.STORY, story.title, str(cast.editor)),
        (EntryKind.PIECE, piece.title, ""),
    ]


def test_a_year_without_holidays_is_said(cast):
    month = month_of(date(2031, 5, 1), user=cast.editor)

    assert "2031" in month.warning


@pytest.mark.parametrize(
    ("written", "first"),
    [("2026-02", date(2026, 2, 1)), ("2027-12", date(2027, 12, 1))],
)
def test_a_month_is_read_from_the_address(written, first):
    assert asked_month(written) == first


@pytest.mark.parametrize("written", ["", "2026", "x", "9999-12", "0001-01", "2026-13"])
def test_nonsense_is_this_month(written):
    assert asked_month(written).day == 1
    assert abs(asked_month(written) - date.today()) < timedelta(days=32)  # noqa: DTZ011


def test_three_issues_ask_as_much_as_one(cast, django_assert_num_queries):
    make_issue(cover_date=date(2026, 10, 26))
    month_of(date(2026, 10, 1), user=cast.editor)

    with django_assert_num_queries(10):
        month_of(date(2026, 10, 1), user=cast.editor)
    for day in (27, 28):
        make_issue(cover_date=date(2026, 10, day))
        make_story(due_at=at(2026, 10, day, 9))
    with django_assert_num_queries(10):
        month_of(date(2026, 10, 1), user=cast.editor)
