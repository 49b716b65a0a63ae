"""Pieces put together and sent out between the reads: still nobody reads twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from desk.exceptions import Refused
from submissions.enums import Action, OutsideVerdict
from submissions.models import OutsideClearance, Submission
from submissions.services.grouping import append_piece, group_pieces
from submissions.services.invariants import INVARIANTS
from submissions.services.outside import enter_answer, send_out
from tests.efforts import two_efforts
from tests.submissions.services.reading_doors import ACTING
from tests.submissions.services.test_reading_machine import Newsroom


class Workshop(Newsroom):
    """The newsroom, where copies are also joined, grouped and sent out."""

    @rule(which=st.integers(0, 2), other=st.integers(0, 2), who=st.integers(0, 3))
    def put_behind(self, which: int, other: int, who: int) -> None:
        """Put one piece behind another, if that may be."""
        piece, added = self._piece(which), self._piece(other)
        number = piece.current_version.number
        try:
            append_piece(
                submission=piece,
                other=added,
                actor=self._person(who),
                expected_number=number,
            )
        except Refused as refusal:
            assert str(refusal)

    @rule(who=st.integers(0, 3))
    def group(self, who: int) -> None:
        """Put all copies under one head, which is one more of the same."""
        pieces = [self._piece(each) for each in range(len(self.pieces))]
        try:
            made = group_pieces(
                pieces=pieces, headline="园区简讯", actor=self._person(who)
            )
        except Refused as refusal:
            assert str(refusal)
        else:
            self.pieces.append(made.pk)

    @rule(who=st.integers(0, 3), other=st.integers(0, 3), door=st.sampled_from(ACTING))
    def read_an_item_then_the_whole(self, who: int, other: int, door: Any) -> None:
        """Sign an item, group it with a copy, and sign the whole as somebody else."""
        self.send_again()
        door(self._piece(0), self._person(who), Action.SIGN_FIRST_READ)
        self.group(who=other)
        door(self._piece(-1), self._person(other), Action.SIGN_FIRST_READ)
        door(self._piece(-1), self._person(who), Action.SIGN_SECOND_READ)

    @rule(door=st.sampled_from(ACTING), back=st.booleans())
    def sign_while_out(self, door: Any, back: bool) -> None:
        """Take the shortest way to a final read of a piece that is out."""
        piece = self._piece(-1)
        Submission.objects.filter(pk=piece.pk).update(flags=["leaders"])
        door(self._piece(-1), self._person(0), Action.SIGN_FIRST_READ)
        door(self._piece(-1), self._person(1), Action.SIGN_SECOND_READ)
        self.send(which=-1, who=0)
        if back:
            self.enter(who=0)
        door(self._piece(-1), self._person(2), Action.SIGN_FINAL_READ)

    @rule(which=st.integers(0, 3), who=st.integers(0, 3))
    def send(self, which: int, who: int) -> None:
        """Send a piece out."""
        day = timezone.localdate() + timedelta(days=1)
        try:
            send_out(
                submission=self._piece(which),
                sent_to="管委会",
                due_on=day,
                actor=self._person(who),
            )
        except Refused as refusal:
            assert str(refusal)

    @rule(who=st.integers(0, 3))
    def enter(self, who: int) -> None:
        """Enter what came back."""
        out = OutsideClearance.objects.filter(verdict=OutsideVerdict.OPEN).first()
        if out is None:
            return
        try:
            enter_answer(clearance=out, verdict="agreed", actor=self._person(who))
        except Refused as refusal:
            assert str(refusal)

    @invariant()
    def nothing_final_was_signed_while_out(self) -> None:
        assert INVARIANTS["I11"]() == (True, "")


@two_efforts(quick=(8, 16), long=(120, 40))
@pytest.mark.django_db
def test_joined_grouped_and_sent_out_pieces_keep_the_rules(effort):
    run_state_machine_as_test(Workshop, settings=effort)
