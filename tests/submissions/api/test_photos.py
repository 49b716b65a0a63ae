"""Photographs over the API: sent, described, fetched."""

import pytest
from rest_framework.test import APIClient

from desk.models import Job
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from submissions.enums import PhotoState
from tests.submissions.builders import make_photo, make_photo_file, make_submission

pytestmark = pytest.mark.django_db


def client_of(user) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_a_photograph_is_added_and_listed(cast):
    piece = make_submission()
    client, address = client_of(cast.editor), f"/api/submissions/{piece.ref}/photos/"

    with make_photo_file().open("rb") as file:
        words = {"photo": file, "caption": "夜景。"}
        sent = client.post(address, words, format="multipart")

    assert sent.status_code == 201
    assert sent.json()["state"] == PhotoState.RECEIVED
    assert client.get(address).json() == [sent.json()]
    with make_photo_file().open("rb") as file:
        refused = client_of(cast.proofreader).post(
            address, {"photo": file}, format="multipart"
        )
    assert refused.status_code == 403


def test_words_of_a_photograph_are_changed_as_a_new_version(cast):
    piece = make_submission(photos=(make_photo(),))
    address = f"/api/photos/{piece.photos.get().key}/"

    words = {"caption": "夜班。", "state": "ready"}
    answer = client_of(cast.editor).patch(address, words)
    refused = client_of(cast.proofreader).patch(address, {"caption": "偷改。"})

    piece.refresh_from_db()
    assert (answer.json()["caption"], answer.json()["state"]) == ("夜班。", "received")
    assert piece.current_version.number == 2
    assert refused.status_code == 403


def test_f31_an_original_is_a_download_by_duty_and_renditions_are_pictures(cast):
    path = make_photo_file("现场.html.jpg")
    photo = make_submission(photos=(make_photo(path),)).photos.get()
    run_job(Job.objects.get(unique_key=f"submissions.check_photo:{photo.pk}").pk)
    reader, editor = client_of(cast.proofreader), client_of(cast.editor)
    address = f"/api/photos/{photo.key}/"

    original = editor.get(f"{address}original/")
    shown = reader.get(f"{address}thumbnail/")

    assert b"".join(original.streaming_content) == path.read_bytes()
    assert original["Content-Type"] == "application/octet-stream"
    assert original["Content-Disposition"].startswith("attachment")
    assert original["X-Content-Type-Options"] == "nosniff"
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert reader.get(f"{address}original/").status_code == 403
    assert reader.get(f"{address}huge/").status_code == 404
    assert APIClient().get(f"{address}thumbnail/").status_code == 401
    verbs = [entry.verb for entry in entries_for(photo.submission)]
    assert verbs.count("photo.original_opened") == 1
