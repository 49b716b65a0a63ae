"""Word files over the API: sent, read by the worker, told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from submissions.models import Upload
from tests.submissions.documents.docx_files import docx_bytes
from tests.submissions.mail_habits import PHONE
from tests.submissions.services.test_reading_words import STORY
from tests.submissions.word_files import typed_in_word, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(cast) -> APIClient:
    client = APIClient()
    client.force_authenticate(cast.editor)
    return client


def send(api: APIClient, data: bytes, name: str = "稿件.docx"):
    file = SimpleUploadedFile(name, data)
    return api.post("/api/documents/read/", {"document": file}, format="multipart")


def test_a_word_file_is_read(api):
    sent = send(api, typed_in_word(STORY)[1])

    assert sent.status_code == 202
    at = sent["Location"]
    assert api.get(at).status_code == 202
    work()
    told = api.get(at)
    assert told.status_code == 200
    story = told.json()["story"]
    assert story["headline"] == STORY.headline
    assert story["contact_phone"] == PHONE
    assert len(story["photos"]) == 3


def test_its_photographs_and_words_become_a_piece(api):
    at = send(api, typed_in_word(STORY)[1])["Location"]
    work()
    story = api.get(at).json()["story"]
    work()

    ready = Upload.objects.filter(key__in=story["photos"], state="ready")

    assert ready.count() == 3


def test_what_cannot_be_read_is_told(api):
    program = send(api, b"MZ" + bytes(600), "a.docx")

    assert program.status_code == 409
    assert program.json()["detail"].endswith(".")
    empty = send(api, docx_bytes(), "b.docx")["Location"]
    work()
    told = api.get(empty).json()
    assert (told["state"], told["story"]) == ("refused", None)
    assert told["reason"].endswith("?")
    assert api.post("/api/documents/read/", {}, format="multipart").status_code == 400
