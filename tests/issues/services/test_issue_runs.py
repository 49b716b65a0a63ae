"""The make-up of a whole issue: planned, made page by page, stopped, undone."""

import pytest

from desk.enums import JobState
from desk.exceptions import NotAllowed, Refused
from desk.models import LedgerEntry
from desk.services.jobs import run_job
from issues.enums import PageStatus, RunPageState, RunState
from issues.models import Page, Placement
from issues.services.issue_runs import ask_for_run, cancel_run
from issues.services.make_up import make_up_page
from issues.services.page_locks import lock_for_editor
from issues.services.placing import place_submission, remove_placement
from issues.services.run_undoing import undo_refusal, undo_run
from submissions.enums import Status
from submissions.models import Section
from tests.issues.builders import accepted, make_issue

pytestmark = pytest.mark.django_db


def make_up(issue, cast):
    run = ask_for_run(issue=issue, actor=cast.editor)
    run_job(run.job.pk)
    run.refresh_from_db()
    return run


def standing(page):
    return {each.submission.ref for each in page.placements.all()}


def test_ready_stories_come_on_pages_that_are_made_up(cast) -> None:
    issue = make_issue(pages=2)
    pieces = [accepted(cast, sentences=count) for count in (30, 24, 12, 6)]

    run = make_up(issue, cast)

    assert run.state == RunState.DONE, run.job.error
    placed = {row["ref"] for row in run.dealt}
    left = {row["ref"] for row in run.left}
    assert placed | left == {piece.ref for piece in pieces}
    assert not placed & left
    assert {p.submission.ref for p in Placement.objects.all()} == placed
    made = run.pages.filter(state=RunPageState.MADE)
    assert {row.page.status for row in made} == {PageStatus.MADE_UP}
    assert all(row.page.overset_lines == 0 for row in made)
    entries = LedgerEntry.objects.filter(verb="issue.made_up")
    assert [entry.actor for entry in entries] == [cast.editor]


def test_a_locked_page_stays_as_it_is(cast) -> None:
    issue = make_issue(pages=2)
    locked = issue.pages.get(number=1)
    own = accepted(cast)
    place_submission(page=locked, submission=own, actor=cast.editor)
    lock_for_editor(page=locked, actor=cast.editor)
    before = Page.objects.get(pk=locked.pk).makeup_revision
    accepted(cast, sentences=20)

    run = make_up(issue, cast)

    assert standing(locked) == {own.ref}
    assert Page.objects.get(pk=locked.pk).makeup_revision == before
    assert run.pages.get(page=locked).state == RunPageState.ALONE
    assert [row["page"] for row in run.dealt] == [2]


def test_a_story_without_a_page_of_its_section_is_left_with_the_reason(cast) -> None:
    issue = make_issue()
    page = issue.pages.get()
    page.sections.add(Section.objects.create(name="产业", slug="industry"))
    piece = accepted(cast, sentences=20)

    run = make_up(issue, cast)

    assert [(row["ref"], row["because"]) for row in run.left] == [
        (piece.ref, "no_section")
    ]
    assert undo_refusal(run)


def test_undo_gives_back_stories_and_pages(cast) -> None:
    issue = make_issue()
    page = issue.pages.get()
    own = accepted(cast, sentences=12)
    place_submission(page=page, submission=own, actor=cast.editor)
    make_up_page(page=page, actor=cast.page_editor, drafts=1)
    page.refresh_from_db()
    was = page.layout_hash
    # A page of one short story is far from full, so the run tops it up.
    Page.objects.filter(pk=page.pk).update(fill=0.3)
    came = accepted(cast, sentences=10)

    run = make_up(issue, cast)
    assert standing(page) == {own.ref, came.ref}
    undo_run(run=run, actor=cast.editor)

    page.refresh_from_db()
    came.refresh_from_db()
    assert standing(page) == {own.ref}
    assert (page.status, page.layout_hash) == (PageStatus.MADE_UP, was)
    assert came.status == Status.ACCEPTED
    assert page.drafts.count() == 1
    assert page.preview.storage.exists(page.preview.name)
    assert run.state == RunState.UNDONE
    assert LedgerEntry.objects.filter(verb="issue.make_up_undone").count() == 1


def test_undo_says_which_page_somebody_changed(cast) -> None:
    issue = make_issue()
    accepted(cast, sentences=20)
    accepted(cast, sentences=10)
    run = make_up(issue, cast)
    first = issue.pages.get().placements.first()
    remove_placement(placement=first, actor=cast.editor)

    with pytest.raises(Refused, match="changed these pages since: 1"):
        undo_run(run=run, actor=cast.editor)


def test_a_stopped_run_makes_no_page(cast) -> None:
    issue = make_issue()
    accepted(cast, sentences=20)
    run = ask_for_run(issue=issue, actor=cast.editor)
    assert ask_for_run(issue=issue, actor=cast.editor) == run

    cancel_run(run=run, actor=cast.editor)
    run_job(run.job.pk)

    run.refresh_from_db()
    assert run.state == RunState.CANCELLED
    assert run.job.state in (JobState.QUEUED, JobState.DONE)
    assert not Placement.objects.exists()
    with pytest.raises(Refused, match="nothing to stop"):
        cancel_run(run=run, actor=cast.editor)


def test_only_who_places_and_makes_up_asks(cast) -> None:
    with pytest.raises(NotAllowed):
        ask_for_run(issue=make_issue(), actor=cast.proofreader)
