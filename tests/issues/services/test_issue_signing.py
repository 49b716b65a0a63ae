import pytest

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.enums import IssueStatus
from issues.exceptions import PageLocked
from issues.models import IssueSignOff
from issues.services.issue_signing import sign_issue
from issues.services.releasing import release_issue
from issues.services.signing import withdraw_sign_off
from tests.desk.builders import make_user
from tests.issues.builders import made_page
from tests.issues.services.test_releasing import signed_page

pytestmark = pytest.mark.django_db


def test_an_issue_is_signed_with_the_hash_of_each_page(cast):
    page = signed_page(cast)
    snapshot = page.sign_offs.get().snapshot

    signed = sign_issue(issue=page.issue, signer=cast.duty, opinion="同意付印")

    assert (signed.pages, signed.signed_by, signed.opinion) == (
        {"1": snapshot.hash},
        cast.duty,
        "同意付印",
    )
    assert entries_for(page.issue).last().verb == "issue.signed"
    assert sign_issue(issue=page.issue, signer=cast.duty) == signed


def test_nobody_signs_an_issue_over_another(cast):
    page = signed_page(cast)
    sign_issue(issue=page.issue, signer=cast.duty)

    with pytest.raises(PageLocked, match=f"has been signed off by {cast.duty}"):
        sign_issue(issue=page.issue, signer=make_user(StaffRole.EDITOR_IN_CHIEF))


def test_every_page_is_signed_before_the_issue(cast):
    page = made_page(cast)

    with pytest.raises(Refused, match=r"not signed off yet: 1\."):
        sign_issue(issue=page.issue, signer=cast.duty)


def test_signing_an_issue_is_the_duty_of_few(cast):
    page = signed_page(cast)

    with pytest.raises(NotAllowed):
        sign_issue(issue=page.issue, signer=cast.page_editor)


def test_release_keeps_the_signature_or_gives_it(cast):
    first, second = signed_page(cast), signed_page(cast)
    chief = make_user(StaffRole.EDITOR_IN_CHIEF)
    sign_issue(issue=first.issue, signer=chief)

    release_issue(issue=first.issue, actor=cast.duty)
    release_issue(issue=second.issue, actor=cast.duty)

    rows = IssueSignOff.objects.order_by("pk")
    assert [(row.issue, row.signed_by) for row in rows] == [
        (first.issue, chief),
        (second.issue, cast.duty),
    ]
    assert all(row.released_at for row in rows)


def test_a_page_taken_back_takes_the_signature_of_its_issue(cast):
    page = signed_page(cast)
    signed = sign_issue(issue=page.issue, signer=cast.duty)

    withdraw_sign_off(page=page, actor=cast.duty, reason="图片说明有误")

    signed.refresh_from_db()
    page.issue.refresh_from_db()
    assert (signed.void_by, signed.void_reason) == (cast.duty, "图片说明有误")
    assert signed.void_at is not None
    assert page.issue.status == IssueStatus.MAKING_UP
