"""Whatever people do in whatever order, these stay true."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from desk.enums import StaffRole
from desk.exceptions import Refused
from desk.services.ledger import verify_ledger
from submissions.enums import Action, ReviewStage, Status
from submissions.models import Submission
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.workflow import available_actions, perform
from submissions.transitions import TABLE
from tests.desk.builders import make_user
from tests.efforts import two_efforts
from tests.submissions.builders import make_submission

READ_TWICE = (Status.ACCEPTED, Status.PLACED, Status.PUBLISHED)
READ_ONCE = (Status.SECOND_READ,)
UNREAD = (Status.RECEIVED, Status.FIRST_READ, Status.RETURNED)


class Desk(RuleBasedStateMachine):
    """Four people and the author act on one piece."""

    piece: Submission
    people: list[Any]

    @initialize()
    def receive(self) -> None:
        """Begin a transaction that is rolled back after the run."""
        self.run = transaction.atomic()
        self.run.__enter__()
        self.piece = make_submission()
        roles = (*[StaffRole.EDITOR_IN_CHIEF] * 3, StaffRole.EDITOR)
        self.people = [*(make_user(role) for role in roles), None]

    def teardown(self) -> None:
        """Verify the ledger, then take everything back."""
        try:
            assert verify_ledger() == []
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    @rule(action=st.sampled_from(Action), person=st.integers(0, 4), note=st.booleans())
    def act(self, action: Action, person: int, note: bool) -> None:
        """Try anything, allowed or not."""
        self._perform(action, self.people[person], "理由" if note else "")

    @rule(data=st.data(), person=st.integers(0, 3))
    def act_as_offered(self, data: st.DataObject, person: int) -> None:
        """Do one of the actions the screen offers: it is then not refused."""
        user = self.people[person]
        offered = available_actions(self.piece, user)
        if offered:
            action = data.draw(st.sampled_from(offered))
            perform(submission=self.piece, action=action, actor=user, note="理由")

    @rule(person=st.integers(0, 3))
    def edit(self, person: int) -> None:
        """Change the words."""
        copy = current_copy(self.piece)
        number = self.piece.current_version.number
        changed = replace(copy, headline=f"第{number}次修改的标题")
        try:
            save_copy(
                submission=self.piece,
                copy=changed,
                author=self.people[person],
                expected_number=number,
            )
        except Refused:
            self.piece.refresh_from_db()

    def _perform(self, action: Action, actor: Any, note: str) -> None:
        try:
            perform(submission=self.piece, action=action, actor=actor, note=note)
        except Refused as refusal:
            assert str(refusal)
            self.piece.refresh_from_db()

    @invariant()
    def changes_are_in_the_table_and_follow_each_other(self) -> None:
        changes = list(self.piece.transitions.all())
        steps = [(Status(c.from_status), Status(c.to_status)) for c in changes]
        for change, (source, target) in zip(changes, steps, strict=True):
            row = TABLE[Action(change.action)]
            assert source in row.sources
            assert row.target in (target, None)
        assert all(before[1] == after[0] for before, after in pairwise(steps))
        assert not steps or steps[0][0] == Status.RECEIVED
        assert self.piece.status == (steps[-1][1] if steps else Status.RECEIVED)

    @invariant()
    def nobody_signs_two_reads(self) -> None:
        valid = self._valid_reads()
        assert len({read.reviewer_id for read in valid}) == len(valid)
        assert len({read.stage for read in valid}) == len(valid)

    @invariant()
    def what_may_be_printed_was_read_twice(self) -> None:
        stages = {read.stage for read in self._valid_reads()}
        if self.piece.status in READ_TWICE:
            assert stages >= {ReviewStage.FIRST, ReviewStage.SECOND}
        if self.piece.status in READ_ONCE:
            assert stages == {ReviewStage.FIRST}
        if self.piece.status in UNREAD:
            assert stages == set()

    @invariant()
    def reads_name_words_of_the_piece(self) -> None:
        for read in self.piece.reviews.select_related("version"):
            assert read.version.submission_id == self.piece.pk
            assert read.copy_hash == read.version.copy_hash

    def _valid_reads(self) -> list[Any]:
        return list(self.piece.reviews.filter(void_at__isnull=True))


@two_efforts(quick=(18, 20), long=(100, 40))
@pytest.mark.django_db
def test_whatever_people_do_the_workflow_holds(effort):
    run_state_machine_as_test(Desk, settings=effort)
