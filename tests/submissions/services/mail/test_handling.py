"""What an editor does with a mail: source, parts, split, take over, ask."""

import io

import docx
import pytest

from desk.exceptions import NotAllowed, Refused
from desk.models import Letter
from desk.services.ledger import entries_for
from submissions.enums import Action
from submissions.mail_enums import MailReason, Outcome, PartRole
from submissions.models import MailMessage, Submission
from submissions.services.mail.arriving import Delivery, keep_mail
from submissions.services.mail.handling import (
    ask_for_file,
    asking_letter,
    open_part,
    open_raw,
    split_off,
    take_photo_over,
)
from submissions.services.mail.reading import read_mail
from submissions.services.mail.resending import ask_to_resend, resend_letter
from submissions.services.workflow import perform
from tests.submissions.builders import Cast, make_photo_file
from tests.submissions.documents.zip_files import Entry, make_zip
from tests.submissions.mails import AUTHOR, make_mail

pytestmark = pytest.mark.django_db

HUGE = (
    '<div>视频见超大附件。</div><div><a href="https://mail.163.com/'
    'large-attachment-download/index.html?file=abc">航拍.zip</a>'
    " (135.2M, 2026年12月10日 10:11 到期)</div>"
)


@pytest.fixture
def cast() -> Cast:
    return Cast()


def take(raw: bytes, key: str = "file:1") -> MailMessage:
    message = keep_mail(raw, Delivery(key=key), ask=False)
    read_mail(message)
    message.refresh_from_db()
    return message


def word_file(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def two_stories() -> bytes:
    body = "，".join(["昨天，云州开发区的项目开工建设，总投资十二亿元"] * 6) + "。"
    other = "，".join(["今天，青屿经开区的海上风电基地首台风机下线"] * 6) + "。"
    kind = "application/octet-stream"
    return make_mail(
        subject="投稿两篇",
        text="编辑老师：您好！附件是两篇稿件，请审阅。",
        attachments=(
            ("云州项目开工.docx", kind, word_file("云州开发区项目开工", body, body)),
            ("青屿风机下线.docx", kind, word_file("青屿经开区风机下线", other, other)),
        ),
    )


def claim(message: MailMessage, editor) -> None:
    """Let an editor have the piece of a mail: its author's data open to her then."""
    perform(submission=message.submission, action=Action.CLAIM, actor=editor)
    message.refresh_from_db()


def test_the_source_is_opened_by_permission_and_written_down(cast) -> None:
    raw = make_mail()
    message = take(raw)
    with pytest.raises(NotAllowed, match="Claim"):
        open_raw(message=message, actor=cast.editor)
    claim(message, cast.editor)

    assert open_raw(message=message, actor=cast.editor) == raw
    assert entries_for(message).last().verb == "mail.raw_opened"
    with pytest.raises(NotAllowed):
        open_raw(message=message, actor=cast.proofreader)


def test_a_second_text_is_split_off_once(cast) -> None:
    message = take(two_stories())
    assert message.outcome == Outcome.ACCEPTED
    [other] = message.others
    letters = Letter.objects.count()

    piece = split_off(message=message, text=other["text"], actor=cast.editor)

    assert {p.headline for p in Submission.objects.all()} == {
        "云州开发区项目开工",
        "青屿经开区风机下线",
    }
    message.refresh_from_db()
    assert message.others == []
    assert Letter.objects.count() == letters
    assert piece.proposals.exists()
    with pytest.raises(Refused):
        split_off(message=message, text=other["text"], actor=cast.editor)


def test_a_kept_part_is_opened_as_it_came(cast) -> None:
    message = take(two_stories())
    claim(message, cast.editor)
    part = message.parts.get(role=PartRole.DOCUMENT)

    with open_part(part=part, actor=cast.editor) as file:
        assert file.read(2) == b"PK"


def test_a_photograph_of_a_reply_is_taken_over_once(cast) -> None:
    piece = take(make_mail()).submission
    receipt = Letter.objects.get(kind="receipt")
    photo = make_photo_file(size=(900, 600)).read_bytes()
    reply = take(
        make_mail(
            subject="补发照片",
            headers={"In-Reply-To": receipt.message_id},
            attachments=(("现场.jpg", "image/jpeg", photo),),
        ),
        key="file:2",
    )
    assert (reply.outcome, reply.submission) == (Outcome.REPLY, piece)
    part = reply.parts.get()

    taken = take_photo_over(part=part, actor=cast.editor)

    assert taken.submission == piece
    assert piece.photos.count() == 1
    with pytest.raises(Refused):
        take_photo_over(part=part, actor=cast.editor)


def test_a_large_file_is_listed_and_asked_for_once(cast) -> None:
    text = "云州开发区今年新增高新技术企业二十家，总数达到一百一十二家。"
    message = take(make_mail(html=HUGE + f"<p>{text}</p>", text=text))
    link = message.large_files.get()
    subject, body = asking_letter(link)

    for _click in range(2):
        letter = ask_for_file(link=link, subject=subject, body=body, actor=cast.editor)

    assert (link.name, str(link.expires)) == ("航拍.zip", "2026-12-10")
    assert letter.recipient == AUTHOR
    assert message.submission.ref in letter.subject
    assert link.asked_at is not None
    assert Letter.objects.filter(kind="large_file").count() == 1
    assert "163.com" not in message.submission.body[0]["runs"][0]["text"]


def test_the_same_photograph_in_word_and_attached_is_one(cast) -> None:
    from PIL import Image

    from press.imaging.scenes import draw_scene

    large = draw_scene("yard", size=(1800, 1200))
    small = io.BytesIO()
    Image.open(io.BytesIO(large)).resize((600, 400)).save(small, "JPEG", quality=70)
    document = docx.Document()
    document.add_paragraph("云州开发区项目开工")
    document.add_paragraph("昨天，云州开发区的重点项目开工建设，总投资十二亿元。" * 3)
    document.add_picture(io.BytesIO(small.getvalue()))
    document.add_paragraph("图为项目开工现场。林晓 摄")
    kept = io.BytesIO()
    document.save(kept)

    message = take(
        make_mail(
            subject="云州开发区项目开工",
            text="见附件。",
            attachments=(
                ("稿件.docx", "application/octet-stream", kept.getvalue()),
                ("DSC_001.JPG", "image/jpeg", large),
            ),
        )
    )

    photo = message.submission.photos.get()
    assert photo.byte_size == len(large)
    assert photo.caption == "图为项目开工现场。"
    assert photo.credit == "林晓 摄"


def test_f23_a_locked_archive_is_kept_aside_with_a_letter_ready(cast) -> None:
    locked = make_zip(Entry("稿件.docx".encode(), b"x" * 40, flags=1))
    message = take(
        make_mail(
            subject="稿件",
            text="见附件。",
            attachments=(("稿件.zip", "application/zip", locked),),
        )
    )
    assert (message.outcome, message.reason) == (
        Outcome.QUARANTINED,
        MailReason.PARTS,
    )
    assert not Letter.objects.filter(kind="resend").exists()
    subject, body = resend_letter(message)
    assert "稿件.zip" in body

    for _click in range(2):
        letter = ask_to_resend(
            message=message, subject=subject, body=body, actor=cast.editor
        )

    assert letter.recipient == AUTHOR
    assert Letter.objects.filter(kind="resend").count() == 1
    assert entries_for(message).last().verb == "mail.files_asked"


def test_nothing_is_asked_for_where_all_was_opened(cast) -> None:
    message = take(make_mail())

    with pytest.raises(Refused):
        ask_to_resend(message=message, subject="a", body="b", actor=cast.editor)
