import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from desk.services.ledger import entries_for
from issues.enums import IssueStatus, PageStatus
from issues.exceptions import PageChanged, PageLocked, PageStale, PageUnfit
from issues.models import Page, SignOff
from issues.services.make_up import make_up_page
from issues.services.signing import sign_page, withdraw_sign_off
from issues.services.snapshots import content_hash
from submissions.enums import ReviewStage
from submissions.models import Review
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from tests.desk.builders import make_user
from tests.issues.builders import (
    accept,
    filled_page,
    made_page,
    make_page,
    make_piece,
    read_again,
)

pytestmark = pytest.mark.django_db


def sign(page, signer, **given):
    given.setdefault("expected_revision", page.makeup_revision)
    return sign_page(page=page, signer=signer, **given)


def edit(piece, author):
    from dataclasses import replace

    copy = replace(current_copy(piece), headline="换了一个标题")
    return save_copy(
        submission=piece,
        copy=copy,
        author=author,
        expected_number=piece.current_version.number,
    )


def test_a_third_person_signs_the_page_as_it_stands(cast):
    page = made_page(cast)

    sign_off = sign(page, cast.duty, opinion="同意付印")

    page.refresh_from_db()
    assert (page.status, page.issue.status) == ("signed", "signed")
    assert (sign_off.signed_by, sign_off.opinion) == (cast.duty, "同意付印")
    frozen = sign_off.snapshot.content
    assert sign_off.snapshot.hash == content_hash(frozen)
    assert frozen["layout_hash"] == page.layout_hash
    assert [(s["ref"], s["version"]) for s in frozen["stories"]] == [
        (p.submission.ref, 1) for p in page.placements.order_by("slot")
    ]
    assert entries_for(page).last().verb == "page.signed"


def test_signing_writes_the_final_read_of_every_piece(cast):
    page = made_page(cast)

    sign(page, cast.duty)

    reads = Review.objects.filter(stage=ReviewStage.FINAL, void_at=None)
    assert [(r.submission.ref, r.reviewer, r.copy_hash) for r in reads] == [
        (p.submission.ref, cast.duty, p.submission.current_version.copy_hash)
        for p in page.placements.order_by("slot")
    ]


def test_signing_twice_is_one_signature(cast):
    page = made_page(cast)

    assert sign(page, cast.duty) == sign(page, cast.duty)
    assert SignOff.objects.count() == 1


def test_nobody_signs_over_another(cast):
    page = made_page(cast)
    sign(page, cast.duty)

    with pytest.raises(PageLocked, match=f"has been signed off by {cast.duty}"):
        sign(page, make_user(StaffRole.DUTY_EDITOR))


@pytest.mark.parametrize("superuser", [False, True])
@pytest.mark.parametrize("reader", ["first", "second"])
def test_a_reader_of_any_piece_may_not_sign(cast, reader, superuser):
    from issues.services.placing import place_submission

    both = make_user(
        StaffRole.SECTION_CHIEF, StaffRole.DUTY_EDITOR, is_superuser=superuser
    )
    page, piece = filled_page(cast, stories=1), make_piece()
    accept(piece, **{"first": cast.editor, "second": cast.chief, reader: both})
    place_submission(page=page, submission=piece, actor=cast.editor)
    make_up_page(page=page, drafts=1)
    read = {"first": "First read", "second": "Second read"}[reader]

    with pytest.raises(NotAllowed, match=f"You signed on this page: {read} of"):
        sign(page, both)

    assert not policy.may(both, "page.sign", page)
    assert policy.may(cast.duty, "page.sign", page)


def test_the_database_refuses_a_reader_too(cast):
    page = made_page(cast)
    piece = page.placements.get(slot=1).submission

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            submission=piece,
            version=piece.current_version,
            copy_hash=piece.current_version.copy_hash,
            stage=ReviewStage.FINAL,
            reviewer=cast.chief,
            signed_at=timezone.now(),
        )


def test_signing_is_the_duty_of_few(cast):
    page = made_page(cast)

    with pytest.raises(NotAllowed, match="not among your duties"):
        sign(page, cast.page_editor)


def test_a_page_is_made_up_before_it_is_signed(cast):
    page = filled_page(cast)

    with pytest.raises(Refused, match="is not made up"):
        sign(page, cast.duty)


def test_the_page_signed_is_the_page_seen(cast):
    page = made_page(cast)

    with pytest.raises(PageChanged, match="changed since you opened it"):
        sign(page, cast.duty, expected_revision=page.makeup_revision - 1)


def test_words_changed_since_the_make_up_are_not_signed(cast):
    page = made_page(cast)
    piece = page.placements.get(slot=1).submission
    edit(piece, cast.editor)

    with pytest.raises(PageStale, match=f"{piece.ref} has been changed since page 1"):
        sign(page, cast.duty)
    make_up_page(page=page, drafts=1)
    with pytest.raises(PageUnfit, match=f"waits for the “First read” of {piece.ref}"):
        sign(page, cast.duty)
    read_again(piece, first=cast.editor, second=cast.chief)

    frozen = sign(page, cast.duty).snapshot.content
    assert [story["version"] for story in frozen["stories"]] == [2, 1]
    assert frozen["stories"][0]["copy"]["headline"] == "换了一个标题"


def test_signed_words_are_not_edited(cast):
    page = made_page(cast)
    sign(page, cast.duty)
    piece = page.placements.get(slot=1).submission

    with pytest.raises(NotAllowed, match="which has been signed off"):
        edit(piece, cast.editor)


def test_text_without_room_is_not_signed(cast):
    page = made_page(cast)
    Page.objects.filter(pk=page.pk).update(overset_lines=3)

    with pytest.raises(PageUnfit, match="On page 1 3 lines have no room"):
        sign(page, cast.duty)


def test_a_broken_hard_rule_is_not_signed_but_a_soft_one_is(cast):
    page = made_page(cast)
    soft = {"rule": "seam", "hard": False, "detail": "A seam.", "stories": []}
    hard = {"rule": "bump", "hard": True, "detail": "Heads bump.", "stories": []}
    Page.objects.filter(pk=page.pk).update(findings=[soft, hard])

    with pytest.raises(PageUnfit, match=r"cannot be signed as it is: Heads bump\."):
        sign(page, cast.duty)
    Page.objects.filter(pk=page.pk).update(findings=[soft])

    assert sign(page, cast.duty).void_at is None


def test_a_withdrawn_signature_is_kept_and_void(cast):
    page = made_page(cast)
    sign_off = sign(page, cast.duty)

    withdraw_sign_off(page=page, actor=cast.duty, reason="图片说明有误")

    sign_off.refresh_from_db()
    page.issue.refresh_from_db()
    assert sign_off.void_at is not None
    assert (page.status, page.issue.status) == (
        PageStatus.MADE_UP,
        IssueStatus.MAKING_UP,
    )
    assert not Review.objects.filter(stage=ReviewStage.FINAL, void_at=None).exists()
    assert entries_for(page).last().data["reason"] == "图片说明有误"
    assert sign(page, cast.duty) != sign_off


def test_a_withdrawal_needs_a_reason_a_duty_and_a_signature(cast):
    page = made_page(cast)

    with pytest.raises(Refused, match="is not signed off"):
        withdraw_sign_off(page=page, actor=cast.duty, reason="错字")
    sign(page, cast.duty)
    with pytest.raises(Refused, match="Say why"):
        withdraw_sign_off(page=page, actor=cast.duty, reason=" ")
    with pytest.raises(NotAllowed):
        withdraw_sign_off(page=page, actor=cast.editor, reason="错字")


def test_an_empty_page_cannot_be_made_up_nor_signed(cast):
    page = make_page()

    with pytest.raises(Refused, match="Nothing stands on page 1"):
        make_up_page(page=page)
    with pytest.raises(Refused, match="is not made up"):
        sign(page, cast.duty)
