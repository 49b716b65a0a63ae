"""Exclusive terms at the desk: seen, filtered by, agreed."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from submissions.models import Submission
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
LIST = "/admin/submissions/submission/"


def day(days):
    return timezone.localdate() + timedelta(days=days)


def exclusive(days, **fields):
    return make_submission(is_exclusive=True, exclusive_until=day(days), **fields)


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def test_pieces_are_filtered_by_their_clock(desk):
    soon, over, later = exclusive(2), exclusive(-1), exclusive(9)
    make_submission()

    def found(term):
        return set(desk.get(f"{LIST}?term={term}").context["cl"].queryset)

    assert found("soon") == {soon}
    assert found("over") == {over}
    assert found("running") == {soon, over, later}


def test_the_start_page_names_what_ends_soon_and_counts_what_is_over(desk):
    soon = exclusive(1, headline="独家：新项目开工")
    exclusive(-1)

    page = desk.get("/admin/").content.decode()

    assert soon.headline in page
    assert "?term=over" in page


def test_a_term_is_agreed_in_the_room(desk):
    piece = exclusive(1)

    room = desk.get(f"{LIST}{piece.pk}/change/").content.decode()
    desk.post(f"{LIST}{piece.pk}/term/", {"until": day(30).isoformat(), "note": "电话"})

    assert 'name="until"' in room
    assert Submission.objects.get().exclusive_until == day(30)


@pytest.mark.parametrize("until", ["", "昨天", "2020-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_refused_with_a_sentence(desk, until):
    piece = exclusive(1)

    answer = desk.post(f"{LIST}{piece.pk}/term/", {"until": until})

    assert answer.status_code == 302
    [said] = get_messages(answer.wsgi_request)
    assert str(said).endswith(".")
    assert Submission.objects.get().exclusive_until == day(1)
