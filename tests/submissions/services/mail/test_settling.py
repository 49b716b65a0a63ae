"""Mails that nobody finished: asked for again, or kept aside with the reason."""

import pytest

from desk.enums import JobState
from desk.models import Job
from submissions.mail_enums import MailReason, Outcome
from submissions.services.mail import reading
from submissions.services.mail.arriving import Delivery, keep_mail
from submissions.services.mail.reading import read_again, read_mail
from submissions.services.mail.settling import settle_given_up
from tests.submissions.builders import Cast
from tests.submissions.mails import make_mail

pytestmark = pytest.mark.django_db


def test_f19_a_mail_that_breaks_the_reader_is_kept_aside(monkeypatch) -> None:
    message = keep_mail(make_mail(), Delivery(key="file:1"))
    after = keep_mail(make_mail(), Delivery(key="file:2"))
    with monkeypatch.context() as poison:
        poison.setattr(reading, "open_attachments", _breaks)
        read_mail(message)
    read_mail(after)

    message.refresh_from_db()
    after.refresh_from_db()
    assert (message.outcome, message.reason, message.detail) == (
        Outcome.QUARANTINED,
        MailReason.UNREADABLE,
        "ZeroDivisionError",
    )
    assert after.outcome == Outcome.ACCEPTED

    read_again(message=message, actor=Cast().editor)
    assert message.outcome == Outcome.ACCEPTED


def _breaks(*_args: object) -> None:
    raise ZeroDivisionError


def test_f19_a_mail_that_kills_its_worker_is_kept_aside() -> None:
    message = keep_mail(make_mail(), Delivery(key="file:1"))
    Job.objects.update(state=JobState.FAILED, error="The worker died.")

    assert settle_given_up() == 1

    message.refresh_from_db()
    assert (message.outcome, message.reason) == (
        Outcome.QUARANTINED,
        MailReason.GAVE_UP,
    )
    assert settle_given_up() == 0


def test_a_mail_that_nobody_was_asked_to_read_is_asked_for() -> None:
    message = keep_mail(make_mail(), Delivery(key="file:1"), ask=False)

    settle_given_up()

    assert Job.objects.get().payload == {"mail": message.pk}
