from datetime import timedelta

import pytest
from django.utils import timezone

from desk.enums import LetterState
from desk.exceptions import NotAllowed, Refused
from desk.models import Job, Letter
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from issues.enums import IssueStatus, PageStatus
from issues.models import Issue, IssueSignOff
from issues.services.print_proofs import DRAW
from issues.services.releasing import release_issue
from issues.services.reopening import may_be_reopened, reopen_issue
from issues.services.signing import sign_page, withdraw_sign_off
from submissions.enums import Action, Status
from submissions.models import Publication, Submission, Transition
from submissions.services.workflow import perform
from tests.issues.builders import accepted, make_issue
from tests.issues.services.test_signing import edit, make_up_page

pytestmark = pytest.mark.django_db

SOON = timezone.localdate() + timedelta(days=30)


def released(cast, **given):
    """Return a page of a released issue that is printed in a month."""
    from issues.services.placing import place_submission

    page = make_issue(cover_date=given.pop("cover_date", SOON)).pages.get()
    piece = accepted(cast, contact_email="lin@example.org")
    place_submission(page=page, submission=piece, actor=cast.editor)
    make_up_page(page=page, drafts=1)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    release_issue(issue=page.issue, actor=cast.duty)
    return page


def reopen(page, cast, reason="图片用错"):
    return reopen_issue(issue=page.issue, actor=cast.duty, reason=reason)


def draw_proofs():
    for job in Job.objects.filter(kind=DRAW, state="queued"):
        run_job(job.pk)


def test_a_reopened_issue_is_as_before_its_release(cast):
    page = released(cast)

    reopen(page, cast)

    page.refresh_from_db()
    assert (page.issue.status, page.status) == (IssueStatus.SIGNED, PageStatus.SIGNED)
    assert set(Submission.objects.values_list("status", flat=True)) == {Status.PLACED}
    assert not Publication.objects.exists()
    signed = IssueSignOff.objects.get()
    assert (signed.void_reason, signed.void_by) == ("图片用错", cast.duty)
    entry = entries_for(page.issue).last()
    assert (entry.verb, entry.data) == (
        "issue.reopened",
        {"reason": "图片用错", "pieces": 1, "letters": 0},
    )
    assert Transition.objects.last().action == Action.UNPUBLISH


def test_then_a_page_is_changed_and_the_issue_released_again(cast):
    page = released(cast)
    draw_proofs()
    reopen(page, cast)
    withdraw_sign_off(page=page, actor=cast.duty, reason="图片用错")

    edit(page.placements.get().submission, cast.editor)

    assert page.placements.get().submission.headline == "换了一个标题"


def test_letters_that_have_not_left_are_taken_back_and_written_again(cast):
    page = released(cast)
    draw_proofs()
    letter = Letter.objects.get(kind="published")
    assert letter.state == LetterState.QUEUED  # it waits for the morning

    reopen(page, cast)
    assert not Letter.objects.filter(kind="published").exists()

    release_issue(issue=page.issue, actor=cast.duty)
    draw_proofs()
    again = Letter.objects.get(kind="published")
    assert (again.unique_key, again.state) == (letter.unique_key, LetterState.QUEUED)
    assert Publication.objects.get().page_picture.name


def test_a_reason_is_needed_and_a_release(cast):
    page = released(cast)

    with pytest.raises(Refused, match="Say why the issue is reopened"):
        reopen(page, cast, reason=" ")
    reopen(page, cast)
    with pytest.raises(Refused, match="has not been released"):
        reopen(page, cast)


def test_reopening_is_the_duty_of_few(cast):
    page = released(cast)

    with pytest.raises(NotAllowed):
        reopen_issue(issue=page.issue, actor=cast.page_editor, reason="错字")


@pytest.mark.parametrize("days", [0, 1, 400])
def test_what_is_printed_is_not_taken_back(cast, days):
    page = released(cast)
    day = timezone.localdate() - timedelta(days=days)
    Issue.objects.update(cover_date=day)
    page.issue.refresh_from_db()

    with pytest.raises(Refused, match="is printed and cannot be taken back"):
        reopen(page, cast)

    assert not may_be_reopened(page.issue)
    assert Publication.objects.count() == 1
    assert IssueSignOff.objects.get().void_at is None


def test_a_piece_is_not_taken_back_alone(cast):
    page = released(cast)
    piece = page.placements.get().submission

    with pytest.raises(Refused, match="is not done alone"):
        perform(submission=piece, action=Action.UNPUBLISH, actor=cast.duty)
