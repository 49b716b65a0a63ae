"""Photographs sent up one by one while the form is written."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.submissions.pieces import jpeg_bytes, send_up


def test_a_photograph_is_taken_and_described(client: Client):
    content = jpeg_bytes()

    answer = send_up(client, key=str(uuid4()), name="%E5%9B%AD.jpg", content=content)

    known = answer.json()
    assert answer.status_code == 201
    assert len(known.pop("id")) == 22
    assert known == {"name": "园.jpg", "size": len(content), "format": "JPEG"}


def test_a_text_named_jpg_is_refused_in_a_sentence(client: Client):
    answer = send_up(client, key=str(uuid4()), content=b"words " * 100_000)

    assert (answer.status_code, answer.json()) == (
        415,
        {
            "error": "This is no photograph, whatever its name says; "
            "choose the original file.",
            "code": "no_photograph",
        },
    )


def test_f20_two_hundred_megabytes_are_refused_before_they_come(
    client: Client, settings
):
    settings.REQUEST_MAX_BYTES = 1024**3

    answer = client.generic(
        "POST",
        "/uploads/",
        data=b"\xff\xd8\xff",
        content_type="application/octet-stream",
        CONTENT_LENGTH=str(200 * 1024**2),
        headers={"x-form-key": str(uuid4()), "x-file-name": "a.jpg"},
    )

    assert answer.status_code == 413
    assert (
        answer.json()["error"]
        == "This photograph is larger than 100 MB; send it smaller."
    )
    assert answer["Connection"] == "close"


def test_more_than_an_hour_s_share_is_refused(client: Client, settings):
    content, key = jpeg_bytes(), str(uuid4())
    settings.FORM_UPLOAD_BYTES_PER_HOUR = 2 * len(content) - 1
    send_up(client, key=key, content=content)

    answer = send_up(client, key=key, content=content)

    assert answer.status_code == 429
    assert (
        answer.json()["error"]
        == "Too much was sent from your address; go on in an hour."
    )


@pytest.mark.parametrize("key", ["", "not-a-key", "../../etc"])
def test_a_photograph_needs_its_form(client: Client, key: str):
    answer = send_up(client, key=key)

    assert (answer.status_code, answer.json()["code"]) == (400, "no_form")


def test_a_photograph_needs_the_form_s_token():
    answer = send_up(Client(enforce_csrf_checks=True), key=str(uuid4()))

    assert answer.status_code == 403


def test_a_photograph_can_only_be_posted(client: Client):
    assert client.get("/uploads/").status_code == 405


def test_f34_a_full_disk_is_told_in_a_sentence(client: Client, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("submissions.services.uploads._write", full)

    answer = send_up(client, key=str(uuid4()))

    assert answer.status_code == 507
    assert answer.json() == {
        "error": "The photograph could not be stored; try again in a few minutes."
    }
