"""Short items under one head, in print: each author has her own record and letter."""

import pytest

from desk.models import Letter
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from issues.services.releasing import release_issue
from issues.services.signing import sign_page
from submissions.models import Publication
from submissions.services.grouping import group_pieces
from submissions.services.invariants import INVARIANTS
from submissions.services.status import status_view
from tests.issues.builders import accept, filled_page, make_piece
from tests.issues.proofs import draw, yesterday

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(cast):
    """Release a page on which two short items of two authors stand under one head."""
    emails = ("lin@example.org", "zhou@example.org")
    items = [make_piece(sentences=2, contact_email=email) for email in emails]
    whole = group_pieces(pieces=items, headline="园区简讯", actor=cast.editor)
    accept(whole, first=cast.editor, second=cast.chief)
    page = filled_page(cast, cover_date=yesterday())
    place_submission(page=page, submission=whole, actor=cast.editor)
    made = make_up_page(page=page, actor=cast.page_editor, drafts=1)
    sign_page(page=made, signer=cast.duty, expected_revision=made.makeup_revision)
    release_issue(issue=made.issue, actor=cast.duty)
    for item in items:
        item.refresh_from_db()
    return items


def test_each_author_sees_issue_and_page_of_hers(items):
    printed = [Publication.objects.get(submission=item) for item in items]

    assert [row.headline_as_printed for row in printed] == [i.headline for i in items]
    assert {row.page_number for row in printed} == {1}
    for item in items:
        assert "1" in status_view(item).printed_in
    assert all(check()[0] for check in INVARIANTS.values())


def test_each_author_gets_a_letter_with_the_picture_of_the_page(items):
    draw()

    for item in items:
        letter = Letter.objects.get(kind="published", recipient=item.contact_email)
        assert item.headline in letter.body
        assert letter.enclosures.count() == 1
