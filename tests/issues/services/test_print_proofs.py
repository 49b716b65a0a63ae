import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from desk.enums import JobState, LetterState
from desk.models import Job, Letter
from desk.services.posting import send_letters
from desk.services.running import run_job
from issues.services.print_proofs import DRAW, areas_of, out_at
from issues.services.proofs import layout_of
from issues.services.releasing import release_issue
from issues.services.signing import sign_page
from submissions.models import Publication
from tests.issues.builders import made_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(cast):
    page = made_page(cast)
    for placement in page.placements.select_related("submission"):
        placement.submission.contact_email = "liu@example.com"
        placement.submission.save(update_fields=["contact_email"])
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    release_issue(issue=page.issue, actor=cast.duty)
    return page


def draw() -> Job:
    job = Job.objects.get(kind=DRAW)
    run_job(job.pk)
    job.refresh_from_db()
    return job


def test_a_released_page_asks_for_its_proofs_once(page, cast):
    release_issue(issue=page.issue, actor=cast.duty)

    assert Job.objects.filter(kind=DRAW).count() == 1


def test_each_piece_gets_its_own_picture(page):
    job = draw()

    assert (job.state, job.error) == (JobState.DONE, "")
    assert job.result == {"pieces": len(page.set_stories)}
    pictures = set()
    for row in Publication.objects.select_related("submission"):
        assert row.page_picture.name.startswith(f"page-pictures/{row.submission.ref}-")
        data = row.page_picture.open("rb").read()
        assert len(data) <= 600_000
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.width) == ("JPEG", 1240)
        pictures.add(data)
    assert len(pictures) == len(page.set_stories)


def test_the_piece_is_clear_and_the_rest_is_veiled(page):
    draw()

    layout = layout_of(page)
    story, other = page.set_stories[:2]
    row = Publication.objects.get(submission=story["submission"])
    with Image.open(row.page_picture.open("rb")) as picture:
        grey = picture.convert("L")
    assert darkest(grey, areas_of(layout, story["ref"])) < 90
    assert darkest(grey, areas_of(layout, other["ref"])) > 110


def darkest(grey: Image.Image, areas) -> int:
    """Return the darkest pixel well inside a story's headline frame."""
    left, top, right, bottom = areas[0]
    inset = 0.012
    box = (
        round((left + inset) * grey.width),
        round((top + inset) * grey.height),
        round((right - inset) * grey.width),
        round((bottom - inset) * grey.height),
    )
    return grey.crop(box).getextrema()[0]


def test_drawing_twice_writes_one_letter_a_piece(page):
    draw()
    names = set(Publication.objects.values_list("page_picture", flat=True))
    Job.objects.filter(kind=DRAW).update(state=JobState.QUEUED)
    draw()

    letters = Letter.objects.filter(kind="published")
    assert letters.count() == len(page.set_stories)
    assert set(Publication.objects.values_list("page_picture", flat=True)) == names


def test_the_letter_waits_for_the_paper(page, mailoutbox):
    draw()

    letter = Letter.objects.filter(kind="published").first()
    assert letter.due_at == out_at(page.issue.cover_date)
    assert page.issue.cover_date > timezone.localdate()
    send_letters()
    letter.refresh_from_db()
    assert letter.state == LetterState.QUEUED

    Letter.objects.filter(kind="published").update(
        due_at=timezone.now() - timedelta(minutes=1)
    )
    Letter.objects.exclude(kind="published").delete()
    send_letters()

    [enclosed] = mailoutbox[0].attachments
    assert enclosed.get_content_type() == "image/jpeg"
    assert enclosed.get_payload(decode=True).startswith(b"\xff\xd8")


def test_a_page_that_is_gone_does_nothing(page):
    Job.objects.filter(kind=DRAW).update(payload={"page": 0})

    assert draw().result == {"outcome": "gone"}
