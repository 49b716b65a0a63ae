"""Past issues: read, divided, corrected, kept; known to search and likeness."""

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.models import Job, Letter
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from issues.enums import PastIssueState
from issues.models import PastIssue
from issues.services.past_issues.correcting import (
    change_piece,
    drop_piece,
    join_with_next,
    split_piece,
)
from issues.services.past_issues.keeping import keep_past_issue
from submissions.enums import Relation, Source, Status
from submissions.models import SeenBefore, Submission
from submissions.services.directory.figures import of_nobody
from submissions.services.searching import matching
from tests.desk.builders import make_user
from tests.issues.builders import make_piece, make_supplement
from tests.issues.past import (
    FACTORY,
    PAGES,
    SCHOOL,
    make_past,
    text_file,
    word_file,
    zip_file,
)
from tests.submissions.builders import paragraphs

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_user(StaffRole.SECTION_CHIEF)


def rows(past):
    return [
        (p.page_number, p.page_label, p.headline, p.byline)
        for p in past.pieces.order_by("position")
    ]


def kept(past, actor):
    """Keep an issue and run what a worker would run, its readers too."""
    run_job(keep_past_issue(past=past, actor=actor).pk)
    for job in Job.objects.filter(kind="submissions.read_new_words", state="queued"):
        run_job(job.pk)
    past.refresh_from_db()
    return list(Submission.objects.filter(source=Source.ARCHIVE).order_by("pk"))


def test_a_text_is_divided_by_its_pages_and_headlines():
    past = make_past()

    assert past.state == PastIssueState.DIVIDED
    assert rows(past) == [
        (1, "要闻", "第三座零碳工厂投产", "本报记者 林晓"),
        (2, "综合", "夜校开课", "通讯员 陈河"),
    ]
    first = past.pieces.first()
    assert (first.kicker, len(first.paragraphs)) == ("滨河高新区", 2)
    assert [entry.verb for entry in entries_for(past)] == ["archive.brought_in"]


def test_files_of_a_zip_are_read_in_the_order_of_their_pages():
    packed = zip_file(
        word_file("夜校开课", "通讯员 陈河", SCHOOL, name="第2版.docx"),
        text_file(f"零碳工厂投产\n本报记者 林晓\n　　{FACTORY}\n", name="第1版.txt"),
    )

    assert [row[:3:2] for row in rows(make_past(packed))] == [
        (1, "零碳工厂投产"),
        (2, "夜校开课"),
    ]


def test_what_cannot_be_read_is_said():
    bad = text_file("", name="空.txt")

    past = make_past(text_file(), bad)

    assert past.problem.startswith("空.txt: ")
    assert past.pieces.count() == 2


def test_an_issue_is_brought_in_once_and_by_duty(chief):
    supplement = make_supplement()
    make_past(supplement=supplement)

    with pytest.raises(Refused, match="has been brought in already"):
        make_past(supplement=supplement)
    with pytest.raises(NotAllowed):
        make_past(actor=make_user(StaffRole.EDITOR))
    with pytest.raises(Refused, match="Choose the files"):
        make_past(files=[])
    assert PastIssue.objects.count() == 1


def test_a_division_is_corrected(chief):
    past = make_past()
    first, second = past.pieces.all()

    join_with_next(piece=first, actor=chief)
    first.refresh_from_db()
    assert first.paragraphs[2:] == ["夜校开课", "通讯员 陈河", SCHOOL]
    new = split_piece(piece=first, at=3, actor=chief)
    change_piece(piece=new, actor=chief, page_number=2, body=SCHOOL, byline=" 陈河 ")
    drop_piece(piece=first, actor=chief)

    assert rows(past) == [
        (1, "要闻", "第三座零碳工厂投产", "本报记者 林晓"),
        (2, "要闻", "夜校开课", "陈河"),
    ]
    assert past.pieces.get(is_dropped=True) == first
    assert not past.pieces.filter(pk=second.pk).exists()


def test_corrections_that_cannot_be_are_refused(chief):
    past = make_past()
    first, last = past.pieces.all()

    for at in (1, 9):
        with pytest.raises(Refused, match="Choose a paragraph from 2 to 2"):
            split_piece(piece=first, at=at, actor=chief)
    with pytest.raises(Refused, match="no piece after"):
        join_with_next(piece=last, actor=chief)
    with pytest.raises(Refused, match="Shorten it"):
        change_piece(piece=first, actor=chief, headline="长" * 121)
    with pytest.raises(NotAllowed):
        drop_piece(piece=first, actor=make_user(StaffRole.EDITOR))


def test_kept_pieces_are_printed_ones_that_nobody_is_asked_about(chief):
    past = make_past()

    first, second = kept(past, chief)

    assert past.state == PastIssueState.KEPT
    assert [piece.ref for piece in (first, second)] == [
        "GK-2024-900001",
        "GK-2024-900002",
    ]
    assert (first.status, first.contact_email) == (Status.PUBLISHED, "")
    printed = first.publication
    assert (printed.issue_label, printed.cover_date, printed.page_number) == (
        "2024年第3期",
        date(2024, 3, 15),
        1,
    )
    assert printed.headline_as_printed == "第三座零碳工厂投产"
    assert not Letter.objects.exists()
    assert of_nobody(2024) == 0
    assert list(Submission.objects.worked_on()) == []


def test_search_and_likeness_know_what_was_printed(chief):
    first, _second = kept(make_past(cover_date=date(2026, 3, 16)), chief)
    again = make_piece(headline="零碳工厂", blocks=paragraphs(FACTORY))
    for job in Job.objects.filter(kind="submissions.read_new_words", state="queued"):
        run_job(job.pk)

    assert first in matching("两万吨标准煤", Submission.objects.all())
    seen = SeenBefore.objects.get(piece=again)
    assert (seen.earlier, seen.relation) == (first, Relation.PRINTED)


def test_the_numbers_people_are_told_have_no_gap(chief):
    today = make_piece()
    kept(make_past(cover_date=today.received_at.date()), chief)

    assert make_piece().serial == today.serial + 1


def test_a_piece_that_is_refused_says_why_and_the_others_are_kept(chief):
    past = make_past()
    bad = past.pieces.last()
    change_piece(piece=bad, actor=chief, headline="")

    pieces = kept(past, chief)
    bad.refresh_from_db()
    assert (past.state, len(pieces)) == (PastIssueState.DIVIDED, 1)
    assert bad.problem == "The piece needs a headline."
    change_piece(piece=bad, actor=chief, headline="夜校开课")
    assert len(kept(past, chief)) == 2
    assert past.state == PastIssueState.KEPT
    with pytest.raises(Refused, match="its division is not changed now"):
        drop_piece(piece=bad, actor=chief)


def test_keeping_twice_keeps_once(chief):
    past = make_past()
    job = keep_past_issue(past=past, actor=chief)
    run_job(job.pk)
    PastIssue.objects.filter(pk=past.pk).update(state=PastIssueState.KEEPING)
    Job.objects.filter(pk=job.pk).update(state="queued")

    run_job(job.pk)

    assert Submission.objects.count() == 2


def test_the_command_shows_the_division_and_keeps_it(tmp_path, capsys):
    make_supplement(name="园区导刊")
    file = tmp_path / "2024-03-15.txt"
    file.write_text(PAGES, encoding="utf-8")
    asked = ("import_past_issue", str(file), "--date=2024-03-15", "--issue-number=3")

    call_command(*asked, "--dry-run")
    shown = capsys.readouterr().out
    assert not PastIssue.objects.exists()
    call_command(*asked, "--keep")

    assert "1. page 1 要闻 “第三座零碳工厂投产” 本报记者 林晓 (2 paragraphs)" in shown
    assert "2024年第3期: 2 pieces found, 2 kept" in capsys.readouterr().out
    with pytest.raises(CommandError, match="already"):
        call_command(*asked)
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_past_issue", "nowhere.txt", *asked[2:])
