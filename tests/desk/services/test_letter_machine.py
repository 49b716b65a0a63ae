"""A letter's states in any order: no row leaves twice, no dropped one leaves.

The mail server is a real one; it takes letters, refuses them, or dies over them.
"""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desk.enums import LetterState, StaffRole
from desk.exceptions import Refused
from desk.models import Letter
from desk.services.letter_acts import drop_letter, release_letter, send_again
from desk.services.letters import write_letter
from desk.services.posting import send_letters
from desk.services.returned_letters import note_returned
from tests.desk.builders import make_user
from tests.servers.fixtures import smtp
from tests.servers.smtp import BLOCKED, GREYLISTED, Drop, SmtpServer

__all__ = ["smtp"]

picks = st.integers(0, 50)
# How the server treats who writes to it and what he hands over.
WAYS = (
    ("", "", Drop.NEVER),
    (GREYLISTED, "", Drop.NEVER),
    (BLOCKED, "", Drop.NEVER),
    ("", GREYLISTED, Drop.NEVER),
    *[("", "", Drop.AFTER_DATA)] * 3,
    ("", "", Drop.BEFORE_KEEPING),
)


class Outbox(RuleBasedStateMachine):
    """Everything that can happen to letters, in any order."""

    server: SmtpServer

    @initialize()
    def begin(self) -> None:
        """Begin a transaction that is rolled back after the run."""
        self.run = transaction.atomic()
        self.run.__enter__()
        self.server.letters.clear()
        self.editor = make_user(StaffRole.EDITOR)
        self.keys = 0
        self.dropped: set[str] = set()
        for waits in (False, False, True, True):
            self.write(waits=waits, withheld=False, same=False)

    def teardown(self) -> None:
        """Take everything back."""
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    def left(self) -> Counter[str]:
        return Counter(
            "".join(each.message["Message-ID"].split()) for each in self.server.letters
        )

    def letter(self, pick: int, *states: LetterState) -> Letter:
        """Pick a letter, of one of these states while there is any."""
        every = Letter.objects.order_by("pk")
        rows = list(every.filter(state__in=states)) or list(every)
        return rows[pick % len(rows)]

    @rule(
        waits=st.booleans(),
        withheld=st.sampled_from((False, False, True)),
        same=st.booleans(),
    )
    def write(self, waits, withheld, same):
        self.keys += not (same and self.keys)
        write_letter(
            unique_key=f"k{self.keys}",
            kind="decline",
            recipient=f"r{self.keys}@example.com",
            subject="s",
            body="b",
            waits=waits,
            withheld="no" if withheld else "",
        )

    @rule(way=st.sampled_from(WAYS))
    def send(self, way: tuple[str, str, Drop]) -> None:
        server = self.server
        server.refuse_recipient, server.refuse_data, server.drop = way
        Letter.objects.filter(state=LetterState.QUEUED).update(due_at=timezone.now())
        send_letters()

    @rule()
    def send_well(self) -> None:
        self.send(way=("", "", Drop.NEVER))

    @rule(pick=picks)
    def release(self, pick):
        letter = self.letter(pick, LetterState.WAITING)
        try:
            release_letter(letter=letter, actor=self.editor)
        except Refused:
            assert letter.state != LetterState.WAITING

    @rule(pick=picks)
    def drop(self, pick):
        letter = self.letter(pick)
        try:
            drop_letter(letter=letter, actor=self.editor)
        except Refused:
            return
        if not letter.may_have_left and not letter.came_back:
            self.dropped.add(letter.message_id)

    @rule(pick=picks, number=st.integers(1, 3))
    def again(self, pick, number):
        try:
            send_again(letter=self.letter(pick), actor=self.editor, number=number)
        except Refused:
            return

    @rule(pick=picks)
    def come_back(self, pick):
        note_returned([self.letter(pick, LetterState.SENT).message_id])

    @precondition(lambda self: Letter.objects.filter(state="queued").exists())
    @rule()
    def a_worker_dies(self):
        letter = Letter.objects.filter(state=LetterState.QUEUED).first()
        Letter.objects.filter(pk=letter.pk).update(
            state=LetterState.SENDING, lease_until=timezone.now()
        )

    @invariant()
    def no_row_leaves_twice(self) -> None:
        assert all(times == 1 for times in self.left().values())

    @invariant()
    def what_was_held_back_did_not_leave(self) -> None:
        assert not set(self.left()) & self.dropped

    @invariant()
    def what_is_sent_has_left(self) -> None:
        sent = Letter.objects.filter(state=LetterState.SENT)
        assert set(sent.values_list("message_id", flat=True)) <= set(self.left())


@pytest.mark.django_db
def test_letters_in_any_order(smtp: SmtpServer) -> None:
    class Run(Outbox):
        server = smtp

    with override_settings(**smtp.settings):
        run_state_machine_as_test(
            Run,
            settings=settings(
                max_examples=25,
                stateful_step_count=20,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
