"""Looks into a real Dovecot, alone and behind a front with 163's habits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.models import Job, Letter
from submissions.mail_enums import AfterIntake, MailReason, Outcome
from submissions.models import Mailbox, MailMessage
from submissions.services.mail import arriving, polling
from submissions.services.mail.holding import hold
from submissions.services.mail.invariants import mails_are_recorded
from submissions.services.mail.polling import poll_due_mailboxes, poll_mailbox
from tests.submissions.mails import make_mail, make_mailbox_row

UNSAFE = b"{tag} NO SELECT Unsafe Login. Please contact kefu@188.com for help\r\n"

pytestmark = pytest.mark.django_db


def raws(row: Mailbox) -> list[bytes]:
    return [arriving.read_raw(mail) for mail in row.messages.order_by("pk")]


def test_first_look_begins_from_now(mailbox) -> None:
    mailbox.deliver(make_mail(), make_mail())
    row = make_mailbox_row(mailbox)

    look = poll_mailbox(row)

    row.refresh_from_db()
    assert look.taken == 0
    assert (row.start_uid, row.last_uid) == (3, 2)
    assert row.connected_at is not None
    assert MailMessage.objects.count() == 0


def test_new_mail_is_kept_and_a_worker_asked(inbox) -> None:
    raw = make_mail()
    inbox.server.deliver(raw)

    look = inbox.poll()

    message = inbox.row.messages.get()
    assert look.taken == 1
    assert message.outcome == Outcome.WAITING
    assert arriving.read_raw(message).replace(b"\r\n", b"\n") == raw
    assert Job.objects.get(kind=arriving.READ).payload == {"mail": message.pk}
    assert mails_are_recorded() == (True, "")


def test_a_look_without_news_fetches_no_body(dovecot, front) -> None:
    server = dovecot.mailbox()
    row = make_mailbox_row(server, port=front.port)
    poll_mailbox(row)
    server.deliver(make_mail())
    poll_mailbox(row)
    fetched = front.body_fetches

    for _look in range(3):
        row.refresh_from_db()
        poll_mailbox(row)

    assert (fetched, front.body_fetches) == (1, 1)


def test_nothing_is_changed_in_the_mailbox_unless_asked(inbox) -> None:
    inbox.take(make_mail())

    assert inbox.server.flags() == {1: set()}


def test_mail_is_marked_after_it_is_ours(inbox) -> None:
    Mailbox.objects.update(after_intake=AfterIntake.SEEN)

    inbox.take(make_mail())

    assert inbox.server.flags() == {1: {"\\Seen"}}


def test_mail_is_moved_after_it_is_ours(inbox) -> None:
    Mailbox.objects.update(after_intake=AfterIntake.MOVE, done_folder="已收稿件")

    inbox.take(make_mail(), make_mail())

    assert inbox.server.count() == 0
    assert inbox.server.count(folder="已收稿件") == 2
    assert inbox.row.messages.count() == 2


def test_large_mail_is_listed_and_left(inbox) -> None:
    Mailbox.objects.update(largest_mb=1)
    inbox.server.deliver(make_mail(text="长" * 500_000))

    inbox.poll()

    message = inbox.row.messages.get()
    assert (message.outcome, message.reason) == (Outcome.LEFT, MailReason.TOO_LARGE)
    assert message.raw.name == ""
    assert inbox.server.count() == 1
    assert mails_are_recorded() == (True, "")


def test_f11_connection_cut_after_n_bytes(dovecot, front) -> None:
    server = dovecot.mailbox()
    row = make_mailbox_row(server, port=front.port)
    poll_mailbox(row)
    raw = make_mail(attachments=(("图.bin", "application/octet-stream", b"x" * 10**6),))
    server.deliver(raw)
    front.habits.cut_after = 200_000

    row.refresh_from_db()
    assert poll_mailbox(row) is None
    assert row.messages.count() == 0

    front.habits.cut_after = None
    row.refresh_from_db()
    assert row.failures == 1
    poll_mailbox(row)

    assert [r.replace(b"\r\n", b"\n") for r in raws(row)] == [raw]


@pytest.mark.parametrize("trouble", ["code", "unsafe"])
def test_f12_trouble_is_named_and_the_account_not_locked(
    dovecot, front, trouble: str
) -> None:
    server = dovecot.mailbox()
    code = "WRONGWRONGWRONG1" if trouble == "code" else server.code
    row = make_mailbox_row(server, port=front.port, code=code)
    if trouble == "unsafe":
        front.habits.answers["EXAMINE|SELECT"] = UNSAFE

    began = timezone.now()
    assert poll_due_mailboxes() == 0
    for _tick in range(5):
        poll_due_mailboxes()

    row.refresh_from_db()
    assert row.failed_step == ("login" if trouble == "code" else "select")
    assert row.failure.endswith((".", "。"))
    assert row.failures == 1
    assert row.next_poll_at - began >= timedelta(minutes=1)
    assert front.verbs.count("LOGIN") + front.verbs.count("AUTHENTICATE") == 1


def test_f13_numbers_begin_anew(inbox) -> None:
    inbox.take(make_mail(), make_mail(), make_mail())
    new = make_mail()
    inbox.server.renumber(4_000_000)
    inbox.server.deliver(new)

    inbox.poll()
    inbox.poll()

    inbox.row.refresh_from_db()
    assert inbox.row.uid_validity == 4_000_000
    assert inbox.row.messages.count() == 4
    assert set(inbox.row.messages.values_list("uid", flat=True)) == {1, 2, 3, 4}
    assert inbox.row.messages.filter(is_original=False).count() == 0
    assert mails_are_recorded() == (True, "")


def test_f13_old_mail_stays_old_under_new_numbers(mailbox, monkeypatch) -> None:
    mailbox.deliver(make_mail(), make_mail())
    row = make_mailbox_row(mailbox)
    poll_mailbox(row)
    Mailbox.objects.update(connected_at=timezone.now() + timedelta(hours=1))
    mailbox.renumber(77)

    row.refresh_from_db()
    poll_mailbox(row)

    assert MailMessage.objects.count() == 0


def test_f14_same_message_delivered_twice_and_copied(inbox) -> None:
    raw = make_mail()
    again = b"Received: from mx9.163.com; Wed, 25 Nov 2026 08:00:00 +0800\n" + raw
    first, *rest = inbox.take(raw, raw, again)

    assert first.outcome == Outcome.ACCEPTED
    assert [mail.outcome for mail in rest] == [Outcome.DUPLICATE] * 2
    assert {mail.duplicate_of_id for mail in rest} == {first.pk}
    inbox.poll()
    assert {m.submission_id for m in inbox.row.messages.all()} == {first.submission_id}
    assert Letter.objects.filter(kind="receipt").count() == 1


def test_f14_the_same_mail_in_two_mailboxes(inbox, dovecot) -> None:
    other = make_mailbox_row(dovecot.mailbox())
    raw = make_mail()
    [first] = inbox.take(raw)
    twin = arriving.keep_mail(raw, arriving.from_mailbox(other, uid_validity=9, uid=1))

    assert twin.outcome == Outcome.DUPLICATE
    assert twin.duplicate_of == first


def test_f15_one_message_id_or_none_loses_nothing(inbox) -> None:
    mails = inbox.take(
        make_mail(message_id="<same@x.example>"),
        make_mail(message_id="<same@x.example>"),
        make_mail(message_id=None),
        make_mail(message_id=None),
    )

    assert [mail.outcome for mail in mails] == [Outcome.ACCEPTED] * 4
    assert [mail.flags for mail in mails] == [[], ["same_message_id"], [], []]


def test_f34_a_full_disk_leaves_the_mail_in_the_mailbox(inbox, monkeypatch) -> None:
    inbox.server.deliver(make_mail())
    with monkeypatch.context() as full:
        full.setattr("os.fsync", _no_space)
        assert inbox.poll() is None

    inbox.row.refresh_from_db()
    assert inbox.row.failed_step == "store"
    assert inbox.row.messages.count() == 0
    assert inbox.poll().taken == 1


def _no_space(_number: int) -> None:
    raise OSError(28, "No space left on device")


def test_f42_one_poller_a_mailbox(inbox) -> None:
    held = hold(inbox.row)

    assert held is not None
    assert inbox.poll() is None
    Mailbox.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert inbox.poll() is not None


def test_f42_a_poller_that_lost_its_lease_stops(inbox, monkeypatch) -> None:
    inbox.server.deliver(make_mail(), make_mail(), make_mail())
    keep = polling.keep_mail

    def keep_and_lose(*args, **options):
        Mailbox.objects.update(lease_token=None)
        return keep(*args, **options)

    monkeypatch.setattr(polling, "keep_mail", keep_and_lose)
    inbox.poll()
    monkeypatch.undo()
    assert inbox.row.messages.count() == 1

    Mailbox.objects.update(lease_until=None)
    inbox.poll()

    assert inbox.row.messages.count() == 3
    assert MailMessage.objects.filter(is_original=False).count() == 0


def test_an_expunged_mail_stops_nothing(inbox) -> None:
    inbox.server.deliver(make_mail(), make_mail())
    inbox.server.expunge(1)

    assert inbox.poll().taken == 1


def test_a_tick_asks_every_mailbox_that_is_due_only(inbox, dovecot) -> None:
    other = dovecot.mailbox()
    row = make_mailbox_row(other)
    off = make_mailbox_row(dovecot.mailbox(), is_active=False)

    with CaptureQueriesContext(connection):
        poll_due_mailboxes()

    row.refresh_from_db()
    off.refresh_from_db()
    inbox.row.refresh_from_db()
    assert row.succeeded_at is not None
    assert off.polled_at is None
    assert inbox.row.next_poll_at > timezone.now()


@pytest.mark.parametrize(
    "dated",
    [
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Fri, 25 Nov 2099 08:00:00 +0800",
        "31 Feb 2026 99:99",
    ],
)
def test_f41_a_mail_is_ordered_by_its_receipt_whatever_its_date(
    inbox, dated: str
) -> None:
    raw = make_mail()
    line = next(line for line in raw.splitlines() if line.startswith(b"Date:"))
    [before] = inbox.take(make_mail())
    [odd] = inbox.take(raw.replace(line, b"Date: " + dated.encode()))
    [after] = inbox.take(make_mail())

    assert odd.outcome == Outcome.ACCEPTED
    assert [mail.pk for mail in MailMessage.objects.all()] == [
        after.pk,
        odd.pk,
        before.pk,
    ]
    assert Letter.objects.filter(kind="receipt").count() == 3
