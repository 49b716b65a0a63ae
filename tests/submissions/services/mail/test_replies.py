"""Answers to pieces: proven ones land, forged ones are new mail with a flag."""

import pytest

from desk.models import Letter
from desk.services.ledger import entries_for
from submissions.mail_enums import MailFlag, Outcome
from submissions.models import AuthorMessage, Submission
from submissions.services.tokens import status_token
from tests.desk.builders import make_user
from tests.submissions.mails import AUTHOR, make_mail

pytestmark = pytest.mark.django_db

OTHER = "王五 <wangwu@elsewhere.example>"


@pytest.fixture
def piece(inbox) -> Submission:
    [mail] = inbox.take(make_mail())
    return mail.submission


def letter_of(piece: Submission) -> Letter:
    return Letter.objects.get(kind="receipt", object_id=str(piece.pk))


def test_an_answer_to_our_letter_lands_on_its_piece(inbox, piece) -> None:
    [mail] = inbox.take(
        make_mail(
            subject=f"回复：来稿收到 {piece.ref}",
            text="编辑老师，第二段的数字请改为十三亿元。电话13800001111。",
            headers={"In-Reply-To": letter_of(piece).message_id},
        )
    )

    message = AuthorMessage.objects.get()
    assert (mail.outcome, mail.submission) == (Outcome.REPLY, piece)
    assert message.submission == piece
    assert "十三亿元" in message.text
    assert "13800001111" not in message.text
    assert entries_for(piece).last().verb == "submission.author_wrote"
    assert Submission.objects.count() == 1
    assert Letter.objects.count() == 1


def test_a_quoted_status_link_proves_the_author_too(inbox, piece) -> None:
    quoted = f"> 进度：http://127.0.0.1:8000/status/{status_token(piece.ref)}/"
    text = (
        f"照片说明有误，应为二号厂房。\n\n在 2026年11月25日，编辑部写道：\n{quoted}\n"
    )

    [mail] = inbox.take(make_mail(subject="关于我的稿件", text=text))

    assert (mail.outcome, mail.submission) == (Outcome.REPLY, piece)


@pytest.mark.parametrize("sender", [OTHER, f"林晓 <{AUTHOR}>"])
def test_f36_a_number_in_the_subject_proves_nothing(inbox, piece, sender: str) -> None:
    [mail] = inbox.take(make_mail(subject=f"Re: {piece.ref} 修改", sender=sender))

    assert mail.outcome == Outcome.ACCEPTED
    assert mail.submission != piece
    assert mail.flags == [MailFlag.UNPROVEN_REPLY]
    assert mail.claimed_ref == piece.ref
    assert AuthorMessage.objects.count() == 0


def test_f36_forged_references_from_another_address(inbox, piece) -> None:
    [mail] = inbox.take(
        make_mail(
            subject="Re: 稿件",
            sender=OTHER,
            headers={"References": f"<a@b> {letter_of(piece).message_id}"},
        )
    )

    assert mail.outcome == Outcome.ACCEPTED
    assert mail.submission != piece
    assert mail.flags == [MailFlag.UNPROVEN_REPLY]
    assert not Letter.objects.filter(recipient="wangwu@elsewhere.example").exists()


def test_f36_a_sender_who_claims_to_be_staff_is_flagged_and_gains_nothing(
    inbox, piece
) -> None:
    make_user(email="chief@paper.example")

    [mail] = inbox.take(
        make_mail(
            subject=f"Re: {piece.ref} 请尽快签发",
            sender="李主任 <chief@paper.example>",
        )
    )

    piece.refresh_from_db()
    assert set(mail.flags) == {MailFlag.UNPROVEN_REPLY, MailFlag.CLAIMS_STAFF}
    assert mail.submission != piece
    assert piece.status == "received"
