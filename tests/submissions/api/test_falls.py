"""Over the API: what would void signatures is answered first, then done if agreed."""

import pytest

from press.copy.serial import to_json
from submissions.enums import Action, Status
from submissions.services.copy import current_copy
from submissions.services.workflow import perform
from tests.submissions.api.callers import client_of
from tests.submissions.builders import make_photo, make_photo_file, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece(cast):
    piece = make_submission(photos=(make_photo(),))
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    return perform(submission=piece, action=Action.SIGN_SECOND_READ, actor=cast.chief)


def test_words_that_void_are_answered_with_the_table(cast, piece):
    copy = {**to_json(current_copy(piece)), "headline": "另一个标题"}
    address = f"/api/submissions/{piece.ref}/copy/"
    sent = {"copy": copy, "expected_number": 1}
    client = client_of(cast.editor)

    asked = client.put(address, sent, format="json")
    agreed = {**sent, "expected_voids": ["first", "second"]}
    done = client.put(address, agreed, format="json")

    piece.refresh_from_db()
    assert (asked.status_code, asked.data["code"]) == (409, "reads_fall")
    assert [(f["stage"], f["changes"]) for f in asked.data["falls"]] == [
        ("first", ["headline"]),
        ("second", ["headline"]),
    ]
    (found,) = asked.data["findings"]
    assert (found["change"], found["after"]) == ("headline", "另一个标题")
    assert (done.status_code, piece.status) == (200, Status.FIRST_READ)


def test_a_caption_asks_before_the_second_read_falls(cast, piece):
    address = f"/api/photos/{piece.photos.get().key}/"
    client = client_of(cast.editor)

    asked = client.patch(address, {"caption": "工人在看机器。"}, format="json")
    sent = {"caption": "工人在看机器。", "expected_voids": ["second"]}
    done = client.patch(address, sent, format="json")

    piece.refresh_from_db()
    assert [fall["stage"] for fall in asked.data["falls"]] == ["second"]
    assert (asked.status_code, done.status_code) == (409, 200)
    assert piece.status == Status.SECOND_READ


def test_nobody_signs_without_naming_the_version(cast):
    piece = make_submission()
    address = f"/api/submissions/{piece.ref}/actions/"
    sent = {"action": "sign_first_read"}

    answer = client_of(cast.editor).post(address, sent, format="json")

    assert answer.status_code == 400
    assert not piece.reviews.exists()


def test_flags_are_set_and_shown(cast):
    piece = make_submission()
    address = f"/api/submissions/{piece.ref}/flags/"

    answer = client_of(cast.editor).put(address, {"flags": ["paid"]}, format="json")
    refused = client_of(cast.editor).put(address, {"flags": []}, format="json")

    assert (answer.status_code, answer.data["flags"]) == (200, ["paid"])
    assert refused.status_code == 409
    assert refused.data["code"] == "flag_stays"


def test_a_photograph_that_would_void_signatures_is_asked_about_first(cast):
    piece = make_submission()
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    client = client_of(cast.chief)
    address = f"/api/submissions/{piece.ref}/photos/"

    with make_photo_file().open("rb") as file:
        asked = client.post(address, {"photo": file}, format="multipart")
    with make_photo_file().open("rb") as file:
        sent = {"photo": file, "expected_voids": ["first"]}
        done = client.post(address, sent, format="multipart")

    assert (asked.status_code, asked.data["code"]) == (409, "reads_fall")
    assert [fall["stage"] for fall in asked.data["falls"]] == ["first"]
    assert done.status_code == 201
    assert piece.photos.count() == 1
    assert not piece.reviews.filter(void_at=None).exists()
