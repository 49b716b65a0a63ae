"""Photographs as the desk gets them: renditions to look at, originals as downloads."""

import hashlib

import pytest

from desk.models import Job, LedgerEntry
from desk.services.jobs import run_job
from submissions.enums import PhotoState
from tests.submissions.builders import make_photo, make_photo_file, make_submission

pytestmark = pytest.mark.django_db


def body(answer):
    return b"".join(answer.streaming_content)


def address(photo, kind):
    return f"/admin/submissions/submission/photos/{photo.pk}/{kind}/"


def check_all():
    for job in Job.objects.all():
        run_job(job.pk)


@pytest.fixture
def photo():
    piece = make_submission(photos=(make_photo(name='现场"><img>.jpg'),))
    check_all()
    return piece.photos.get()


def test_the_original_is_a_download_and_is_written_down(client, cast, photo):
    client.force_login(cast.editor)

    answer = client.get(address(photo, "original"))

    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert hashlib.sha256(body(answer)).hexdigest() == photo.sha256
    entry = LedgerEntry.objects.get(verb="photo.original_opened")
    assert (entry.actor, entry.data) == (cast.editor, {"photo": photo.key.hex})


def test_a_proofreader_sees_the_picture_and_not_the_original(client, cast, photo):
    client.force_login(cast.proofreader)

    seen = client.get(address(photo, "thumbnail"))

    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert seen["X-Content-Type-Options"] == "nosniff"
    assert body(seen)[:2] == b"\xff\xd8"
    assert client.get(address(photo, "original")).status_code == 403
    assert client.get(address(photo, "enormous")).status_code == 404


def test_nobody_outside_sees_a_picture(client, photo):
    assert client.get(address(photo, "thumbnail")).status_code == 302


def test_the_room_shows_every_state_of_a_photograph(client, cast):
    bad = make_photo_file("报道.jpg")
    bad.write_bytes(b"only words")
    short = make_photo_file("断.jpg", size=(1200, 800))
    short.write_bytes(short.read_bytes()[:-2000])
    photos = (make_photo(), make_photo(bad), make_photo(short))
    piece = make_submission(photos=photos)
    client.force_login(cast.editor)
    at = f"/admin/submissions/submission/{piece.pk}/change/"

    before = client.get(at).content.decode()
    check_all()
    after = client.get(at).content.decode()

    states = [photo.state for photo in piece.photos.all()]
    assert states == [PhotoState.READY, PhotoState.REFUSED, PhotoState.DAMAGED]
    assert before.count("Being checked") == 3
    assert "Being checked" not in after
    assert "The file is not a picture" in after
    assert "part of the file is missing" in after
    assert after.count("<img src=") == 2


def test_three_photographs_ask_as_much_as_one(client, cast, django_assert_num_queries):
    one = make_submission(photos=(make_photo(),))
    three = make_submission(photos=tuple(make_photo() for _number in range(3)))
    check_all()
    client.force_login(cast.editor)
    client.get(f"/admin/submissions/submission/{one.pk}/change/")

    for piece in (one, three):
        with django_assert_num_queries(44):
            client.get(f"/admin/submissions/submission/{piece.pk}/change/")
