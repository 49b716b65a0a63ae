"""Calls for copy on the desk's screens."""

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from desk.enums import StaffRole
from desk.models import Letter
from submissions.models import CallForCopy
from submissions.services.calls.answering import begin_piece, decline_call
from submissions.services.deliveries import delivery_key
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission
from tests.submissions.calls import make_call, make_person, make_sent_call

pytestmark = pytest.mark.django_db
LIST = "/admin/submissions/callforcopy/"
NOTE = "<script>alert('note')</script>"


@pytest.fixture
def desk(client):
    client.force_login(make_user(StaffRole.EDITOR))
    return client


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_a_call_is_written_to_those_who_fit(desk):
    one, other = make_person(), make_person()
    words = {"title": "零碳园区", "text": "八百字左右。", "until": "2031-01-10T17:00"}

    looked = desk.post(f"{LIST}add/", {**words, "unit": one.unit_id, "look": "yes"})
    ticked = {**words, "people": [one.pk], "write": "yes"}
    written = desk.post(f"{LIST}add/", ticked)
    nobody = desk.post(f"{LIST}add/", {**words, "write": "yes"})

    call = CallForCopy.objects.get()
    assert [each for each, _total in looked.context["people"]] == [one]
    assert written["Location"] == f"{LIST}{call.pk}/change/"
    assert [each.email for each in call.recipients.all()] == [one.email]
    assert other.email not in looked.content.decode()
    assert "Choose at least one person" in nobody.content.decode()


def test_a_call_is_sent_reminded_and_closed_by_buttons(desk):
    call = make_call()
    at_call = f"{LIST}{call.pk}/"

    sent = desk.post(f"{at_call}send/")
    reminded = desk.post(f"{at_call}remind/")
    again = desk.post(f"{at_call}remind/")
    desk.post(f"{at_call}close/")

    call.refresh_from_db()
    assert said(sent) == ["1 letter is written."]
    assert said(reminded)[-1] == "1 reminder is written."
    assert said(again)[-1] == "They have been reminded once; once is enough."
    assert (Letter.objects.count(), call.closed_at is not None) == (2, True)
    assert desk.get(f"{at_call}send/").status_code == 405


def test_answers_stand_with_their_pieces_and_words_are_escaped(desk):
    call = make_sent_call(people=[make_person(), make_person()])
    first, second = call.recipients.order_by("pk")
    piece = make_submission(key=delivery_key(begin_piece(first)))
    decline_call(recipient=second, note=NOTE)

    page = desk.get(f"{LIST}{call.pk}/change/").content.decode()
    room = f"/admin/submissions/submission/{piece.pk}/change/"

    assert f'href="{room}"' in page
    assert NOTE not in page
    assert "alert(" in page
    assert f"{LIST}{call.pk}/change/" in desk.get(room).content.decode()


def test_calls_open_to_those_who_write_them(client):
    call = make_call()
    client.force_login(make_user(StaffRole.PROOFREADER))

    answers = [
        client.get(LIST).status_code,
        client.get(f"{LIST}add/").status_code,
        client.get(f"{LIST}{call.pk}/change/").status_code,
        client.post(f"{LIST}{call.pk}/send/").status_code,
    ]

    assert answers == [403] * 4
    assert not Letter.objects.exists()


def test_the_list_asks_as_much_for_three_calls_as_for_one(
    desk, django_assert_num_queries
):
    make_call(until=timezone.now() + timezone.timedelta(days=3))
    desk.get(LIST)

    with django_assert_num_queries(8):
        desk.get(LIST)
    make_call()
    make_call()
    with django_assert_num_queries(8):
        desk.get(LIST)
