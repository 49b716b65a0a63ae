"""Asking for originals over the API."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from desk.models import LedgerEntry
from submissions.models import UploadLink
from submissions.services.upload_links import ask_for_originals, open_link
from tests.submissions.builders import make_submission
from tests.submissions.pieces import jpeg_bytes
from tests.submissions.tus_client import begin
from tests.submissions.word_files import work

pytestmark = pytest.mark.django_db


def test_originals_are_asked_for_and_what_came_is_listed(cast, client: Client):
    api = APIClient()
    api.force_authenticate(cast.editor)
    piece, content = make_submission(), jpeg_bytes(1200, 800)
    at = f"/api/submissions/{piece.ref}/upload-links/"

    made = api.post(at, {"asks_for": "请发原图。", "days": 3}, format="json")

    assert made.status_code == 201
    told = made.json()
    assert told["written_to_author"] is True
    assert told["qr"].startswith("<svg")
    token = told["url"].rstrip("/").rpartition("/")[2]
    begin(client, size=len(content), form="", body=content, link=token)
    work()
    (listed,) = api.get(at).json()
    assert listed["asks_for"] == "请发原图。"
    assert [file["state"] for file in listed["uploads"]] == ["ready"]
    assert token not in str(listed)
    assert piece.photos.count() == 1


def test_what_makes_no_sense_is_told(cast):
    api = APIClient()
    api.force_authenticate(cast.editor)
    at = f"/api/submissions/{make_submission().ref}/upload-links/"

    assert api.post(at, {"asks_for": ""}, format="json").status_code == 400
    wrong = api.post(at, {"asks_for": "图", "days": 900}, format="json")
    assert wrong.status_code == 400
    assert api.get("/api/submissions/GK-2026-9999/upload-links/").status_code == 404
    assert not UploadLink.objects.exists()


def test_a_link_is_closed_once_and_what_came_stays(cast, client: Client):
    api = APIClient()
    api.force_authenticate(cast.editor)
    piece, content = make_submission(), jpeg_bytes(1200, 800)
    at = f"/api/submissions/{piece.ref}/upload-links/"
    made = api.post(at, {"asks_for": "请发原图。"}, format="json").json()
    token = made["url"].rstrip("/").rpartition("/")[2]
    begin(client, size=len(content), form="", body=content, link=token)

    first = api.post(f"{at}{made['id']}/close/")
    again = api.post(f"{at}{made['id']}/close/")

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json() == api.get(at).json()[0]
    assert len(first.json()["uploads"]) == 1
    assert client.get(f"/up/{token}/").status_code == 404
    assert open_link(token) is None
    closed = LedgerEntry.objects.filter(verb="submission.upload_link_closed")
    assert [entry.actor for entry in closed] == [cast.editor]


def test_a_link_is_closed_by_its_own_piece_and_by_editors_only(cast):
    piece, other = make_submission(), make_submission()
    made = ask_for_originals(submission=piece, actor=cast.editor, asks_for="原图")
    api = APIClient()
    api.force_authenticate(cast.editor)
    reader = APIClient()
    reader.force_authenticate(cast.proofreader)
    end = f"upload-links/{made.link.pk}/close/"

    assert api.post(f"/api/submissions/{other.ref}/{end}").status_code == 404
    assert reader.post(f"/api/submissions/{piece.ref}/{end}").status_code == 403
    assert api.get(f"/api/submissions/{piece.ref}/{end}").status_code == 405
    assert open_link(made.token) == made.link


def test_listing_asks_few_questions(cast, django_assert_max_num_queries):
    api = APIClient()
    api.force_authenticate(cast.editor)
    at = f"/api/submissions/{make_submission().ref}/upload-links/"
    for number in range(5):
        api.post(at, {"asks_for": f"图{number}"}, format="json")

    with django_assert_max_num_queries(5):
        assert len(api.get(at).json()) == 5
