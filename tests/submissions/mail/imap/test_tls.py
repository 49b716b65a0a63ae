"""Secured connections, and those that are not what they were said to be."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from submissions.mail.imap.account import Account, Security
from submissions.mail.imap.probing import Outcome, probe
from submissions.mail.imap.session import open_session
from submissions.mail.imap.steps import MailboxFailure, Step
from tests.needs import needs_dovecot
from tests.servers.dovecot import Mailbox, running_dovecot
from tests.servers.ports import HOST, free_port
from tests.submissions.mail.imap.mails import mail


@pytest.fixture
def trusted(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """Let this machine trust Dovecot's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(mailbox.server.certificate))
    return mailbox


def secured(mailbox: Mailbox, **changes) -> Account:
    values = {
        "host": "localhost",
        "port": mailbox.server.tls_port,
        "security": Security.SSL,
    }
    return mailbox.account(**(values | changes))


def failure_of(account: Account) -> MailboxFailure:
    with pytest.raises(MailboxFailure) as failed, open_session(account):
        pass
    return failed.value


@needs_dovecot
def test_ssl_reads_mail(trusted: Mailbox) -> None:
    trusted.deliver(mail(1, size=300_000))

    with open_session(secured(trusted)) as session:
        assert session.fetch(1) == mail(1, size=300_000)


@needs_dovecot
def test_starttls_reads_mail(trusted: Mailbox) -> None:
    trusted.deliver(mail(1))
    account = secured(trusted, port=trusted.server.port, security=Security.STARTTLS)

    with open_session(account) as session:
        assert session.fetch(1) == mail(1)


@needs_dovecot
@pytest.mark.parametrize("security", [Security.SSL, Security.STARTTLS])
def test_certificate_of_nobody_is_refused(mailbox: Mailbox, security: Security) -> None:
    port = mailbox.server.tls_port if security == "ssl" else mailbox.server.port

    failure = failure_of(secured(mailbox, security=security, port=port))

    assert (failure.step, failure.retry) == (Step.TLS, False)
    assert "not signed by anybody" in str(failure.sentence)


@needs_dovecot
def test_certificate_of_another_name_is_refused(trusted: Mailbox) -> None:
    failure = failure_of(secured(trusted, host=HOST))

    assert failure.step is Step.TLS
    assert "another name" in str(failure.sentence)


@needs_dovecot
def test_certificate_out_of_date_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with running_dovecot(days=-1) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        failure = failure_of(secured(server.mailbox()))

    assert failure.step is Step.TLS
    assert "out of date" in str(failure.sentence)


@needs_dovecot
def test_ssl_on_a_plain_port_names_the_port(mailbox: Mailbox) -> None:
    failure = failure_of(secured(mailbox, port=mailbox.server.port))

    assert (failure.step, failure.retry) == (Step.TLS, False)
    assert "does not speak SSL" in str(failure.sentence)


@needs_dovecot
@pytest.mark.parametrize("security", [Security.NONE, Security.STARTTLS])
def test_plain_on_an_ssl_port_names_the_port(
    mailbox: Mailbox, security: Security
) -> None:
    failure = failure_of(secured(mailbox, security=security, timeout=0.5))

    assert failure.step is Step.CONNECT
    assert "SSL" in str(failure.sentence)


def test_starttls_not_offered_is_said() -> None:
    script = b"* OK hello\r\n", b"* CAPABILITY IMAP4rev1\r\n%b OK done\r\n"
    with scripted(*script) as port:
        failure = failure_of(plain(port, security=Security.STARTTLS))

    assert failure.step is Step.TLS
    assert "does not offer STARTTLS" in str(failure.sentence)


def test_port_where_nothing_listens() -> None:
    failure = failure_of(plain(free_port()))

    assert failure.step is Step.CONNECT
    assert "Nothing answers at this port" in str(failure.sentence)


@pytest.mark.parametrize(
    ("greeting", "words"),
    [
        (b"+OK POP3 ready\r\n", "no IMAP server"),
        (b"220 smtp.163.com Anti-spam\r\n", "no IMAP server"),
        (b"HTTP/1.1 400 Bad Request\r\n", "no IMAP server"),
        (b"\x15\x03\x03\x00\x02\x02\x46", "no IMAP server"),
        (b"* BYE Too many connections from your IP\r\n", "too many"),
        (b"", "no IMAP server"),
        (b"* OK hello", "no IMAP server"),
    ],
)
def test_greeting_that_is_none(greeting: bytes, words: str) -> None:
    with scripted(greeting) as port:
        failure = failure_of(plain(port))

    assert failure.step is Step.CONNECT
    assert words in str(failure.sentence)
    assert failure.retry


@needs_dovecot
def test_probe_of_a_good_mailbox_is_all_ok(trusted: Mailbox) -> None:
    trusted.deliver(mail(1), mail(2))

    steps = probe(secured(trusted))

    assert [step.step for step in steps] == [step for step in Step if step != "move"]
    assert {step.outcome for step in steps} == {Outcome.OK}
    assert all(step.ok and step.milliseconds is not None for step in steps)
    assert str(steps[-1].sentence) == (
        f"The newest message can be read; it has {len(mail(2))} bytes."
    )
    assert trusted.flags() == {1: set(), 2: set()}


@needs_dovecot
def test_probe_of_an_open_line_warns(mailbox: Mailbox) -> None:
    steps = {step.step: step for step in probe(mailbox.account())}

    assert steps[Step.TLS].ok
    assert "can be read on the way" in str(steps[Step.TLS].sentence)
    assert "folder is empty" in str(steps[Step.FETCH].sentence)


def test_probe_of_nothing_reaches_nothing() -> None:
    steps = probe(plain(993, host="nothing.invalid"))

    assert [step.outcome for step in steps] == [
        Outcome.FAILED,
        *[Outcome.NOT_REACHED] * 6,
    ]
    assert steps[0].sentence
    assert not steps[0].ok


def plain(port: int, **changes) -> Account:
    values = {
        "host": HOST,
        "port": port,
        "username": "desk@163.com",
        "code": "SECRET",
        "security": Security.NONE,
        "timeout": 2,
    }
    return Account(**(values | changes))


@contextmanager
def scripted(*script: bytes) -> Iterator[int]:
    """Answer each line with the next piece, ``%b`` for its tag; then hang up."""
    listener = socket.create_server((HOST, 0))

    def serve() -> None:
        client, _ = listener.accept()
        with client, client.makefile("rb") as stream:
            client.sendall(script[0])
            for answer in script[1:]:
                tag = stream.readline().split(b" ")[0]
                client.sendall(answer.replace(b"%b", tag))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.close()
