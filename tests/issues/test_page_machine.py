"""A page under whatever people do to it, in any order."""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desk.enums import StaffRole
from desk.exceptions import Refused
from desk.services.ledger import verify_ledger
from issues.enums import PageStatus
from issues.models import Page, SignOff
from issues.services import signing
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission, remove_placement
from issues.services.snapshots import content_hash
from issues.services.third_person import READS
from press.makeup.serial import layout_from_json, layout_hash
from submissions.enums import ReviewStage, Status
from submissions.models import Review, Submission
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from tests.desk.builders import make_user
from tests.efforts import two_efforts
from tests.issues.builders import Cast, accept, make_page, make_piece

PIECES = st.integers(min_value=0, max_value=2)
SIGNERS = st.integers(min_value=0, max_value=2)


class PageMachine(RuleBasedStateMachine):
    """Place, take off, edit, make up, sign, withdraw; refusals are answers too."""

    def __init__(self) -> None:
        """Accept three pieces; two of the three who may sign have read one."""
        super().__init__()
        self._run = transaction.atomic()  # each run begins with an empty house
        self._run.__enter__()
        cast = Cast()
        self.editor = cast.editor
        self.signers = [
            make_user(StaffRole.SECTION_CHIEF, StaffRole.DUTY_EDITOR) for _ in range(3)
        ]
        self.page = make_page()
        self.pieces = [make_piece(sentences=4) for _ in range(3)]
        for piece, second in zip(
            self.pieces, (self.signers[0], self.signers[1], cast.chief), strict=True
        ):
            accept(piece, first=cast.editor, second=second)

    @rule(number=PIECES)
    def place(self, number):
        piece = self.pieces[number]
        placed = self._tried(
            place_submission, page=self._now(), submission=piece, actor=self.editor
        )
        assert placed is None or placed.submission == piece

    @rule(number=PIECES)
    def take_off(self, number):
        found = self._now().placements.filter(submission=self.pieces[number]).first()
        if found is not None:
            self._tried(remove_placement, placement=found, actor=self.editor)

    @rule(number=PIECES, deck=st.sampled_from(("副题甲", "副题乙")))
    def edit(self, number, deck):
        piece = Submission.objects.get(pk=self.pieces[number].pk)
        self._tried(
            save_copy,
            submission=piece,
            copy=replace(current_copy(piece), deck=deck),
            author=self.editor,
            expected_number=piece.current_version.number,
        )

    @rule()
    def make_up(self):
        self._tried(make_up_page, page=self._now(), drafts=1)

    @precondition(lambda self: self._now().status == PageStatus.MADE_UP)
    @rule(number=SIGNERS)
    def sign(self, number):
        page, signer = self._now(), self.signers[number]
        was = page.status
        signed = self._tried(
            signing.sign_page,
            page=page,
            signer=signer,
            expected_revision=page.makeup_revision,
        )
        if signed is None:
            assert self._now().status == was

    @rule(number=SIGNERS)
    def withdraw(self, number):
        self._tried(
            signing.withdraw_sign_off,
            page=self._now(),
            actor=self.signers[number],
            reason="改",
        )

    @invariant()
    def a_signed_page_is_its_snapshot(self):
        page = self._now()
        valid = SignOff.objects.filter(page=page, void_at__isnull=True)
        assert valid.count() == (page.status == PageStatus.SIGNED)
        for sign_off in valid.select_related("snapshot"):
            frozen = sign_off.snapshot.content
            assert sign_off.snapshot.hash == content_hash(frozen)
            assert layout_hash(layout_from_json(frozen["layout"])) == page.layout_hash
            assert self._words(page) == [
                (each["ref"], each["version"], each["copy_hash"])
                for each in frozen["stories"]
            ]

    @invariant()
    def nobody_who_read_signs(self):
        final = Review.objects.filter(stage=ReviewStage.FINAL, void_at__isnull=True)
        for read in final:
            assert not Review.objects.filter(
                submission=read.submission,
                reviewer=read.reviewer,
                stage__in=READS,
                void_at__isnull=True,
            ).exists()

    @invariant()
    def a_piece_is_placed_when_it_stands_on_the_page(self):
        placed = Submission.objects.filter(status=Status.PLACED)
        standing = self._now().placements.values_list("submission", flat=True)
        assert set(placed.values_list("pk", flat=True)) == set(standing)
        slots = self._now().placements.order_by("slot").values_list("slot", flat=True)
        assert list(slots) == list(range(1, len(standing) + 1))

    def teardown(self) -> None:
        problems = verify_ledger()
        transaction.set_rollback(True)
        self._run.__exit__(None, None, None)
        assert problems == []

    def _now(self):
        return Page.objects.get(pk=self.page.pk)

    def _words(self, page):
        return [
            (piece.ref, piece.current_version.number, piece.current_version.copy_hash)
            for piece in (p.submission for p in page.placements.order_by("slot"))
        ]

    def _tried(self, act, **given):
        try:
            return act(**given)
        except Refused as refusal:
            assert str(refusal).endswith(".")
            return None


@two_efforts(quick=(10, 18), long=(60, 30))
@pytest.mark.django_db
def test_a_page_keeps_its_promises_whatever_people_do(effort):
    run_state_machine_as_test(PageMachine, settings=effort)
