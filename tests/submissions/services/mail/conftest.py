"""A real mailbox with a row that has been looked into once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from submissions.models import Mailbox
from submissions.services.mail.polling import Look, poll_mailbox
from submissions.services.mail.reading import read_mail
from tests.servers.dovecot import Mailbox as ServerMailbox
from tests.servers.fixtures import dovecot, front, mailbox, smtp
from tests.submissions.mails import make_mailbox_row

__all__ = ["dovecot", "front", "inbox", "mailbox", "smtp"]


@dataclass
class Inbox:
    """A mailbox on the server and its row with us."""

    server: ServerMailbox
    row: Mailbox

    def poll(self) -> Look | None:
        """Look, as the next tick does."""
        self.row.refresh_from_db()
        return poll_mailbox(self.row)

    def take(self, *mails: bytes) -> list:
        """Deliver mails, look, and read them as a worker does; return the rows."""
        before = set(self.row.messages.values_list("pk", flat=True))
        self.server.deliver(*mails)
        self.poll()
        new = list(self.row.messages.exclude(pk__in=before).order_by("pk"))
        for message in new:
            if message.raw:
                read_mail(message)
            message.refresh_from_db()
        return new


@pytest.fixture
def inbox(mailbox: ServerMailbox, db: None) -> Inbox:
    """Return a mailbox that is connected and empty."""
    found = Inbox(mailbox, make_mailbox_row(mailbox))
    found.poll()
    return found
