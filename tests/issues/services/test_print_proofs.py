import io
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image, ImageStat

from desk.enums import JobState, LetterState
from desk.exceptions import NotAllowed, Refused
from desk.jobs import LeaseLost
from desk.models import Job, Letter, LetterTemplate
from desk.services.ledger import entries_for
from desk.services.letter_acts import drop_letter, release_letter, send_again
from desk.services.running import run_job
from issues.models import Snapshot
from issues.services import print_proofs
from issues.services.print_proofs import DRAW, ask_again, draw_print_proofs
from issues.services.proof_pictures import HEIGHT, draw_proofs
from issues.services.releasing import release_issue
from issues.services.signing import sign_page
from issues.services.snapshots import freeze_page
from press.imaging.marking import LINE, MOST_BYTES, offset_of, pixel_box
from press.makeup.areas import story_areas
from press.makeup.serial import layout_from_json
from submissions.models import Publication
from submissions.services.print_notices import tell_again, write_print_notice
from submissions.services.publication import (
    out_at,
    page_picture_of,
    picture_name,
)
from tests.issues.builders import made_page

pytestmark = pytest.mark.django_db
RED = (179, 38, 30)


@pytest.fixture
def page(cast):
    return released(cast)


def released(cast, **given):
    """Return a page that has gone to press, its pieces sent by mail."""
    page = made_page(cast, **given)
    for placement in page.placements.select_related("submission"):
        placement.submission.contact_email = "liu@example.com"
        placement.submission.save(update_fields=["contact_email"])
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    release_issue(issue=page.issue, actor=cast.duty)
    return page


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def next_week():
    return timezone.localdate() + timedelta(days=7)


def draw(job=None) -> Job:
    job = job or Job.objects.get(kind=DRAW)
    run_job(job.pk)
    job.refresh_from_db()
    return job


def pieces():
    return list(Publication.objects.select_related("submission").order_by("pk"))


def letters():
    return Letter.objects.filter(kind="published").order_by("pk")


def opened(row) -> Image.Image:
    return Image.open(io.BytesIO(row.page_picture.open("rb").read()))


def places(page, ref, picture):
    """Return the pixels of a story's areas in the whole picture."""
    layout = layout_from_json(page.layout)
    width = round(HEIGHT * layout.grid.page_width / layout.grid.page_height)
    scale = width / layout.grid.page_width
    left, top = offset_of(picture.height - HEIGHT - 2 * offset_of(0)[1])
    return [
        tuple(edge + (left, top)[n % 2] for n, edge in enumerate(box))
        for area in story_areas(layout, ref)
        for box in [pixel_box(area, scale, (width, HEIGHT))]
    ]


def brightness(picture, box) -> float:
    return ImageStat.Stat(picture.convert("L").crop(box)).mean[0]


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
        assert brightness(picture, mine) > 1.15 * brightness(picture, theirs)


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


def test_the_letter_goes_on_the_morning_of_the_cover_date_once(cast, settings):
    page = released(cast, cover_date=next_week())
    draw()

    due = timezone.localtime(letters()[0].due_at)
    assert (due.date(), due.hour) == (page.issue.cover_date, 8)
    assert {letter.state for letter in letters()} == {LetterState.QUEUED}
    assert letters()[0].enclosures.get().content_type == "image/jpeg"


def test_a_paper_that_is_out_is_told_of_at_once(cast):
    released(cast, cover_date=yesterday())

    draw()

    assert all(letter.due_at <= timezone.now() for letter in letters())


def test_the_letter_names_issue_day_page_and_headline(cast):
    LetterTemplate.objects.create(
        kind="published",
        subject="{headline}",
        body="{title}|{ref}|{issue}|{date}|{page}|{headline}|{link}",
    )
    page = released(cast, cover_date=yesterday())
    page.label = ""

    draw()

    row, letter = pieces()[0], letters()[0]
    told = letter.body.split("|")
    assert letter.subject == row.headline_as_printed
    assert told[:3] == [row.submission.title, row.submission.ref, row.issue_label]
    assert told[4].startswith("page 1")
    assert told[5] == row.headline_as_printed
    assert told[6].startswith("http")


def test_a_letter_the_desk_lets_go_early_waits_for_the_paper(cast):
    LetterTemplate.objects.create(kind="published", waits_for_desk=True)
    page = released(cast, cover_date=next_week())
    draw()
    first, second = letters()

    release_letter(letter=first, actor=cast.editor)
    drop_letter(letter=second, actor=cast.editor)
    again = send_again(letter=second, actor=cast.editor)

    due = out_at(page.issue.cover_date)
    assert (first.due_at, again.due_at) == (due, due)


def test_a_piece_that_was_not_mailed_gets_its_picture_and_no_letter(cast):
    page = made_page(cast)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    release_issue(issue=page.issue, actor=cast.duty)

    assert draw().state == JobState.DONE
    assert all(row.page_picture for row in pieces())
    assert not letters().exists()


def corrected(page, cast):
    """Sign the page once more, as after a correction, and have its proofs drawn."""
    page.refresh_from_db()
    page.sign_offs.update(void_at=timezone.now())
    page.label = "更正"
    page.save(update_fields=["label"])
    snapshot = freeze_page(page)
    page.sign_offs.create(
        snapshot=snapshot, signed_by=cast.duty, signed_at=timezone.now()
    )
    print_proofs.ask_for_proofs(page.issue)
    return draw(Job.objects.get(payload={"snapshot": snapshot.pk}))


def test_a_correction_renews_the_picture_in_the_letter_that_waits(cast):
    page = released(cast, cover_date=next_week())
    draw()
    row = pieces()[0]
    old = row.page_picture.name
    enclosed = letters()[0].enclosures.get().sha256

    corrected(page, cast)

    row.refresh_from_db()
    assert row.page_picture.name != old
    assert letters().count() == 2
    assert letters()[0].enclosures.get().sha256 != enclosed


def test_after_a_correction_nobody_is_told_twice_unless_the_desk_says_so(cast):
    page = released(cast, cover_date=yesterday())
    draw()
    letters().update(state=LetterState.SENT, sent_at=timezone.now())
    enclosed = letters()[0].enclosures.get().sha256

    corrected(page, cast)

    assert letters().count() == 2
    assert letters()[0].enclosures.get().sha256 == enclosed
    row = pieces()[0]
    again = tell_again(publication=row, actor=cast.editor, number=2)
    twice = tell_again(publication=row, actor=cast.editor, number=2)
    assert (twice, letters().count()) == (again, 3)
    assert again.again_of == letters()[0]
    assert again.enclosures.get().sha256 != enclosed
    assert entries_for(again).last().verb == "letter.sent_again"


def test_the_job_of_a_page_signed_anew_leaves_the_old_page_alone(cast):
    page = released(cast)
    stale = Job.objects.get(kind=DRAW)
    corrected(page, cast)
    names = [row.page_picture.name for row in pieces()]

    assert draw(stale).result == {"outcome": "gone"}
    assert [row.page_picture.name for row in pieces()] == names


def test_telling_again_waits_for_the_paper_and_for_the_first_letter(cast):
    released(cast, cover_date=next_week())
    draw()
    row = pieces()[0]
    with pytest.raises(Refused, match="not out yet"):
        tell_again(publication=row, actor=cast.editor, number=2)
    Publication.objects.update(cover_date=yesterday())
    row.refresh_from_db()
    with pytest.raises(Refused, match="on its way"):
        tell_again(publication=row, actor=cast.editor, number=2)
    with pytest.raises(NotAllowed):
        tell_again(publication=row, actor=cast.proofreader, number=2)


def test_the_author_sees_the_picture_when_the_paper_is_out(cast, monkeypatch):
    released(cast, cover_date=next_week())
    assert page_picture_of(pieces()[0].submission) is None
    draw()
    row = pieces()[0]
    assert page_picture_of(row.submission) is None

    row.cover_date = yesterday()
    row.save()

    assert page_picture_of(row.submission) == row


def test_a_preview_of_earlier_days_is_no_proof(cast):
    page = released(cast, cover_date=yesterday())
    Publication.objects.update(page_picture=page.preview.name)
    row = pieces()[0]

    assert page_picture_of(row.submission) is None
    write_print_notice(publication=row)
    assert not letters()[0].enclosures.exists()


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


def test_the_morning_is_that_of_shanghai():
    day = date(2026, 12, 2)

    assert out_at(day).isoformat() == "2026-12-02T08:00:00+08:00"
