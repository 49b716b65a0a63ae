"""Photographs: checked by a job, shown as renditions, originals opened by record."""

import hashlib
from uuid import uuid4

import pytest
from PIL import Image

from desk.enums import JobState
from desk.exceptions import NotAllowed, Refused
from desk.models import Job
from desk.services.jobs import enqueue, run_job
from desk.services.ledger import entries_for
from submissions import limits
from submissions.enums import Action, PhotoState
from submissions.exceptions import WrongStatus
from submissions.models import Photo
from submissions.services.copy import current_copy
from submissions.services.photos import add_photo, open_original
from submissions.services.workflow import perform
from tests.submissions.builders import make_photo, make_photo_file, make_submission

pytestmark = pytest.mark.django_db


def check(photo: Photo) -> Job:
    """Run the check of a photograph as a worker would."""
    job = Job.objects.get(unique_key=f"submissions.check_photo:{photo.pk}")
    run_job(job.pk)
    job.refresh_from_db()
    photo.refresh_from_db()
    return job


def photo_of(path) -> Photo:
    return make_submission(photos=(make_photo(path),)).photos.get()


def test_a_photograph_is_inspected_and_shown_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = photo_of(make_photo_file(size=(3200, 2000), exif=exif))

    job = check(photo)

    shown = {r.kind: (r.width, r.height) for r in photo.renditions.all()}
    assert (job.state, job.result) == (JobState.DONE, {"outcome": "ok"})
    assert (photo.state, photo.format, photo.width, photo.height) == (
        *(PhotoState.READY, "JPEG", 2000, 3200),
    )
    assert shown == {
        "thumbnail": (200, 320),
        "screen": (500, 800),
        "reading": (1000, 1600),
    }
    for rendition in photo.renditions.all():
        with rendition.file.open("rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == rendition.sha256


def test_a_check_that_runs_twice_leaves_the_same():
    photo = photo_of(make_photo_file())
    check(photo)
    fields = ("kind", "width", "height", "sha256", "file")
    first = list(photo.renditions.values_list(*fields))
    Job.objects.all().delete()
    key = f"submissions.check_photo:{photo.pk}"
    enqueue(kind="submissions.check_photo", unique_key=key, payload={"photo": photo.pk})

    check(photo)

    assert list(photo.renditions.values_list(*fields)) == first


def test_a_check_of_a_photograph_that_is_gone_does_nothing():
    job = enqueue(
        kind="submissions.check_photo",
        unique_key=str(uuid4()),
        payload={"photo": 4_000_000},
    )

    run_job(job.pk)

    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"outcome": "gone"})


def test_what_is_no_picture_is_refused_with_a_reason(tmp_path):
    path = tmp_path / "现场.jpg"
    path.write_text("这不是照片。")
    photo = photo_of(path)

    job = check(photo)

    assert job.state == JobState.DONE
    assert photo.state == PhotoState.REFUSED
    assert photo.reason.endswith(".")
    assert not photo.renditions.exists()
    assert current_copy(photo.submission).pictures == ()


def test_f27_a_cut_photograph_is_kept_and_marked_damaged(tmp_path):
    whole = make_photo_file(size=(1200, 900))
    path = tmp_path / "cut.jpg"
    data = whole.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    photo = photo_of(path)

    check(photo)

    assert photo.state == PhotoState.DAMAGED
    assert photo.reason.endswith(".")
    assert photo.renditions.count() == 3


def test_opening_an_original_is_recorded_and_needs_the_duty(cast):
    path = make_photo_file()
    photo = photo_of(path)

    with open_original(photo=photo, actor=cast.editor) as file:
        assert file.read() == path.read_bytes()
    with pytest.raises(NotAllowed):
        open_original(photo=photo, actor=cast.proofreader)

    entries = entries_for(photo.submission).filter(verb="photo.original_opened")
    assert [entry.actor for entry in entries] == [cast.editor]


def test_a_photograph_added_later_is_a_new_version_of_the_piece(cast):
    piece = make_submission(photos=(make_photo(),))

    photo = add_photo(
        submission=piece, incoming_photo=make_photo(caption="夜景。"), actor=cast.editor
    )

    piece.refresh_from_db()
    pictures = piece.current_version.copy["pictures"]
    assert (photo.position, piece.current_version.number) == (2, 2)
    assert [picture["caption"] for picture in pictures] == [
        *("工人在调试生产线。", "夜景。"),
    ]
    assert entries_for(piece).last().verb == "photo.added"


def test_photographs_are_added_by_editors_to_open_pieces_up_to_the_limit(
    cast, monkeypatch
):
    piece = make_submission(photos=(make_photo(),))

    with pytest.raises(NotAllowed):
        add_photo(submission=piece, incoming_photo=make_photo(), actor=cast.proofreader)
    monkeypatch.setattr(limits, "PHOTOS", 1)
    with pytest.raises(Refused, match="1 photographs"):
        add_photo(submission=piece, incoming_photo=make_photo(), actor=cast.editor)
    perform(submission=piece, action=Action.DECLINE, actor=cast.chief, note="重复")
    with pytest.raises(WrongStatus):
        add_photo(submission=piece, incoming_photo=make_photo(), actor=cast.editor)
    assert piece.photos.count() == 1
