"""The mail server of the tests does what F-18 needs."""

from __future__ import annotations

import smtplib

import pytest

from tests.servers.fixtures import smtp
from tests.servers.smtp import BLOCKED, GREYLISTED, Drop, SmtpServer

__all__ = ["smtp"]

LETTER = "Subject: GK-2026-0001\r\n\r\n收到\r\n".encode()


def send(server: SmtpServer) -> None:
    with smtplib.SMTP("127.0.0.1", server.port, timeout=2) as client:
        client.sendmail("desk@example.org", ["a@163.com"], LETTER)


def test_letter_is_kept(smtp: SmtpServer) -> None:
    send(smtp)

    (letter,) = smtp.letters
    assert letter.recipients == ("a@163.com",)
    assert letter.message["Subject"] == "GK-2026-0001"


@pytest.mark.parametrize("answer", [GREYLISTED, BLOCKED])
def test_f18_refused_recipient(smtp: SmtpServer, answer: str) -> None:
    smtp.refuse_recipient = answer

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(smtp)

    assert refused.value.recipients["a@163.com"][0] == int(answer[:3])
    assert (smtp.letters, smtp.attempts) == ([], 1)


def test_f18_refused_letter(smtp: SmtpServer) -> None:
    smtp.refuse_data = GREYLISTED

    with pytest.raises(smtplib.SMTPDataError):
        send(smtp)

    assert smtp.letters == []


@pytest.mark.parametrize(
    ("drop", "kept"), [(Drop.AFTER_DATA, 1), (Drop.BEFORE_KEEPING, 0)]
)
def test_f18_connection_dropped_before_the_answer(
    smtp: SmtpServer, drop: Drop, kept: int
) -> None:
    smtp.drop = drop

    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(smtp)

    assert len(smtp.letters) == kept


def test_f18_down_and_up_again(smtp: SmtpServer) -> None:
    smtp.stop()
    with pytest.raises(ConnectionRefusedError):
        send(smtp)
    smtp.start()

    send(smtp)

    assert len(smtp.letters) == 1
