"""Letters over the API, through the same services as the desk's screens."""

import pytest
from rest_framework.test import APIClient

from desk.enums import LetterState, StaffRole
from desk.models import LetterTemplate
from tests.desk.builders import make_enclosure, make_letter, make_user

pytestmark = pytest.mark.django_db
LIST = "/api/letters/"


def caller(role):
    client = APIClient()
    client.force_authenticate(make_user(role))
    return client


@pytest.fixture
def editor():
    return caller(StaffRole.EDITOR)


def test_letters_are_listed_filtered_and_read(editor, django_assert_num_queries):
    one = make_letter(kind="return", state=LetterState.WAITING)
    make_enclosure(one)
    make_letter(state=LetterState.SENT)

    found = editor.get(f"{LIST}?state=waiting").json()["results"]

    assert [row["id"] for row in found] == [one.pk]
    shown = editor.get(f"{LIST}{one.pk}/").json()
    assert shown["kind_name"] == "Returned for revision"
    assert shown["enclosures"][0]["name"] == "第2版.jpg"
    with django_assert_num_queries(3):
        editor.get(LIST)


def test_a_code_is_told_to_nobody(editor):
    letter = make_letter(kind="code_sign_in", subject="Code 731842", body="731842")

    assert "731842" not in editor.get(f"{LIST}{letter.pk}/").content.decode()


def test_a_letter_is_let_go_held_back_and_sent_again(editor):
    one, two = (make_letter(state=LetterState.WAITING) for _number in range(2))
    sent = make_letter(state=LetterState.SENT)

    let_go = editor.post(f"{LIST}{one.pk}/release/", {"body": "新文"}, format="json")
    dropped = editor.post(f"{LIST}{two.pk}/drop/")
    first, second = (
        editor.post(f"{LIST}{sent.pk}/again/", {"number": 1}, format="json")
        for _click in range(2)
    )

    assert (let_go.json()["state"], let_go.json()["body"]) == ("queued", "新文")
    assert dropped.json()["state"] == "dropped"
    assert (first.status_code, first.json()["again_of"]) == (201, sent.pk)
    assert second.json()["id"] == first.json()["id"]
    refused = editor.post(f"{LIST}{two.pk}/release/", {}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")


def test_words_are_read_and_written():
    boss = caller(StaffRole.EDITOR_IN_CHIEF)
    at = "/api/letter-templates/decline/"

    kinds = boss.get("/api/letter-templates/").json()
    saved = boss.put(at, {"body": "短 {ref}", "waits_for_desk": True}, format="json")
    wrong = boss.put(at, {"body": "{foo}"}, format="json")
    back = boss.post(f"{at}restore/")

    assert {"receipt", "published"} <= {row["kind"] for row in kinds}
    assert (saved.json()["own_words"], saved.json()["waits_for_desk"]) == (True, True)
    assert "note" in saved.json()["placeholders"]
    assert (wrong.status_code, wrong.json()["code"]) == (409, "unknown_placeholder")
    assert (back.json()["own_words"], back.json()["waits_for_desk"]) == (False, True)
    assert LetterTemplate.objects.count() == 1
    assert boss.get("/api/letter-templates/nothing/").status_code == 404
