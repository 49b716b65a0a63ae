import pytest
from django.core.files.storage import default_storage

from desk.enums import JobState
from desk.exceptions import NotAllowed, Refused
from desk.jobs import LeaseLost
from desk.models import Job
from desk.services.ledger import entries_for
from issues.models import Snapshot
from issues.services.print_proofs import DRAW, ask_again, draw_print_proofs
from issues.services.proof_pictures import HEIGHT, draw_proofs
from issues.services.releasing import release_issue
from press.imaging.marking import LINE, MOST_BYTES
from submissions.services.publication import (
    picture_name,
)
from tests.issues.builders import made_page
from tests.issues.proofs import (
    brightness,
    draw,
    letters,
    opened,
    pieces,
    places,
    released,
    yesterday,
)

pytestmark = pytest.mark.django_db
RED = (179, 38, 30)


@pytest.fixture
def page(cast):
    return released(cast)


def test_release_asks_for_the_proofs_of_each_page_once(page, cast):
    release_issue(issue=page.issue, actor=cast.duty)

    (job,) = Job.objects.filter(kind=DRAW)
    assert job.payload == {"snapshot": Snapshot.objects.get().pk}


def test_each_piece_gets_a_picture_with_its_own_place_marked(page):
    job = draw()

    assert (job.state, job.error) == (JobState.DONE, "")
    assert job.result == {"pieces": 2, "drawn": 2}
    first, second = pieces()
    assert first.page_picture.name == picture_name(
        first.submission.ref, Snapshot.objects.get().hash
    )
    assert page.preview.name not in (first.page_picture.name, second.page_picture.name)
    for own, other in ((first, second), (second, first)):
        picture = opened(own)
        assert (picture.format, own.page_picture.size <= MOST_BYTES) == ("JPEG", True)
        (mine,) = places(page, own.submission.ref, picture)
        (theirs,) = places(page, other.submission.ref, picture)
        assert brightness(picture, mine) > 1.1 * brightness(picture, theirs)


def test_the_outline_stands_where_the_frames_of_the_piece_are(page):
    draw()

    for row in pieces():
        picture = opened(row).convert("RGB")
        ((left, top, right, foot),) = places(page, row.submission.ref, picture)
        half = LINE // 2
        for place in (
            (left - half, (top + foot) // 2),
            (right + half - 1, (top + foot) // 2),
            ((left + right) // 2, top - half),
            ((left + right) // 2, foot + half - 1),
        ):
            pixel = picture.getpixel(place)
            assert all(abs(a - b) < 50 for a, b in zip(pixel, RED, strict=True)), place


def test_the_same_snapshot_gives_the_same_bytes(page):
    snapshot = Snapshot.objects.select_related("page__issue__supplement").get()
    asked = {row.submission.ref: row.headline_as_printed for row in pieces()}

    assert dict(draw_proofs(snapshot, asked)) == dict(draw_proofs(snapshot, asked))


def test_the_picture_is_of_what_was_signed_not_of_the_page_as_it_is_now(page):
    before = {row.pk: row for row in pieces()}
    page.layout["frames"], page.layout["threads"] = [], []
    page.preview.delete()
    page.save()

    draw()

    for row in pieces():
        assert row.page_picture.name != before[row.pk].page_picture.name
        picture = opened(row)
        assert picture.height > HEIGHT


def test_drawing_twice_changes_nothing(page):
    draw()
    names = {row.page_picture.name for row in pieces()}
    entries = [entries_for(row.submission).count() for row in pieces()]
    Job.objects.filter(kind=DRAW).update(state=JobState.QUEUED)

    job = draw()

    assert job.result == {"pieces": 2, "drawn": 0}
    assert {row.page_picture.name for row in pieces()} == names
    assert [entries_for(row.submission).count() for row in pieces()] == entries
    assert letters().count() == 2


class DyingContext:
    """A worker that loses its job after the first picture."""

    def __init__(self):
        self.done = 0

    def progress(self, done, total, note=""):
        self.done = done
        if done == 2:
            raise LeaseLost

    def heartbeat(self):
        raise LeaseLost


def test_a_worker_killed_in_between_is_taken_over(page):
    with pytest.raises(LeaseLost):
        draw_print_proofs(Job.objects.get(kind=DRAW), DyingContext())
    first, second = pieces()
    assert (bool(first.page_picture), bool(second.page_picture)) == (True, False)
    assert not letters().exists()

    assert draw().result == {"pieces": 2, "drawn": 1}
    assert letters().count() == 2


def test_half_a_file_of_a_killed_worker_is_replaced(page):
    row = pieces()[0]
    name = picture_name(row.submission.ref, Snapshot.objects.get().hash)
    with default_storage.open(name, "wb") as file:
        file.write(b"\xff\xd8 half")

    draw()

    row.refresh_from_db()
    assert row.page_picture.name == name
    opened(row).load()


def test_missing_proofs_are_asked_for_again(cast):
    page = released(cast)
    draw()
    issue = page.issue
    assert ask_again(issue=issue, actor=cast.duty) == 0
    row = pieces()[0]
    row.page_picture.storage.delete(row.page_picture.name)

    assert ask_again(issue=issue, actor=cast.duty) == 1

    job = Job.objects.filter(kind=DRAW).latest("created_at")
    assert draw(job).result == {"pieces": 2, "drawn": 1}
    assert letters().count() == 2
    opened(row).load()


def test_an_issue_of_earlier_days_gets_pictures_and_nobody_is_written_to(cast):
    page = released(cast, cover_date=yesterday())
    Job.objects.all().delete()

    assert ask_again(issue=page.issue, actor=cast.duty) == 1

    draw()
    assert all(row.page_picture for row in pieces())
    assert not letters().exists()


def test_asking_again_is_for_who_may_have_packages_built(page, cast):
    with pytest.raises(NotAllowed):
        ask_again(issue=page.issue, actor=cast.editor)


def test_there_are_no_proofs_before_the_release(cast):
    page = made_page(cast)
    with pytest.raises(Refused, match="gone to press"):
        ask_again(issue=page.issue, actor=cast.duty)


def test_a_page_that_is_gone_does_nothing(page):
    Job.objects.filter(kind=DRAW).update(payload={"snapshot": 0})

    assert draw().result == {"outcome": "gone"}
