from datetime import date

import pytest
from django.utils import timezone

from desk.enums import JobState, LetterState
from desk.exceptions import NotAllowed, Refused
from desk.models import Job, LetterTemplate
from desk.services.ledger import entries_for
from desk.services.letter_acts import drop_letter, release_letter, send_again
from desk.services.posting import send_letters
from issues.services import print_proofs
from issues.services.print_proofs import DRAW
from issues.services.releasing import release_issue
from issues.services.signing import sign_page
from issues.services.snapshots import freeze_page
from submissions.models import Publication
from submissions.services.print_notices import tell_again, write_print_notice
from submissions.services.publication import (
    out_at,
    page_picture_of,
)
from tests.issues.builders import made_page
from tests.issues.proofs import (
    draw,
    letters,
    next_week,
    pieces,
    released,
    yesterday,
)
from tests.servers.fixtures import smtp

__all__ = ("smtp",)
pytestmark = pytest.mark.django_db


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
    issue = f"《{row.supplement}》{row.issue_label}"
    assert told[:3] == [row.submission.title, row.submission.ref, issue]
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


def test_the_morning_is_that_of_shanghai():
    day = date(2026, 12, 2)

    assert out_at(day).isoformat() == "2026-12-02T08:00:00+08:00"


def test_a_real_server_gets_the_picture_byte_for_byte(cast, smtp, settings):
    for name, value in smtp.settings.items():
        setattr(settings, name, value)
    released(cast, cover_date=yesterday())
    draw()

    send_letters()
    send_letters()

    row = pieces()[0]
    told = [letter.message for letter in smtp.letters]
    enclosed = [part for mail in told for part in mail.iter_attachments()]
    assert len(told) == len(enclosed) == 2
    (mine,) = [part for part in enclosed if row.submission.ref in part.get_filename()]
    assert mine.get_content_type() == "image/jpeg"
    assert mine.get_content() == row.page_picture.open("rb").read()
