"""Servers that answer strangely, slowly, twice, or not at all."""

from __future__ import annotations

import time

import pytest

from submissions.mail.imap.session import open_session
from submissions.mail.imap.steps import MailboxFailure, Step
from tests.needs import needs_dovecot
from tests.servers.dovecot import Mailbox
from tests.servers.front163 import Front163
from tests.submissions.mail.imap.mails import mail, mails

GARBAGE = (
    b"* 9 EXISTS\r\n* 2 EXPUNGE\r\n* OK [ALERT] \xcf\xb5\xcd\xb3\r\n* 0 RECENT\r\n"
    b"* FLAGS (\\Seen)\r\n* 1 FETCH (FLAGS (\\Seen))\r\n"
    b"* 7 FETCH (UID 4294967295 FLAGS (UID 2))\r\n* 3 FETCH\r\n* 4 FETCH ()\r\n"
    b'* 5 FETCH (UID x RFC822.SIZE "BODY[] 3" BODY[] NIL)\r\n'
    b"* 6 FETCH (UID 77 RFC822.SIZE 5 BODY[] {5}\r\nother)\r\n"
    b"* SEARCH\r\n* SEARCH 99999999999999 x\r\n* LIST (\\Odd\r\n"
)


@needs_dovecot
def test_garbage_between_the_lines_is_stepped_over(
    mailbox: Mailbox, front: Front163
) -> None:
    front.habits.chatter["^UID FETCH (?!1:)"] = GARBAGE
    mailbox.deliver(*mails(3))

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.uids_after(0) == [1, 2, 3]
        assert session.sizes([1, 2, 3]) == dict.fromkeys((1, 2, 3), len(mail(1)))
        assert session.fetch(2) == mail(2)
        assert session.exists == 9


@needs_dovecot
def test_search_stands_in_where_fetch_of_a_range_is_refused(
    mailbox: Mailbox, front: Front163
) -> None:
    front.habits.answers[r"^UID FETCH \d+:\*"] = b"{tag} NO not now\r\n"
    mailbox.deliver(*mails(3))

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.uids_after(1) == [2, 3]
        assert session.uids_after(3) == []


@needs_dovecot
def test_message_given_twice_alike_is_one(mailbox: Mailbox, front: Front163) -> None:
    body = mail(2)
    front.habits.chatter["BODY"] = b"* 2 FETCH (UID 2 BODY[] {%d}\r\n%b)\r\n" % (
        len(body),
        body,
    )
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.fetch(2) == body


@needs_dovecot
def test_message_given_twice_unlike_is_not_taken(
    mailbox: Mailbox, front: Front163
) -> None:
    front.habits.chatter["BODY"] = b"* 2 FETCH (BODY[] {3}\r\nabc UID 2)\r\n"
    mailbox.deliver(*mails(2))

    with (
        open_session(mailbox.account(port=front.port)) as session,
        pytest.raises(MailboxFailure, match="differently") as failed,
    ):
        session.fetch(2)

    assert failed.value.only_this


@needs_dovecot
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"{tag} NO [SERVERBUG] internal error\r\n", "refused the command"),
        (b"{tag} BAD what is this\r\n", "refused the command"),
        (b"{tag} OK done\r\n", "does not hand it over"),
        (b"* 2 FETCH (UID 2 BODY[] NIL)\r\n{tag} OK done\r\n", "does not hand it over"),
        (b"* 2 FETCH (UID 3 BODY[] {1}\r\na)\r\n{tag} OK done\r\n", "does not hand"),
        (
            b"* 2 FETCH (UID 2 RFC822.SIZE 9 BODY[] {0}\r\n)\r\n{tag} OK done\r\n",
            "much less",
        ),
        (
            b"* 2 FETCH (UID 2 RFC822.SIZE 9999 BODY[] {1}\r\na)\r\n{tag} OK done\r\n",
            "much less",
        ),
    ],
)
def test_one_message_that_is_not_given_stops_no_other(
    mailbox: Mailbox, front: Front163, answer: bytes, words: str
) -> None:
    front.habits.answers["^UID FETCH 2 .*BODY"] = answer
    mailbox.deliver(*mails(3))

    with open_session(mailbox.account(port=front.port)) as session:
        with pytest.raises(MailboxFailure) as failed:
            session.fetch(2)
        assert session.fetch(3) == mail(3)

    assert (failed.value.step, failed.value.only_this) == (Step.FETCH, True)
    assert words in str(failed.value.sentence)


@needs_dovecot
def test_short_message_may_come_as_a_string(mailbox: Mailbox, front: Front163) -> None:
    front.habits.answers["^UID FETCH 2 .*BODY"] = (
        b'* 2 FETCH (BODY[] "a \\"b\\" \\\\ UID 9" UID 2)\r\n{tag} OK done\r\n'
    )
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.fetch(2) == b'a "b" \\ UID 9'


@needs_dovecot
def test_sizes_that_are_refused_are_unknown_not_gone(
    mailbox: Mailbox, front: Front163
) -> None:
    front.habits.answers["RFC822.SIZE"] = (
        b"* 1 FETCH (UID 1 RFC822.SIZE 5)\r\n{tag} NO [SERVERBUG] one is broken\r\n"
    )
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.sizes([1, 2, 99]) == {1: 5, 2: 0}


@needs_dovecot
@pytest.mark.parametrize("factor", [0.5, 0.97, 1.05, 30])
def test_lies_about_sizes(mailbox: Mailbox, front: Front163, factor: float) -> None:
    front.habits.size_factor = factor
    messages = [mail(number, size=100_000) for number in (1, 2)]
    mailbox.deliver(*messages)

    with open_session(mailbox.account(port=front.port)) as session:
        if factor > 2:  # as good as cut off
            with pytest.raises(MailboxFailure, match="much less"):
                session.fetch(1)
        else:
            assert [session.fetch(1), session.fetch(2)] == messages
            # Once compared, such a server is taken at its word.
            assert front.body_fetches == 3


@needs_dovecot
def test_message_longer_than_allowed_is_read_past(
    mailbox: Mailbox, front: Front163
) -> None:
    front.habits.size_factor = 0.001
    mailbox.deliver(mail(1, size=500_000), mail(2))

    with open_session(mailbox.account(port=front.port)) as session:
        with pytest.raises(MailboxFailure, match="longer than we take") as failed:
            session.fetch(1, longest=100_000)
        assert session.fetch(2) == mail(2)

    assert (failed.value.only_this, failed.value.retry) == (True, False)


@needs_dovecot
@pytest.mark.parametrize(
    "answer",
    [
        b"* BYE Server shutting down\r\n",
        b"* 2 FETCH (UID 2 BODY[] {99999}\r\nabc\r\n* BYE\r\n",
        b"what is that\r\n",
        b"\r\n",
        b"\xff\xfe\r\n",
        b"{tag}9 OK another's answer\r\n",
        b"* 2 FETCH (UID 2 BODY[] {" + b"9" * 5000 + b"}\r\n",
    ],
)
def test_session_that_breaks_off_says_so(
    mailbox: Mailbox, front: Front163, answer: bytes
) -> None:
    front.habits.answers["BODY"] = answer
    mailbox.deliver(*mails(2))

    with (
        pytest.raises(MailboxFailure) as failed,
        open_session(mailbox.account(port=front.port, timeout=0.3)) as session,
    ):
        session.fetch(2)

    assert failed.value.step is Step.FETCH
    assert (failed.value.retry, failed.value.only_this) == (True, False)


@needs_dovecot
@pytest.mark.parametrize(
    ("silent_on", "step"),
    [
        ("greeting", Step.CONNECT),
        ("^CAPABILITY", Step.CONNECT),
        ("^LOGIN", Step.LOGIN),
        ("^ID", Step.ID),
        ("^EXAMINE", Step.SELECT),
        ("BODY", Step.FETCH),
        ("STORE", Step.MOVE),
    ],
)
def test_server_that_does_not_answer_costs_the_timeout(
    mailbox: Mailbox, front: Front163, silent_on: str, step: Step
) -> None:
    front.habits.silent_on = silent_on
    mailbox.deliver(*mails(1))
    begun = time.monotonic()

    with (
        pytest.raises(MailboxFailure) as failed,
        open_session(mailbox.account(port=front.port, timeout=0.2)) as session,
    ):
        session.fetch(1)
        session.mark_seen(1)

    assert (failed.value.step, failed.value.retry) == (step, True)
    assert time.monotonic() - begun < 4  # and not the five of every other account


@needs_dovecot
def test_server_that_drips_is_given_up(mailbox: Mailbox, front: Front163) -> None:
    front.habits.bytes_a_second = 100
    mailbox.deliver(mail(1, size=20_000))

    with (
        pytest.raises(MailboxFailure, match="in time"),
        open_session(mailbox.account(port=front.port, timeout=0.2)) as session,
    ):
        session.fetch(1)


@needs_dovecot
def test_slow_but_steady_server_is_waited_for(
    mailbox: Mailbox, front: Front163
) -> None:
    front.habits.bytes_a_second = 100_000
    mailbox.deliver(mail(1, size=150_000))

    with open_session(mailbox.account(port=front.port, timeout=0.3)) as session:
        assert session.fetch(1) == mail(1, size=150_000)


@needs_dovecot
def test_first_connections_dropped(mailbox: Mailbox, front: Front163) -> None:
    front.habits.drop_connections = 2
    account = mailbox.account(port=front.port)
    steps = []

    for _ in range(3):
        try:
            with open_session(account):
                steps.append("open")
        except MailboxFailure as failure:
            steps.append(failure.step)

    assert steps == [Step.CONNECT, Step.CONNECT, "open"]


@needs_dovecot
def test_answer_without_end_is_given_up(
    mailbox: Mailbox, front: Front163, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("submissions.mail.imap.connection.MOST_LINE_BYTES", 10_000)
    front.habits.chatter["NOOP"] = b"* OK still here\r\n" * 1000
    mailbox.deliver(*mails(1))

    with (
        pytest.raises(MailboxFailure),
        open_session(mailbox.account(port=front.port)) as session,
    ):
        session.uids_after(0)
