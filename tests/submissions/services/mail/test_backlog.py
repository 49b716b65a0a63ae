"""Old mail: left alone, or taken in on request, in silence, in jobs that may die."""

import pytest

from desk.enums import JobState
from desk.exceptions import NotAllowed, Refused
from desk.models import Job, Letter
from desk.services.jobs import run_job
from submissions.mail_enums import MailFlag, Outcome
from submissions.models import Mailbox, MailMessage, Submission
from submissions.services.mail import backlog
from submissions.services.mail.backlog import import_backlog
from submissions.services.mail.invariants import mails_are_recorded
from submissions.services.mail.polling import poll_mailbox
from tests.desk.builders import make_user
from tests.submissions.builders import Cast
from tests.submissions.mails import make_mail, make_mailbox_row

pytestmark = pytest.mark.django_db

OLD = 7


@pytest.fixture
def row(mailbox) -> Mailbox:
    """Return a mailbox with old mail that has been looked into once."""
    mailbox.deliver(*(make_mail() for _number in range(OLD)))
    found = make_mailbox_row(mailbox)
    poll_mailbox(found)
    found.refresh_from_db()
    return found


@pytest.fixture
def head():
    return Cast().head


def work_off() -> int:
    """Run the jobs of the import until none is left; return how many there were."""
    done = 0
    while job := Job.objects.filter(kind=backlog.IMPORT, state=JobState.QUEUED).first():
        run_job(job.pk)
        done += 1
    return done


def test_f16_old_mail_is_left_alone(row, mailbox) -> None:
    mailbox.deliver(make_mail())
    poll_mailbox(row)

    assert MailMessage.objects.count() == 1
    assert Letter.objects.count() == 0


def test_f16_old_mail_comes_in_silence_when_asked_for(row, mailbox, head) -> None:
    import_backlog(mailbox=row, actor=head)
    work_off()

    assert Submission.objects.count() == OLD
    assert {m.outcome for m in MailMessage.objects.all()} == {Outcome.ACCEPTED}
    assert all(m.flags == [MailFlag.SILENT] for m in MailMessage.objects.all())
    assert Letter.objects.count() == 0
    assert mailbox.flags() == {uid: set() for uid in range(1, OLD + 1)}
    assert mails_are_recorded() == (True, "")


def test_the_import_goes_on_where_a_job_ended(row, head, monkeypatch) -> None:
    monkeypatch.setattr(backlog, "SECONDS_A_JOB", 0.0001)

    import_backlog(mailbox=row, actor=head)

    assert work_off() > 1
    assert Submission.objects.count() == OLD
    last = Job.objects.filter(kind=backlog.IMPORT).order_by("created_at").last()
    assert last.result == {"taken": OLD, "of": OLD}


def test_asking_again_takes_nothing_twice(row, head) -> None:
    first = import_backlog(mailbox=row, actor=head)
    assert import_backlog(mailbox=row, actor=head) == first
    work_off()

    import_backlog(mailbox=row, actor=head)
    work_off()

    assert Submission.objects.count() == OLD
    assert MailMessage.objects.count() == OLD


def test_a_job_that_dies_between_two_mails_loses_none(row, head, monkeypatch) -> None:
    calls = []
    read = backlog.read_mail

    def dies_at_third(message):
        calls.append(message)
        if len(calls) == 3:
            raise ZeroDivisionError
        return read(message)

    monkeypatch.setattr(backlog, "read_mail", dies_at_third)
    import_backlog(mailbox=row, actor=head)
    job = Job.objects.get(kind=backlog.IMPORT)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    Job.objects.update(due_at=job.created_at)
    work_off()

    assert Submission.objects.count() == OLD
    assert not MailMessage.objects.waiting().exists()


def test_new_mail_is_not_old_mail(row, mailbox, head) -> None:
    mailbox.deliver(make_mail())
    import_backlog(mailbox=row, actor=head)
    work_off()

    assert MailMessage.objects.count() == OLD
    row.refresh_from_db()
    poll_mailbox(row)
    assert MailMessage.objects.filter(is_silent=False).count() == 1


def test_old_mail_bears_the_date_of_its_server(row, mailbox, head) -> None:
    mailbox.server.doveadm("force-resync", "-u", mailbox.name, "INBOX")
    import_backlog(mailbox=row, actor=head)
    work_off()

    for mail in MailMessage.objects.all():
        assert mail.received_at <= row.connected_at
        assert mail.submission.received_at == mail.received_at


def test_who_may_not_set_up_mailboxes_asks_in_vain(row) -> None:
    with pytest.raises(NotAllowed):
        import_backlog(mailbox=row, actor=make_user())


def test_a_mailbox_that_was_never_reached_is_refused(mailbox, head) -> None:
    with pytest.raises(Refused) as refusal:
        import_backlog(mailbox=make_mailbox_row(mailbox), actor=head)

    assert refusal.value.code == "not_connected"
