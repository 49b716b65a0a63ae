"""What a Word file says: told to the script, filled into the form without one."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from submissions.models import Submission, Upload
from submissions.views import stories
from tests.needs import needs_office
from tests.submissions.documents.docx_files import docx_bytes
from tests.submissions.mail_habits import PHONE
from tests.submissions.pieces import photo_file, typed
from tests.submissions.services.test_reading_words import STORY, shown, written
from tests.submissions.tus_client import send_whole
from tests.submissions.word_files import (
    read,
    saved_as_old_word,
    send_up,
    typed_in_word,
    work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch):
    """The worker of these tests does not work while a page waits for it."""
    monkeypatch.setattr(stories, "WAIT", 0)


def word(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("稿件.docx", data or typed_in_word(STORY)[1])


def empty(**more):
    """Return the form as it is before anything is typed."""
    blank = dict.fromkeys(typed(), "")
    return {**blank, "key": str(uuid4()), "kind": "news", **more}


def test_a_script_is_told_the_story(client: Client):
    upload = read(typed_in_word(STORY)[1])

    answer = client.get(f"/files/{upload.key.hex}/story/")

    assert answer.status_code == 200
    story = answer.json()
    assert story["headline"] == STORY.headline
    assert story["contact_phone"] == PHONE
    assert len(story["photos"]) == 3
    assert set(story) >= {"kicker", "deck", "byline", "body", "unsure", "notes"}
    assert "no-store" in answer["Cache-Control"]


def test_a_script_waits_and_hears_why_not(client: Client):
    refused = read(docx_bytes())
    waiting = send_up(typed_in_word(STORY)[1])

    assert client.get(f"/files/{waiting.key.hex}/story/").status_code == 202
    no = client.get(f"/files/{refused.key.hex}/story/")
    assert (no.status_code, no.json()["error"]) == (422, refused.reason)
    assert client.get(f"/files/{uuid4().hex}/story/").status_code == 404


def test_a_photograph_has_no_story(client: Client):
    read(typed_in_word(STORY)[1])
    photo = Upload.objects.filter(purpose="photo").first()

    assert client.get(f"/files/{photo.key.hex}/story/").status_code == 404


def test_without_a_script_the_form_comes_back_filled(client: Client):
    data = empty()

    waits = client.post("/read-document/", {**data, "document": word()})
    assert waits.status_code == 200
    assert "press the button again" in waits.content.decode()
    document = Upload.objects.get(purpose="document")
    assert document.key.hex in waits.content.decode()
    work()
    again = client.post(
        "/read-document/", {**data, "document_upload": document.key.hex}
    )

    page = again.content.decode()
    assert again.status_code == 200
    for words in (
        STORY.kicker,
        "## 服务更近",
        PHONE,
        *(p.caption for p in STORY.photos),
    ):
        assert words in page
    assert page.count('name="upload_captions"') >= 3
    assert not Submission.objects.exists()


@pytest.fixture(scope="module")
def old_word():
    """Return a story as the office saves it: a .doc by the real LibreOffice."""
    return saved_as_old_word(STORY)[1]


@needs_office
@pytest.mark.parametrize("name", ["稿件.doc", "稿件.wps"])
def test_an_old_word_file_is_told_to_the_script(client: Client, old_word, name):
    key = send_whole(client, old_word, form=uuid4(), name=name, purpose="document")
    work()

    answer = client.get(f"/files/{key}/story/")

    assert answer.status_code == 200
    assert shown(answer.json()) == written(STORY)
    assert answer.json()["contact_phone"] == PHONE
    assert len(answer.json()["photos"]) == 3


@needs_office
@pytest.mark.parametrize("name", ["稿件.doc", "稿件.wps"])
def test_an_old_word_file_fills_the_form_without_a_script(
    client: Client, old_word, name
):
    data = empty()
    client.post(
        "/read-document/", {**data, "document": SimpleUploadedFile(name, old_word)}
    )
    work()
    document = Upload.objects.get(purpose="document")

    again = client.post(
        "/read-document/", {**data, "document_upload": document.key.hex}
    )

    form = again.context["form"]
    assert shown({field: form[field].value() for field in form.fields}) == (
        written(STORY)
    )
    assert [row.caption for row in again.context["photos"]] == [
        photo.caption for photo in STORY.photos
    ]
    assert not Submission.objects.exists()


def test_what_was_typed_and_chosen_stays(client: Client):
    data = empty(headline="我自己的标题", body="我写的第一段。", contact_name="陈宁")
    key = data["key"]
    first = {**data, "document": word(), "photos": photo_file("我的.jpg")}
    client.post("/read-document/", first)
    work()
    mine = Upload.objects.get(name="我的.jpg")
    document = Upload.objects.get(purpose="document")

    page = client.post(
        "/read-document/",
        {**data, "document_upload": document.key.hex, "uploads": mine.key.hex},
    ).content.decode()

    assert "我自己的标题" in page
    assert "我写的第一段。\n\n" in page
    assert "比计划提前四十天" in page
    assert 'value="陈宁"' in page
    assert mine.key.hex in page
    assert f'value="{key}"' in page


@pytest.mark.parametrize("data", [b"", b"MZ" + bytes(600), b"%PDF-1.7\n"])
def test_what_is_no_word_file_is_told_and_nothing_is_lost(client: Client, data: bytes):
    sent = {
        **empty(headline="标题在这里"),
        "document": SimpleUploadedFile("a.docx", data),
    }

    answer = client.post("/read-document/", sent)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "标题在这里" in page
    assert "notice-bad" in page


def test_a_full_disk_is_told_and_nothing_is_lost(client: Client, monkeypatch):
    def full(**kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stories, "store_upload", full)
    data = empty(headline="标题在这里", body="正文还在", photos=photo_file("我的.jpg"))

    answer = client.post("/read-document/", {**data, "document": word()})

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "It could not be stored just now" in page
    for words in ("标题在这里", "正文还在", "我的.jpg"):
        assert words in page


def test_the_button_without_a_file_says_what_to_do(client: Client):
    answer = client.post("/read-document/", empty(body="正文还在"))

    assert answer.status_code == 422
    assert "Choose the Word file first" in answer.content.decode()
    assert "正文还在" in answer.content.decode()


def test_another_forms_file_is_not_read_into_this_one(client: Client):
    other = read(typed_in_word(STORY)[1])

    answer = client.post(
        "/read-document/", empty(document_upload=other.key.hex, body="正文")
    )

    assert answer.status_code == 422
    assert PHONE not in answer.content.decode()


def test_the_site_does_not_wait_for_many_at_once(client: Client, monkeypatch):
    monkeypatch.setattr(stories, "WAIT", 60)
    held = stories.WAITING
    while held.acquire(blocking=False):
        pass
    try:
        answer = client.post("/read-document/", {**empty(), "document": word()})
    finally:
        for _ in range(held._initial_value):
            held.release()

    assert "press the button again" in answer.content.decode()
