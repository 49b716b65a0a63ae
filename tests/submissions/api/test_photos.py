"""Photographs over the API: sent, described, fetched."""

from uuid import UUID, uuid4

import pytest
from rest_framework.test import APIClient

from desk.models import Job
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from submissions.enums import PhotoState
from tests.submissions.builders import make_photo, make_photo_file, make_submission
from tests.submissions.pieces import send_up
from tests.submissions.services.uploads.test_looking import look, scene

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


def test_a_photograph_sent_up_over_tus_is_added_by_its_id(cast, client):
    piece = make_submission()
    upload_id = send_up(client, key=str(uuid4()), content=scene())
    look(upload_id)
    address = f"/api/submissions/{piece.ref}/photos/"

    words = {"upload": upload_id, "caption": "夜景。", "credit": "林晓 摄"}
    sent = client_of(cast.editor).post(address, words, format="json")

    told = sent.json()
    assert sent.status_code == 201
    assert (told["id"], told["state"]) == (str(UUID(upload_id)), PhotoState.READY)
    assert (told["original_name"], told["caption"]) == ("a.jpg", "夜景。")
    assert told["verdict"]["tone"] in ("good", "fair")
    assert set(told["pictures"]) == {"thumbnail", "screen", "reading", "original"}
    again = client_of(cast.editor).post(address, words, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "used")


def test_a_photograph_is_a_file_or_an_upload(cast):
    piece = make_submission()
    address = f"/api/submissions/{piece.ref}/photos/"
    client = client_of(cast.editor)

    neither = client.post(address, {"caption": "夜景。"}, format="json")
    unknown = client.post(address, {"upload": str(uuid4())}, format="json")

    assert neither.status_code == 400
    assert (unknown.status_code, unknown.json()["code"]) == (409, "not_found")


def test_a_piece_comes_with_uploads_and_their_words(cast, client):
    ids = [send_up(client, key=str(uuid4()), content=scene()) for _ in range(2)]
    for upload_id in ids:
        look(upload_id)

    sent = client_of(cast.editor).post(
        "/api/submissions/",
        {
            "kind": "photo_news",
            "contact_name": "林晓",
            "contact_unit": "云州开发区",
            "uploads": ids,
            "captions": ["厂房。", "夜景。"],
            "credits": ["林晓 摄"],
        },
        format="json",
    )

    assert sent.status_code == 201
    photos = sent.json()["photos"]
    assert [(p["id"], p["caption"], p["credit"]) for p in photos] == [
        (str(UUID(ids[0])), "厂房。", "林晓 摄"),
        (str(UUID(ids[1])), "夜景。", ""),
    ]


def test_a_copy_of_a_kind_that_was_never_made_is_the_nearest(cast):
    piece = make_submission(photos=(make_photo(),))
    photo = piece.photos.get()
    run_job(Job.objects.get(unique_key=f"submissions.check_photo:{photo.pk}").pk)
    photo.renditions.exclude(kind="reading").delete()
    client = client_of(cast.editor)

    answers = {
        kind: client.get(f"/api/photos/{photo.key}/{kind}/").status_code
        for kind in ("thumbnail", "screen", "reading", "huge")
    }

    assert answers == {"thumbnail": 200, "screen": 200, "reading": 200, "huge": 404}
