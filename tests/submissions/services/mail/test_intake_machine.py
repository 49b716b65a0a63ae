"""Any order of deliveries, looks, crashes, copies and new numbers: no loss, no double.

The mailbox is a real Dovecot.  A crash is an exception out of the very place at which a
process would die: before the bytes are on disk, after them and before the row, after
the row and before the mark of how far we are, in the middle of reading, before and
after the piece is written.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db.models import Count
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from desk.models import Letter
from submissions.mail_enums import Outcome
from submissions.models import Mailbox, MailMessage, Submission
from submissions.services.mail import arriving, polling, reading, taking
from submissions.services.mail.invariants import (
    damaged_mail_files,
    mails_are_recorded,
)
from submissions.services.mail.polling import poll_mailbox
from submissions.services.mail.reading import read_mail
from tests.efforts import two_efforts
from tests.submissions.mails import make_mail, make_mailbox_row

pytestmark = pytest.mark.django_db(transaction=True)


class Crash(BaseException):
    """The process dies here."""


# Where a process may die: the object and the name of what it would call next.
POLL_CRASHES = {
    "before the bytes are kept": (arriving, "_store"),
    "before the row is written": (arriving, "_keep_row"),
    "before the mark is set": (polling, "write_held"),
    "in the middle of fetching": (polling, "fetch_and_keep"),
}
READ_CRASHES = {
    "before the parts are opened": (reading, "open_attachments"),
    "before the piece is taken in": (taking, "receive_submission"),
    "after the piece, before the guesses": (taking, "write_proposals"),
    "after the guesses, before the verdict": (taking, "note_verdict"),
}


class IntakeMachine(RuleBasedStateMachine):
    """The mailbox of a newsroom on a very bad day."""

    server: object = None  # the Dovecot, set by the test

    @initialize()
    def connect(self) -> None:
        _empty_desk()
        self.box = self.server.mailbox()
        self.row = make_mailbox_row(self.box)
        self.sent: list[bytes] = []
        self.validity = 1000
        poll_mailbox(self.row)
        # Mail of the first minutes counts as old after new numbers: clocks differ.
        an_hour_ago = timezone.now() - timedelta(hours=1)
        Mailbox.objects.update(connected_at=an_hour_ago)

    @rule()
    def deliver(self) -> None:
        raw = make_mail()
        self.sent.append(raw)
        self.box.deliver(raw)

    @rule(number=st.integers(0, 50), traced=st.booleans())
    def deliver_again(self, number: int, traced: bool) -> None:
        if self.sent:
            raw = self.sent[number % len(self.sent)]
            self.box.deliver(b"Received: from mx2 by mx1\n" + raw if traced else raw)

    @rule()
    def number_anew(self) -> None:
        self.validity += 1
        self.box.renumber(self.validity)

    @rule()
    def poll(self) -> None:
        self._poll()

    @rule(where=st.sampled_from(sorted(POLL_CRASHES)))
    def crash_while_polling(self, where: str) -> None:
        self._crashing(POLL_CRASHES[where], self._poll)
        self._lease_runs_out()

    @rule()
    def read(self) -> None:
        for message in MailMessage.objects.waiting():
            read_mail(message)

    @rule(where=st.sampled_from(sorted(READ_CRASHES)))
    def crash_while_reading(self, where: str) -> None:
        self._crashing(READ_CRASHES[where], self.read)

    @invariant()
    def no_content_has_two_pieces(self) -> None:
        of_one = (
            MailMessage.objects.exclude(submission=None)
            .values("fingerprint")
            .annotate(pieces=Count("submission", distinct=True))
        )
        assert all(row["pieces"] == 1 for row in of_one)
        assert Submission.objects.count() <= len(self.sent)

    @invariant()
    def no_piece_is_answered_twice(self) -> None:
        receipts = Letter.objects.filter(kind="receipt").values("object_id")
        assert all(r["n"] == 1 for r in receipts.annotate(n=Count("pk")).order_by())

    def _poll(self) -> None:
        self.row.refresh_from_db()
        poll_mailbox(self.row)

    def _crashing(self, place: tuple[object, str], act) -> None:
        target, name = place
        with patch.object(target, name, side_effect=Crash), suppress(Crash):
            act()

    def _lease_runs_out(self) -> None:
        Mailbox.objects.update(lease_until=None, lease_token=None)

    def teardown(self) -> None:
        if not hasattr(self, "box"):
            return
        self._lease_runs_out()
        for _look in range(3):
            self._poll()
        self.read()
        assert mails_are_recorded() == (True, "")
        assert damaged_mail_files() == []
        assert Submission.objects.count() == len(self.sent)
        assert MailMessage.objects.filter(is_original=True).count() == len(self.sent)
        assert not MailMessage.objects.exclude(
            outcome__in=(Outcome.ACCEPTED, Outcome.DUPLICATE)
        ).exists()
        assert Letter.objects.filter(kind="receipt").count() == len(self.sent)


def _empty_desk() -> None:
    MailMessage.objects.filter(is_original=False).delete()
    MailMessage.objects.all().delete()
    Mailbox.objects.all().delete()
    Letter.objects.all().delete()
    Submission.objects.update(current_version=None, incoming=None)
    Submission.objects.all().delete()


@two_efforts(quick=(12, 14), long=(150, 40))
def test_f13_f14_no_interleaving_loses_or_doubles_a_mail(dovecot, effort) -> None:
    machine = type("Machine", (IntakeMachine,), {"server": dovecot})

    run_state_machine_as_test(machine, settings=effort)
