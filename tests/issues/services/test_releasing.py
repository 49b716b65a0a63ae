import pytest

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.enums import IssueStatus
from issues.exceptions import PageLocked, PageStale
from issues.services.placing import remove_placement
from issues.services.planning import add_page, set_deadlines
from issues.services.releasing import release_issue
from issues.services.signing import sign_page, withdraw_sign_off
from submissions.enums import Status
from submissions.models import Publication, Submission
from tests.issues.builders import made_page, make_grid

pytestmark = pytest.mark.django_db


def signed_page(cast, **given):
    page = made_page(cast, **given)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    return page


def test_release_publishes_every_story_as_it_was_printed(cast):
    page = signed_page(cast)

    release_issue(issue=page.issue, actor=cast.duty)

    assert page.issue.status == IssueStatus.RELEASED
    rows = Publication.objects.order_by("submission__ref")
    assert [
        (row.submission.ref, row.page_number, row.copy_hash, row.page_picture.name)
        for row in rows
    ] == [
        (story["ref"], 1, story["copy_hash"], "")  # drawn by a job, later
        for story in page.set_stories
    ]
    assert {row.headline_as_printed for row in rows} == {
        p.submission.headline for p in page.placements.all()
    }
    assert set(Submission.objects.values_list("status", flat=True)) == {
        Status.PUBLISHED
    }
    assert entries_for(page.issue).last().data == {"pages": {"1": page.layout_hash}}


def test_releasing_twice_is_once(cast):
    page = signed_page(cast)
    release_issue(issue=page.issue, actor=cast.duty)
    entries = entries_for(page.issue).count()

    release_issue(issue=page.issue, actor=cast.duty)

    assert entries_for(page.issue).count() == entries


def test_every_page_is_signed_first(cast):
    page = made_page(cast, pages=2)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)

    with pytest.raises(Refused, match=r"These pages are not signed off yet: 2\."):
        release_issue(issue=page.issue, actor=cast.duty)


def test_release_is_the_duty_of_few(cast):
    page = signed_page(cast)

    with pytest.raises(NotAllowed):
        release_issue(issue=page.issue, actor=cast.page_editor)


def test_words_changed_under_a_signature_stop_the_release(cast):
    page = signed_page(cast)
    piece = page.placements.get(slot=1).submission
    # As an edit would leave it that passed the policy a moment before the signature.
    version = piece.current_version
    version.pk, version.number, version.copy_hash = None, 2, "0" * 64
    version.save()
    Submission.objects.filter(pk=piece.pk).update(current_version=version)

    with pytest.raises(PageStale, match=piece.ref):
        release_issue(issue=page.issue, actor=cast.duty)

    assert not Publication.objects.exists()


def test_after_release_nothing_changes(cast):
    page = signed_page(cast)
    release_issue(issue=page.issue, actor=cast.duty)
    issue, placement = page.issue, page.placements.get(slot=1)
    acts = (
        lambda: withdraw_sign_off(page=page, actor=cast.duty, reason="错字"),
        lambda: remove_placement(placement=placement, actor=cast.editor),
        lambda: add_page(issue=issue, grid=make_grid(), actor=cast.chief),
        lambda: set_deadlines(issue=issue, copy_deadline=None, press_time=None),
    )

    for act in acts:
        with pytest.raises(PageLocked, match="has been released to press"):
            act()
