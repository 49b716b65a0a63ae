"""A letter that comes back is shown to the desk, and nobody is written to."""

import pytest
from django.test import override_settings

from desk.enums import LetterState
from desk.models import Letter
from desk.services.posting import send_letters
from submissions.mail_enums import MailReason
from tests.submissions.mails import make_mail

pytestmark = pytest.mark.django_db


def report_of(raw: bytes) -> bytes:
    """Return a mail server's report, with the head of what came back."""
    head, _blank, _body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    return (
        b"From: MAILER-DAEMON@163.com\nTo: desk@163.com\n"
        b"Subject: =?gb2312?B?z7XNs83L0MU=?=\nReturn-Path: <>\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nuser unknown\n"
        b"--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n"
        b"--b\nContent-Type: text/rfc822-headers\n\n" + head + b"\n--b--\n"
    )


def test_a_letter_that_left_and_came_back_waits_for_a_person(inbox, smtp) -> None:
    inbox.take(make_mail())
    with override_settings(**smtp.settings):
        assert send_letters() == 1

    [report] = inbox.take(report_of(smtp.letters[0].raw))

    letter = Letter.objects.get()
    assert report.reason == MailReason.BOUNCE
    assert (letter.state, letter.came_back) == (LetterState.FAILED, True)


def test_a_report_about_nobody_changes_nothing(inbox, smtp) -> None:
    inbox.take(make_mail())
    with override_settings(**smtp.settings):
        send_letters()

    inbox.take(report_of(b"Message-ID: <0123456789@elsewhere.example>\n\nx"))

    assert Letter.objects.get().state == LetterState.SENT
