"""A session against a real Dovecot, without tricks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from submissions.mail.imap.account import Account
from submissions.mail.imap.session import open_session
from submissions.mail.imap.steps import MailboxFailure, Step
from tests.needs import needs_dovecot
from tests.servers.dovecot import Dovecot, Mailbox
from tests.submissions.mail.imap.mails import mail, mails


@needs_dovecot
def test_session_counts_and_numbers(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(3))

    with open_session(mailbox.account()) as session:
        seen = session.exists, session.uid_next, session.uid_validity > 0

    assert seen == (3, 4, True)


@pytest.mark.parametrize(
    ("after", "found"), [(0, [1, 2, 3]), (-1, [1, 2, 3]), (2, [3]), (3, []), (99, [])]
)
@needs_dovecot
def test_uids_after_leaves_out_the_last_old_message(
    mailbox: Mailbox, after: int, found: list[int]
) -> None:
    mailbox.deliver(*mails(3))

    with open_session(mailbox.account()) as session:
        assert session.uids_after(after) == found


@needs_dovecot
def test_uids_after_an_empty_folder_is_nothing(mailbox: Mailbox) -> None:
    with open_session(mailbox.account()) as session:
        assert session.uids_after(0) == []
        assert session.sizes([]) == {}
        assert session.newest() is None


@needs_dovecot
def test_sizes_leave_out_what_is_gone(mailbox: Mailbox) -> None:
    mailbox.deliver(mail(1), mail(2, size=5000))

    with open_session(mailbox.account()) as session:
        sizes = session.sizes([2, 99, 1])

    assert sizes == {1: len(mail(1)), 2: len(mail(2, size=5000))}


@needs_dovecot
def test_dates_are_when_the_server_got_it(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account()) as session:
        dates = session.dates([1, 2, 99])

    assert list(dates) == [1, 2]
    assert all(
        abs(datetime.now(UTC) - date) < timedelta(minutes=1) for date in dates.values()
    )


@needs_dovecot
def test_fetch_gives_the_bytes_and_marks_nothing(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account()) as session:
        assert session.fetch(2) == mail(2)
        assert session.fetch(99) is None

    assert mailbox.flags() == {1: set(), 2: set()}


@needs_dovecot
def test_fetch_of_a_message_expunged_meanwhile_is_none(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(3))

    with open_session(mailbox.account()) as session:
        mailbox.expunge(2)

        assert session.uids_after(0) == [1, 3]
        assert session.fetch(2) is None
        assert session.fetch(3) == mail(3)


@needs_dovecot
def test_message_delivered_during_a_session_is_seen(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(1))

    with open_session(mailbox.account()) as session:
        mailbox.deliver(mail(2))

        assert session.uids_after(1) == [2]
        assert session.exists == 2


@needs_dovecot
def test_eight_bit_and_nul_like_bytes_come_as_they_are(mailbox: Mailbox) -> None:
    raw = b"Subject: " + "苏州河".encode("gbk") + b"\r\n\r\n" + bytes(range(128, 256))
    mailbox.deliver(raw + b"\r\n{12}\r\n* 1 FETCH (UID 1)\r\nA1 OK done\r\n)")

    with open_session(mailbox.account()) as session:
        fetched = session.fetch(1)

    assert fetched == raw + b"\r\n{12}\r\n* 1 FETCH (UID 1)\r\nA1 OK done\r\n)"


@needs_dovecot
def test_newest_shows_size_and_first_bytes(mailbox: Mailbox) -> None:
    mailbox.deliver(mail(1), mail(2, size=5000))

    with open_session(mailbox.account()) as session:
        newest = session.newest(length=20)

    assert newest is not None
    assert (newest.uid, newest.size) == (2, len(mail(2, size=5000)))
    assert newest.body == mail(2)[:20]
    assert mailbox.flags() == {1: set(), 2: set()}


@needs_dovecot
def test_mark_seen_marks_one(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account()) as session:
        session.mark_seen(2)
        assert session.fetch(1) == mail(1)

    assert mailbox.flags() == {1: set(), 2: {"\\Seen"}}


@needs_dovecot
def test_folders_are_readable_names(mailbox: Mailbox) -> None:
    for folder in ("已发送", "R&D", "通讯员.来稿"):
        mailbox.make_folder(folder)

    with open_session(mailbox.account()) as session:
        folders = session.folders()

    assert sorted(folders) == ["INBOX", "R&D", "已发送", "通讯员.来稿"]


@pytest.mark.parametrize("name", ["已发送", "R&D", 'a "b" \\c', "&XfJT0ZABkK5O9g-"])
@needs_dovecot
def test_folder_of_any_name_is_opened(mailbox: Mailbox, name: str) -> None:
    with open_session(mailbox.account()) as session:
        mailbox.deliver(mail(1))
        session.uids_after(0)
        session.move(1, name)

    with open_session(mailbox.account(folder=name)) as session:
        assert session.fetch(1) == mail(1)
        assert name in session.folders()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("plain@163.com", 'qu"ote\\d'),
        ("codes@163.com", "授权码 äß"),
        ("通讯员@例子.公司", "ABCDEFGH"),
        ("space@163.com", " a b "),
    ],
)
@needs_dovecot
def test_login_with_any_name_and_code(dovecot: Dovecot, name: str, code: str) -> None:
    mailbox = dovecot.mailbox(name, code=code)

    with open_session(mailbox.account()) as session:
        assert session.uids_after(0) == []


@needs_dovecot
def test_id_goes_out_with_the_fields_given(mailbox: Mailbox) -> None:
    fields = {"name": "采编\r\nA1 LOGOUT", "version": 'a"b'}

    with open_session(mailbox.account(), client_id=fields):
        pass
    with open_session(mailbox.account(), client_id={}):
        pass

    assert mailbox.ids_sent() == ['name=??  A1 LOGOUT, version=a"b']


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({"username": "a@b\r\nA1 LOGOUT"}, Step.LOGIN),
        ({"code": "a\nb"}, Step.LOGIN),
        ({"code": "\ud800"}, Step.LOGIN),
        ({"username": "\ud800"}, Step.LOGIN),
        ({"folder": "\ud800"}, Step.SELECT),
        ({"folder": "a\r\nA1 LOGOUT"}, Step.SELECT),
        ({"folder": ""}, Step.SELECT),
        ({"folder": "*"}, Step.SELECT),
        ({"code": "a\0b"}, Step.LOGIN),
        ({"port": 70000}, Step.CONNECT),
        ({"port": 0}, Step.CONNECT),
        ({"port": -1}, Step.CONNECT),
        ({"host": "no such host."}, Step.RESOLVE),
        ({"host": "x" * 300}, Step.RESOLVE),
        ({"host": "nothing.invalid"}, Step.RESOLVE),
    ],
)
@needs_dovecot
def test_nonsense_in_an_account_names_its_step(
    mailbox: Mailbox, changes: dict, step: Step
) -> None:
    with pytest.raises(MailboxFailure) as failed, _open(mailbox.account(**changes)):
        pass

    assert failed.value.step is step
    assert str(failed.value.sentence).endswith(".")


@needs_dovecot
def test_session_stays_usable_after_a_refusal(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(1))

    with open_session(mailbox.account()) as session:
        with pytest.raises(MailboxFailure) as failed:
            session.move(1, "INBOX")
        assert session.fetch(1) == mail(1)

    assert failed.value.only_this
    assert mailbox.count() == 1


@needs_dovecot
def test_error_of_the_caller_passes_through(mailbox: Mailbox) -> None:
    with pytest.raises(ZeroDivisionError), open_session(mailbox.account()):
        raise ZeroDivisionError


@needs_dovecot
def test_account_never_shows_its_code(mailbox: Mailbox) -> None:
    assert mailbox.code not in repr(mailbox.account())


def _open(account: Account):
    return open_session(account)
