"""Who is answered, how often, in which words, and who never is."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from desk.enums import LetterState
from desk.models import Letter
from desk.services.posting import send_letters
from submissions.mail_enums import MailReason, Outcome
from submissions.models import Mailbox, Submission
from tests.servers.smtp import GREYLISTED, Drop
from tests.submissions.mails import AUTHOR, make_mail

pytestmark = pytest.mark.django_db


def receipts() -> list[Letter]:
    return list(Letter.objects.filter(kind="receipt").order_by("pk"))


def bounce_of(letter: Letter) -> bytes:
    report = (
        "From: MAILER-DAEMON@163.com\nTo: desk@163.com\n"
        "Subject: =?gb2312?B?z7XNs83L0MU=?=\n"
        "Return-Path: <>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nuser unknown\n--b\n"
        "Content-Type: message/delivery-status\n\nStatus: 5.1.1\n--b--\n"
    )
    return report.encode()


def auto_reply_to(letter: Letter) -> bytes:
    return make_mail(
        subject=f"自动回复：{letter.subject}",
        text="您好，我正在休假，十二月一日回来。",
        headers={"Auto-Submitted": "auto-replied", "In-Reply-To": letter.message_id},
    )


def test_a_piece_by_mail_is_answered_once(inbox) -> None:
    [mail] = inbox.take(make_mail())

    [letter] = receipts()
    assert letter.recipient == AUTHOR
    assert mail.submission.ref in letter.subject
    assert letter.state == LetterState.QUEUED


def test_the_answer_is_in_the_desks_own_words(inbox) -> None:
    Mailbox.objects.update(
        receipt_subject="《园区导刊》收到来稿 {ref}",
        receipt_body="编号 {ref}，进度见 {link} 。{unknown} %(ref)s",
    )

    [mail] = inbox.take(make_mail(subject="{link} 大标题"))

    [letter] = receipts()
    assert letter.subject == f"《园区导刊》收到来稿 {mail.submission.ref}"
    assert "/status/" in letter.body
    assert letter.body.endswith("{unknown} %(ref)s")


def test_f37_nothing_the_sender_wrote_is_in_the_answer(inbox) -> None:
    name = "张三 Bcc: victim@example.com http://evil.example"
    inbox.take(
        make_mail(
            subject="恭喜中奖 http://evil.example",
            sender=f'"{name}" <{AUTHOR}>',
            headers={"Reply-To": "victim@example.com"},
        )
    )

    [letter] = receipts()
    assert letter.recipient == AUTHOR
    assert "evil" not in letter.subject + letter.body
    assert "victim" not in letter.subject + letter.body
    assert "\n" not in letter.subject


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"List-Id": "<news.example.org>"}, MailReason.LIST),
        ({"Precedence": "bulk"}, MailReason.LIST),
        ({"Auto-Submitted": "auto-generated"}, MailReason.AUTO_REPLY),
        ({"X-Guidekit-Loop": "http://127.0.0.1:8000"}, MailReason.OURS),
    ],
)
def test_machines_are_filed_and_never_answered(
    inbox, headers: dict[str, str], reason: MailReason
) -> None:
    [mail] = inbox.take(make_mail(headers=headers))

    assert (mail.outcome, mail.reason) == (Outcome.FILED, reason)
    assert receipts() == []
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("machine", [bounce_of, auto_reply_to])
def test_f17_a_loop_ends_after_one_letter(inbox, machine) -> None:
    inbox.take(make_mail())
    for _round in range(4):
        inbox.take(machine(receipts()[-1]))

    assert len(receipts()) == 1


def test_f17_a_responder_that_says_nothing_of_itself_ends_too(inbox) -> None:
    inbox.take(make_mail())
    letter = receipts()[0]

    for number in range(4):
        inbox.take(
            make_mail(
                subject=f"外出 {number}",
                text=f"我不在办公室，有急事请致电。{number}",
                headers={"In-Reply-To": letter.message_id},
            )
        )

    assert len(receipts()) == 1


def test_receipts_to_one_address_and_an_hour_are_capped(inbox) -> None:
    Mailbox.objects.update(receipts_per_address=2, receipts_per_hour=3)

    inbox.take(make_mail(), make_mail(), make_mail())
    others = [make_mail(sender=f"乙 <b{n}@x.example>") for n in range(3)]
    inbox.take(*others)

    states = [letter.state for letter in receipts()]
    assert states.count(LetterState.QUEUED) == 3
    assert states[2] == LetterState.SUPPRESSED
    assert Submission.objects.count() == 6


def test_a_mailbox_may_be_told_not_to_answer(inbox) -> None:
    Mailbox.objects.update(acknowledges=False)

    inbox.take(make_mail())

    assert receipts() == []
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("trouble", ["down", "refusing"])
def test_f18_letters_wait_for_the_mail_server(inbox, smtp, trouble: str) -> None:
    inbox.take(make_mail())
    if trouble == "down":
        smtp.stop()
    else:
        smtp.refuse_data = GREYLISTED
    with override_settings(**smtp.settings):
        for _try in range(3):
            Letter.objects.filter(state=LetterState.QUEUED).update(
                due_at=timezone.now() - timedelta(seconds=1)
            )
            assert send_letters() == 0
        [letter] = receipts()
        assert (letter.state, letter.attempts) == (LetterState.QUEUED, 3)

        smtp.start()
        smtp.refuse_data = ""
        Letter.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        assert send_letters() == 1
        assert send_letters() == 0

    assert len(smtp.letters) == 1


def test_f18_a_letter_cut_off_in_sending_is_not_sent_twice(inbox, smtp) -> None:
    inbox.take(make_mail())
    smtp.drop = Drop.AFTER_DATA

    with override_settings(**smtp.settings):
        send_letters()
        Letter.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        send_letters()

    [letter] = receipts()
    assert letter.state == LetterState.FAILED
    assert len(smtp.letters) == 1
