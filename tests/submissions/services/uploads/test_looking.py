"""Files looked at by a worker: facts, copies, verdicts, and what is said of them."""

import json
from functools import cache
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.test import Client
from PIL import Image

from desk.enums import JobQueue, JobState
from desk.models import Job
from desk.services.jobs import run_job
from press.imaging.scenes import draw_scene
from submissions.enums import UploadState
from submissions.models import Upload
from submissions.services.uploads import copy_path, path_of, sweep_uploads
from tests.submissions.pieces import jpeg_bytes
from tests.submissions.tus_client import begin, send_whole

pytestmark = pytest.mark.django_db


@cache
def scene() -> bytes:
    """Draw a photograph that prints across the page."""
    return draw_scene("riverside", size=(3000, 2000))


def look(upload_id: str) -> Job:
    """Run the look as a worker would."""
    job = Job.objects.get(unique_key=f"submissions.look_at_upload:{upload_id}")
    run_job(job.pk)
    job.refresh_from_db()
    return job


def state(client: Client, upload_id: str) -> dict:
    answer = client.get(f"/files/{upload_id}/state/")
    assert answer["Cache-Control"] == "no-store"
    return answer.json()


def smaller(content: bytes, width: int, quality: int = 60) -> bytes:
    image = Image.open(BytesIO(content))
    out = BytesIO()
    height = image.height * width // image.width
    image.resize((width, height)).save(out, "JPEG", quality=quality)
    return out.getvalue()


def test_a_photograph_is_looked_at_by_a_worker(client: Client):
    upload_id = send_whole(client, scene(), form=uuid4())
    before = state(client, upload_id)

    job = look(upload_id)

    told = state(client, upload_id)
    assert (job.queue, job.state) == (JobQueue.UPLOADS, JobState.DONE)
    assert (before["state"], before["thumbnail"]) == ("checking", None)
    assert {
        name: told[name] for name in ("id", "purpose", "name", "size", "offset")
    } == {
        "id": upload_id,
        "purpose": "photo",
        "name": "现场.jpg",
        "size": len(scene()),
        "offset": len(scene()),
    }
    assert (told["state"], told["format"], told["width"], told["height"]) == (
        *("ready", "JPEG", 3000, 2000),
    )
    assert (told["tone"], told["verdict"]) == ("good", "Prints across the whole page")
    assert told["thumbnail"] == f"/files/{upload_id}/thumbnail/"
    assert told["preview"] == f"/files/{upload_id}/screen/"
    for address, side in ((told["thumbnail"], 320), (told["preview"], 800)):
        answer = client.get(address)
        shown = Image.open(BytesIO(b"".join(answer.streaming_content)))
        assert max(shown.size) == side
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    ("width", "tone", "words"),
    [
        (2800, "good", "Prints across the whole page"),
        (1000, "fair", "Prints up to 12.7 cm wide"),
        (300, "bad", "Too small for print: 3.8 cm wide at most"),
    ],
)
def test_the_verdict_is_how_wide_it_prints(
    client: Client, width: int, tone: str, words: str
):
    upload_id = send_whole(client, smaller(scene(), width, 95), form=uuid4())

    look(upload_id)

    told = state(client, upload_id)
    assert (told["tone"], told["verdict"]) == (tone, words)


def test_what_went_through_wechat_is_told(client: Client):
    name = "微信图片_20260301083000.jpg"
    upload_id = send_whole(client, smaller(scene(), 1080, 50), form=uuid4(), name=name)

    look(upload_id)

    notes = state(client, upload_id)["notes"]
    assert "WeChat has compressed it; send the original." in notes


def test_the_same_photograph_twice_is_told_with_its_number(client: Client):
    form = uuid4()
    ids = [
        send_whole(client, content, form=form)
        for content in (scene(), jpeg_bytes(), scene(), smaller(scene(), 1500))
    ]
    for upload_id in ids:
        look(upload_id)

    told = client.get(f"/files/?form={form}").json()["files"]

    assert [one["id"] for one in told] == ids
    assert [one["same_as"] for one in told] == [None, None, ids[0], ids[0]]
    assert "It is the same photograph as No. 1." in told[3]["notes"]
    assert state(client, ids[3]) == told[3]


def test_a_look_that_runs_twice_leaves_the_same(client: Client):
    upload_id = send_whole(client, scene(), form=uuid4())
    look(upload_id)
    first = state(client, upload_id)
    Job.objects.update(state=JobState.QUEUED)

    look(upload_id)

    assert state(client, upload_id) == first


def test_a_file_taken_back_before_the_look_leaves_nothing(client: Client):
    upload_id = send_whole(client, scene(), form=uuid4())
    Upload.objects.all().delete()

    assert look(upload_id).result == {"outcome": "gone"}
    key = UUID(hex=upload_id)
    assert not copy_path(key, "thumbnail").exists()


def test_f27_a_cut_photograph_is_damaged_and_shown(client: Client):
    cut = scene()[: len(scene()) * 2 // 3]
    upload_id = send_whole(client, cut, form=uuid4())

    look(upload_id)

    told = state(client, upload_id)
    assert (told["state"], told["tone"]) == ("damaged", "bad")
    assert told["reason"] == (
        "The picture breaks off: part of the file is missing; send it again."
    )
    assert client.get(told["thumbnail"]).status_code == 200


def test_f26_a_picture_that_announces_too_much_is_refused(client: Client):
    out = BytesIO()
    Image.new("1", (40_000, 40_000)).save(out, "PNG")
    upload_id = send_whole(client, out.getvalue(), form=uuid4())

    look(upload_id)

    told = state(client, upload_id)
    assert told["state"] == "refused"
    assert told["reason"].endswith("send a smaller one.")
    assert not path_of(UUID(hex=upload_id)).exists()


def test_a_stamped_page_may_be_a_pdf(client: Client):
    upload_id = send_whole(client, b"%PDF-1.7\n...", form=uuid4(), purpose="clearance")

    look(upload_id)

    told = state(client, upload_id)
    assert (told["state"], told["format"], told["verdict"]) == ("ready", "PDF", "")


def test_a_worker_that_gave_up_keeps_nobody_waiting(client: Client):
    send_whole(client, scene(), form=uuid4())
    Job.objects.update(state=JobState.FAILED, error="The worker died.")
    Upload.objects.update(updated_at="2020-01-01T00:00Z")

    sweep_uploads()

    assert Upload.objects.get().state == UploadState.DAMAGED


def test_states_take_the_same_queries_for_many_files(
    client: Client, django_assert_num_queries
):
    form = uuid4()
    ids = [send_whole(client, jpeg_bytes(), form=form) for _ in range(6)]

    with django_assert_num_queries(1):
        client.get(f"/files/?form={form}")
    with django_assert_num_queries(2):
        client.get(f"/files/{ids[0]}/state/")


def test_states_of_nobody_s_form_are_empty(client: Client):
    begin(client, size=9, form=uuid4())

    assert client.get(f"/files/?form={uuid4()}").json() == {"files": []}
    assert client.get("/files/?form=x").status_code == 400
    assert json.loads(client.get(f"/files/{uuid4().hex}/state/").content)["error"]
