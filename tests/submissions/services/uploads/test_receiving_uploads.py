"""From uploads to a piece: nothing is copied, looked at twice, lost or doubled."""

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.exceptions import Refused
from desk.models import Job
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from press.imaging.scenes import draw_scene
from submissions import limits
from submissions.enums import Action, PhotoState
from submissions.incoming import IncomingClearance, IncomingPhoto
from submissions.models import (
    Clearance,
    FormDraft,
    Photo,
    Submission,
    Upload,
    UploadLink,
)
from submissions.services import receiving
from submissions.services.joining import join_by_link
from submissions.services.receiving import receive_submission
from submissions.services.uploads import hold_form, path_of, store_upload, sweep_uploads
from submissions.services.workflow import perform
from tests.submissions.builders import make_incoming, make_submission
from tests.submissions.pieces import jpeg_bytes, send_up, typed
from tests.submissions.services.uploads.test_looking import look, smaller
from tests.submissions.tus_client import begin, end

pytestmark = pytest.mark.django_db(transaction=True)

SCENE = draw_scene("yard", size=(1500, 1000))


def photo_of(upload_id: str, **words: str) -> IncomingPhoto:
    key = UUID(hex=upload_id)
    return IncomingPhoto("现场.jpg", path_of(key), upload=key, **words)


def several(client: Client, count: int, key: UUID) -> list[str]:
    """Send photographs up that differ in their last byte."""
    contents = [jpeg_bytes() + bytes([number]) for number in range(count)]
    return [send_up(client, key=str(key), content=content) for content in contents]


def form_with(upload_ids: list[str], key: UUID) -> dict:
    count = len(upload_ids)
    return typed(
        key=str(key),
        uploads=upload_ids,
        upload_captions=["厂房全景。"] * count,
        upload_credits=["林晓 摄"] * count,
    )


def test_a_photograph_that_was_looked_at_is_ready_at_once(client: Client):
    form = uuid4()
    upload_id = send_up(client, key=str(form), content=SCENE)
    look(upload_id)
    inode = path_of(UUID(hex=upload_id)).stat().st_ino

    answer = client.post("/", form_with([upload_id], form))

    photo = Photo.objects.get()
    assert answer.status_code == 303
    assert (photo.key.hex, photo.state, photo.format) == (
        *(upload_id, PhotoState.READY, "JPEG"),
    )
    assert (photo.width, photo.height) == (1500, 1000)
    assert photo.facts["cm_at_200"] == [19.1, 12.7]
    assert Path(photo.original.path).stat().st_ino == inode
    assert Path(photo.original.path).read_bytes() == SCENE
    assert photo.sha256 == hashlib.sha256(SCENE).hexdigest()
    for rendition in photo.renditions.all():
        with rendition.file.open("rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == rendition.sha256
    assert {r.kind for r in photo.renditions.all()} == {
        *("thumbnail", "screen", "reading"),
    }
    assert not Job.objects.filter(kind="submissions.check_photo").exists()
    assert not Upload.objects.exists()
    assert not path_of(photo.key).exists()


def test_a_photograph_not_looked_at_yet_is_checked_as_ever(client: Client):
    form = uuid4()
    upload_id = send_up(client, key=str(form), content=SCENE)

    client.post("/", form_with([upload_id], form))

    photo = Photo.objects.get()
    assert photo.state == PhotoState.RECEIVED
    assert look(upload_id).result == {"outcome": "gone"}
    run_job(Job.objects.get(kind="submissions.check_photo").pk)
    photo.refresh_from_db()
    assert (photo.state, photo.renditions.count()) == (PhotoState.READY, 3)


def test_a_photograph_on_its_way_holds_the_form_back_with_a_sentence(client: Client):
    form = uuid4()
    answer = begin(client, size=len(SCENE), form=form, body=SCENE[:5000])
    upload_id = answer["Location"].split("/")[-2]

    page = client.post("/", form_with([upload_id], form))

    assert page.status_code == 422
    assert "It is still on its way; send the form when it has arrived." in (
        page.content.decode()
    )
    assert Upload.objects.get().offset == 5000
    with pytest.raises(Refused, match="still on its way"):
        receive_submission(incoming=make_incoming(photos=(photo_of(upload_id),)))
    assert Submission.objects.count() == 0


def test_bytes_that_changed_while_they_waited_are_not_taken(client: Client):
    upload_id = send_up(client, key=str(uuid4()), content=SCENE)
    path = path_of(UUID(hex=upload_id))
    path.write_bytes(SCENE[:-1] + b"?")

    with pytest.raises(Refused) as refusal:
        receive_submission(incoming=make_incoming(photos=(photo_of(upload_id),)))

    assert refusal.value.code == "damaged"
    assert Photo.objects.count() == 0


def test_an_upload_belongs_to_one_piece(client: Client):
    upload_id = send_up(client, key=str(uuid4()), content=SCENE)
    receive_submission(incoming=make_incoming(photos=(photo_of(upload_id),)))

    with pytest.raises(Refused) as refusal:
        receive_submission(incoming=make_incoming(photos=(photo_of(upload_id),)))

    assert refusal.value.code == "used"
    assert Path(Photo.objects.get().original.path).read_bytes() == SCENE


def test_f43_one_form_sent_many_times_at_once_is_one_piece(client: Client, settings):
    settings.FORM_CAPTCHA = "off"
    form = uuid4()
    ids = [send_up(client, key=str(form), content=SCENE) for _ in range(3)]
    for upload_id in ids[:2]:
        look(upload_id)

    def send(_number: int) -> str:
        try:
            return Client().post("/", form_with(ids, form)).url.split("?")[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        urls = set(pool.map(send, range(6)))

    assert len(urls) == 1
    assert Submission.objects.count() == 1
    photos = Photo.objects.order_by("position")
    assert [photo.key.hex for photo in photos] == ids
    assert all(Path(photo.original.path).read_bytes() == SCENE for photo in photos)


def test_a_sending_that_died_is_taken_back_when_its_uploads_grow_old(
    client: Client, monkeypatch
):
    upload_id = send_up(client, key=str(uuid4()), content=SCENE)
    look(upload_id)
    key = UUID(hex=upload_id)

    class Killed(BaseException):
        pass

    def die(*_args, **_options):
        raise Killed

    monkeypatch.setattr(receiving, "_write", die)
    with pytest.raises(Killed):
        receive_submission(incoming=make_incoming(photos=(photo_of(upload_id),)))
    monkeypatch.undo()
    store = Photo._meta.get_field("original").storage
    left = Path(store.path(f"originals/{upload_id[:2]}/{upload_id}"))
    assert left.exists()

    Upload.objects.update(expires_at=timezone.now() - timedelta(days=1))
    sweep_uploads()

    assert not left.exists()
    assert not path_of(key).exists()
    assert not list(Path(store.path("renditions")).rglob(f"{upload_id}*"))


def test_a_sending_that_died_can_be_repeated(client: Client, monkeypatch):
    upload_id = send_up(client, key=str(uuid4()), content=SCENE)
    look(upload_id)
    incoming = make_incoming(photos=(photo_of(upload_id),))

    def die(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(receiving, "_write", die)
    with pytest.raises(OSError, match="No space"):
        receive_submission(incoming=incoming)
    monkeypatch.undo()

    receive_submission(incoming=incoming)

    assert Path(Photo.objects.get().original.path).read_bytes() == SCENE
    folder = Path(Photo.objects.get().original.path).parent
    assert not list(folder.glob(f"{upload_id}.*"))


def test_sweeping_leaves_a_form_alone_that_is_being_sent(client: Client):
    form = uuid4()
    send_up(client, key=str(form), content=SCENE)
    Upload.objects.update(expires_at=timezone.now() - timedelta(days=1))

    def sweep() -> int:
        try:
            return sweep_uploads()
        finally:
            connection.close()

    with hold_form(form), ThreadPoolExecutor(1) as pool:
        held = pool.submit(sweep).result()

    assert (held, sweep_uploads()) == (0, 1)


def test_files_of_an_unsent_piece_are_kept_as_long_as_it(client: Client):
    form, now = uuid4(), timezone.now()
    send_up(client, key=str(form), content=SCENE)
    Upload.objects.update(expires_at=now - timedelta(days=1))
    draft = FormDraft.objects.create(
        key=form, token_hash="x", updated_at=now, expires_at=now + timedelta(days=1)
    )

    assert sweep_uploads() == 0
    draft.delete()
    assert sweep_uploads() == 1


def test_files_without_a_row_are_swept_when_they_are_old(settings):
    new, old = path_of(uuid4()), path_of(uuid4())
    for path in (new, old):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    past = time.time() - 7200
    os.utime(old, (past, past))

    sweep_uploads()

    assert (new.exists(), old.exists()) == (True, False)
    new.unlink()


def test_a_stamped_page_is_kept_with_its_piece(tmp_path: Path):
    page = tmp_path / "page"
    page.write_bytes(jpeg_bytes())

    make_submission(clearance=IncomingClearance("周正", "审签单.jpg", page))
    make_submission(clearance=IncomingClearance("周正"))
    make_submission(clearance=IncomingClearance())

    first, second = Clearance.objects.order_by("pk")
    assert (first.approved_by, first.page_name) == ("周正", "审签单.jpg")
    assert first.page.read() == jpeg_bytes()
    assert first.page_sha256 == hashlib.sha256(jpeg_bytes()).hexdigest()
    assert (second.approved_by, bool(second.page)) == ("周正", False)


def link_of(piece: Submission) -> UploadLink:
    return UploadLink.objects.create(
        token_hash=uuid4().hex,
        submission=piece,
        expires_at=timezone.now() + timedelta(days=1),
    )


def sent_under(link: UploadLink, content: bytes) -> Upload:
    name, size = "原图.jpg", len(content)
    return store_upload(key=None, link=link, name=name, size=size, chunks=[content])


def test_originals_that_the_desk_asked_for_join_their_piece():
    piece = make_submission()
    link = link_of(piece)
    upload = sent_under(link, SCENE)
    look(upload.key.hex)

    photo = piece.photos.get()
    piece.refresh_from_db()
    assert (photo.key, photo.state) == (upload.key, PhotoState.READY)
    assert piece.current_version.number == 2
    entry = entries_for(piece).last()
    assert (entry.verb, entry.actor, entry.data["link"]) == (
        *("photo.added", None),
        link.pk,
    )
    upload.refresh_from_db()
    assert join_by_link(link=link, upload=upload) == photo
    assert piece.photos.count() == 1


def test_a_larger_copy_of_the_same_photograph_stands_beside_it():
    piece = make_submission()
    link = link_of(piece)
    first = sent_under(link, smaller(SCENE, 800))
    look(first.key.hex)

    second = sent_under(link, SCENE)
    look(second.key.hex)

    assert piece.photos.count() == 2
    photo = piece.photos.get(key=second.key)
    assert photo.facts["same_as"] == first.key.hex


def test_originals_for_a_piece_that_is_closed_are_refused_in_a_sentence(cast):
    piece = make_submission()
    link = link_of(piece)
    upload = sent_under(link, SCENE)
    perform(submission=piece, action=Action.DECLINE, actor=cast.chief, note="重复")

    look(upload.key.hex)

    upload.refresh_from_db()
    assert upload.reason.endswith(".")
    assert piece.photos.count() == 0


def test_a_file_is_not_taken_back_while_its_piece_is_being_sent(client: Client):
    form = uuid4()
    upload_id = send_up(client, key=str(form), content=SCENE)

    def take_back() -> int:
        try:
            return end(Client(), f"/files/{upload_id}/").status_code
        finally:
            connection.close()

    with hold_form(form), ThreadPoolExecutor(1) as pool:
        held = pool.submit(take_back).result()

    assert (held, take_back()) == (423, 204)


def test_more_than_a_piece_takes_together_is_told_before_it_comes(
    client: Client, monkeypatch
):
    monkeypatch.setattr(limits, "ALL_BYTES", 3_000_000)
    form = uuid4()

    answers = [begin(client, size=1_400_000, form=form).status_code for _ in range(3)]

    assert answers == [201, 201, 413]


def test_bytes_written_after_they_were_hashed_are_hashed_again(client: Client):
    key = uuid4()
    same, other = several(client, 2, key)
    path_of(UUID(hex=same)).touch()
    path_of(UUID(hex=other)).write_bytes(jpeg_bytes() + b"!")

    answer = client.post("/", form_with([same, other], key))

    assert answer.status_code == 422
    assert "was damaged while it waited here" in answer.content.decode()
    assert not Submission.objects.exists()
    assert client.post("/", form_with([same], key)).status_code == 303


def test_ten_photographs_take_no_more_turns_of_the_database_than_two(client: Client):
    def questions(count: int) -> int:
        key = uuid4()
        uploads = several(client, count, key)
        with CaptureQueriesContext(connection) as asked:
            answer = client.post("/", form_with(uploads, key))
        assert answer.status_code == 303
        # A bell that nobody hears writes to each job's row; Redis would hear it.
        return sum('rung_at" = NULL' not in one["sql"] for one in asked)

    assert questions(10) == questions(2)
