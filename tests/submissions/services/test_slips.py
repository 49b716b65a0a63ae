"""The slip of a piece: its reads, its versions, its proof, and who opened it."""

import hashlib
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from django.db import connection
from django.utils import timezone

from desk.exceptions import NotAllowed
from desk.models import LedgerEntry
from desk.services.ledger import entries_for
from submissions.enums import Action
from submissions.models import Clearance, OutsideClearance
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.publication import record_publication
from submissions.services.slips import open_slip, slip_pdf
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.builders import make_photo, make_submission, paragraphs

pytestmark = pytest.mark.django_db
PHONE = "0311-87654321"


@pytest.fixture
def piece(cast):
    made = make_submission(
        headline="项目开工",
        blocks=paragraphs("投资5亿元。", "市长王强出席。"),
        contact_phone=PHONE,
        photos=(make_photo(),),
    )
    for action, actor in (
        (Action.SIGN_FIRST_READ, cast.editor),
        (Action.SIGN_SECOND_READ, cast.chief),
    ):
        perform(submission=made, action=action, actor=actor, note="可用，数字已核。")
    return made


def save(piece, author, *texts):
    words = {"blocks": paragraphs(*texts)}
    return save_copy(
        submission=piece,
        copy=replace(current_copy(piece), **words),
        author=author,
        expected_number=piece.current_version.number,
    )


def said(data):
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(texts).split())


def test_the_slip_tells_of_the_reads_and_of_the_change_that_voided_one(cast, piece):
    Clearance.objects.create(submission=piece, approved_by="李主任")
    save(piece, cast.editor, "投资6亿元。", "市长王强出席。")
    piece.refresh_from_db()

    words = said(slip_pdf([piece]))

    old = piece.versions.get(number=1).copy_hash[:12]
    for part in (
        *(piece.ref, "项目开工", "李主任", "可用，数字已核。"),
        *("失效", "第2版", f"校验{old}", "与所存版本文字一致", "逐条核对无误"),
        *("未标记送终审", "投资6亿元", "工人在调试生产线", "林晓摄"),
    ):
        assert part in words
    assert "87654321" not in words
    assert piece.contact_email not in words


def test_what_was_sent_out_for_clearance_stands_on_the_slip(cast, piece):
    OutsideClearance.objects.create(
        submission=piece,
        version=piece.current_version,
        sent_to="管委会办公室",
        due_on=date(2026, 12, 3),
        sent_by=cast.editor,
        sent_at=timezone.now(),
        verdict="agreed",
        opinion="同意刊发。",
        closed_by=cast.editor,
        closed_at=timezone.now(),
    )

    words = said(slip_pdf([piece]))

    for part in ("外部审看", "管委会办公室", "意见：同意刊发。"):
        assert part in words


def test_where_it_was_printed_stands_on_the_slip(piece):
    record_publication(
        submission=piece,
        supplement="园区导刊",
        issue_label="2026年第9期",
        cover_date=date(2026, 11, 30),
        page_number=3,
        page_label="产业",
        headline="项目开工了",
        copy_hash=piece.current_version.copy_hash,
    )

    words = said(slip_pdf([piece]))

    for part in (
        "2026年11月30日",
        "《园区导刊》2026年第9期",
        "第03版产业",
        "项目开工了",
    ):
        assert part in words


def test_opening_it_is_recorded_and_does_not_change_it(cast, piece):
    first = open_slip(submission=piece, actor=cast.proofreader)
    second = open_slip(submission=piece, actor=cast.editor)

    assert first == second
    assert first.name == f"{piece.ref}-稿签.pdf"
    opened = entries_for(piece).filter(verb="submission.slip_opened")
    digest = hashlib.sha256(first.pdf).hexdigest()
    assert [(entry.actor, entry.data) for entry in opened] == [
        (cast.proofreader, {"sha256": digest}),
        (cast.editor, {"sha256": digest}),
    ]


def test_a_forged_entry_and_forged_words_are_told(cast, piece):
    entry = entries_for(piece).first()
    with connection.cursor() as cursor:
        table = LedgerEntry._meta.db_table
        cursor.execute(f"UPDATE {table} SET verb = 'x' WHERE id = %s", [entry.pk])
    piece.reviews.filter(stage="first").update(copy_hash="0" * 64)

    words = said(slip_pdf([piece]))

    assert "台账" in words
    assert "逐条核对无误" not in words
    assert "与所存版本文字不符，请查：初审" in words


def test_many_slips_are_one_file(cast, piece):
    other = make_submission(headline="二号厂房封顶")

    words = said(slip_pdf([piece, other]))

    assert words.count("收稿编号") == 2
    assert other.ref in words


def test_who_reads_no_pieces_opens_none(piece):
    with pytest.raises(NotAllowed):
        open_slip(submission=piece, actor=make_user())

    assert not entries_for(piece).filter(verb="submission.slip_opened").exists()
