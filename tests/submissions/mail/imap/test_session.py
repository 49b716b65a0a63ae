"""A session against a real Dovecot."""

from __future__ import annotations

from submissions.mail.imap.session import open_session
from tests.needs import needs_dovecot
from tests.servers.dovecot import Mailbox

MAIL = b"Subject: %d\r\n\r\nbody %d\r\n"


def mails(count: int) -> list[bytes]:
    return [MAIL % (number, number) for number in range(1, count + 1)]


@needs_dovecot
def test_session_reads_what_is_new(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(3))

    with open_session(mailbox.account()) as session:
        assert session.exists == 3
        assert session.uid_next == 4
        assert session.uid_validity > 0
        assert session.uids_after(0) == [1, 2, 3]
        assert session.uids_after(2) == [3]
        assert session.uids_after(3) == []
        assert session.sizes([1, 3, 99]) == {1: len(mails(1)[0]), 3: len(mails(1)[0])}
        assert session.fetch(2) == mails(2)[1]
        assert session.fetch(99) is None

    assert mailbox.flags() == {1: set(), 2: set(), 3: set()}
    assert mailbox.ids_sent()
