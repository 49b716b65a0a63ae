"""Calls for copy over the API."""

import pytest
from rest_framework.test import APIClient

from desk.enums import StaffRole
from desk.models import Letter
from tests.desk.builders import make_user
from tests.submissions.calls import make_call, make_person

pytestmark = pytest.mark.django_db


def client(role):
    made = APIClient()
    made.force_authenticate(make_user(role))
    return made


def test_a_call_goes_its_way_over_the_api():
    one = make_person()
    make_person()
    editor = client(StaffRole.EDITOR)
    words = {"title": "零碳", "text": "八百字。", "until": "2031-01-10T17:00:00+08:00"}

    found = editor.post("/api/calls/people/", {"units": [one.unit_id]}, format="json")
    people = [person["id"] for person in found.data]
    made = editor.post("/api/calls/", {**words, "people": people}, format="json")
    path = f"/api/calls/{made.data['call']['id']}/"
    sent = editor.post(f"{path}send/")
    reminded = editor.post(f"{path}remind/")
    again = editor.post(f"{path}remind/")
    closed = editor.post(f"{path}close/")

    assert (people, made.status_code, made.data["call"]["people"]) == ([one.pk], 201, 1)
    assert (sent.data, reminded.data) == ({"letters": 1}, {"letters": 1})
    assert (again.status_code, again.data["code"]) == (409, "again")
    assert [row["reply"] for row in closed.data["recipients"]] == ["sent"]
    assert editor.get(path).data["call"]["closed_at"] is not None


def test_who_only_looks_is_told_nothing():
    call, looking = make_call(), client(StaffRole.PROOFREADER)

    answers = [
        looking.get("/api/calls/"),
        looking.get(f"/api/calls/{call.pk}/"),
        looking.post("/api/calls/people/", {}, format="json"),
        looking.post(f"/api/calls/{call.pk}/send/"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert not Letter.objects.exists()


def test_three_calls_ask_as_much_as_one(django_assert_num_queries):
    editor = client(StaffRole.EDITOR)
    make_call()
    editor.get("/api/calls/")

    with django_assert_num_queries(2):
        editor.get("/api/calls/")
    make_call()
    make_call()
    with django_assert_num_queries(2):
        editor.get("/api/calls/")
