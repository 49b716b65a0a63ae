from dataclasses import replace

import pytest

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.enums import PageStatus
from issues.proof_enums import MarkState, ProofState
from issues.services.proofing.deciding import (
    close_proof,
    refuse_mark,
    settle_mark,
    take_mark,
    take_marks,
)
from issues.services.proofing.making import make_galley
from issues.services.proofing.marking import MarkPlace, finish_reading, mark_proof
from issues.services.signing import sign_page
from press.copy.model import Run
from submissions.exceptions import ReadsFall
from submissions.models import Review
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from tests.issues.builders import make_piece
from tests.issues.services.proofing.builders import first_story, proved_page

pytestmark = pytest.mark.django_db


def mark(proof, cast, **given):
    return mark_proof(proof=proof, actor=cast.proofreader, **given)


def in_text(page, cast, proof, wrong, right):
    """Mark words of the first paragraph of the first story."""
    place = MarkPlace(story=first_story(page).ref, part="block:b1", offset=0)
    return mark(proof, cast, place=place, wrong=wrong, right=right)


def text_of(piece):
    piece.refresh_from_db()
    return piece.body[0]["runs"][0]["text"]


def rewrite(piece, author, old, new):
    """Change words of the first paragraph outside of any proof."""
    piece.refresh_from_db()
    copy = current_copy(piece)
    text = copy.blocks[0].text.replace(old, new, 1)
    block = replace(copy.blocks[0], runs=(Run(text),))
    return save_copy(
        submission=piece,
        copy=replace(copy, blocks=(block, *copy.blocks[1:])),
        author=author,
        expected_number=piece.current_version.number,
    )


def test_a_mark_becomes_a_version_of_its_story(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    made = in_text(page, cast, proof, "深夜", "凌晨")

    take_mark(mark=made, actor=cast.editor)

    version = piece.versions.get(number=2)
    assert text_of(piece).startswith("第1号厂房的灯光亮到凌晨，")
    assert (made.state, made.version, made.decided_by) == (
        MarkState.TAKEN,
        version,
        cast.editor,
    )
    assert (version.author, version.note) == (
        cast.editor,
        "Page proof · first round, marks 1",
    )
    assert take_mark(mark=made, actor=cast.editor).version == version


def test_marks_of_a_story_taken_together_are_one_version(cast):
    page, proof = proved_page(cast)
    piece, other = (row.submission for row in page.placements.order_by("slot"))
    in_text(page, cast, proof, "深夜", "凌晨")
    in_text(page, cast, proof, "正在", "在")
    mark(proof, cast, wrong=other.headline, right="换了一个标题")
    mark(proof, cast, remark="照片往上移")

    done = take_marks(proof=proof, actor=cast.editor)

    assert [each.number for each in done.marks] == [1, 2, 3]
    assert [each.number for each in done.left] == [4]
    assert text_of(piece).startswith("第1号厂房的灯光亮到凌晨，工人们在调试")
    other.refresh_from_db()
    assert (other.headline, other.versions.count()) == ("换了一个标题", 2)
    assert piece.versions.count() == 2


def test_a_signature_falls_only_when_that_is_agreed_to(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    made = in_text(page, cast, proof, "正在调试", "赶着调试")

    with pytest.raises(ReadsFall) as raised:
        take_mark(mark=made, actor=cast.editor, expected_voids=())
    assert raised.value.judgement.stages == {"second"}
    made.refresh_from_db()
    assert made.state == MarkState.OPEN

    take_mark(mark=made, actor=cast.editor, expected_voids=("second",))

    reads = Review.objects.filter(submission=piece, void_at__isnull=True)
    assert [read.stage for read in reads] == ["first"]


def test_a_mark_of_punctuation_lets_no_signature_fall(cast):
    page, proof = proved_page(cast)
    made = in_text(page, cast, proof, "深夜，", "深夜；")

    take_mark(mark=made, actor=cast.editor, expected_voids=())

    assert Review.objects.filter(void_at__isnull=True).count() == 4


def test_words_that_moved_are_found_where_they_went(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    made = in_text(page, cast, proof, "深夜", "凌晨")
    rewrite(piece, cast.editor, "第1号", "昨日，第1号")

    take_mark(mark=made, actor=cast.editor)

    assert text_of(piece).startswith("昨日，第1号厂房的灯光亮到凌晨，")


def test_words_that_were_changed_there_are_not_changed_again(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    made = in_text(page, cast, proof, "深夜", "凌晨")
    rewrite(piece, cast.editor, "深夜", "半夜")

    with pytest.raises(Refused, match="no longer stand where they were"):
        take_mark(mark=made, actor=cast.editor)

    settle_mark(mark=made, actor=cast.editor)
    assert text_of(piece).startswith("第1号厂房的灯光亮到半夜")
    assert (made.state, made.version) == (MarkState.DONE, None)


def test_a_note_cannot_become_an_edit(cast):
    _page, proof = proved_page(cast)
    made = mark(proof, cast, remark="照片倒了")

    with pytest.raises(Refused, match="change the piece itself"):
        take_mark(mark=made, actor=cast.editor)


def test_words_are_put_in_and_taken_out(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    place = MarkPlace(story=piece.ref, part="block:b1", offset=3)
    mark(proof, cast, place=place, right="新")
    in_text(page, cast, proof, "正在", "")

    take_marks(proof=proof, actor=cast.editor)

    assert text_of(piece).startswith("第1号新厂房的灯光亮到深夜，工人们调试")


def test_a_refused_mark_keeps_its_reason(cast):
    page, proof = proved_page(cast)
    made = in_text(page, cast, proof, "深夜", "凌晨")

    with pytest.raises(Refused, match="Say why the words stand"):
        refuse_mark(mark=made, actor=cast.editor, reason=" ")
    refuse_mark(mark=made, actor=cast.editor, reason="原文如此")

    assert (made.state, made.decision) == (MarkState.REFUSED, "原文如此")
    assert first_story(page).versions.count() == 1
    with pytest.raises(Refused, match="has been decided"):
        settle_mark(mark=made, actor=cast.editor)
    with pytest.raises(Refused, match="have been decided already"):
        take_mark(mark=made, actor=cast.editor)


def test_a_reader_takes_her_own_mark_back_while_she_reads(cast):
    _page, proof = proved_page(cast)
    first, second = (mark(proof, cast, remark=said) for said in ("甲", "乙"))

    refuse_mark(mark=first, actor=cast.proofreader, reason="看错了")

    assert (first.state, first.decided_by) == (MarkState.REFUSED, cast.proofreader)
    finish_reading(proof=proof, actor=cast.proofreader)
    with pytest.raises(NotAllowed):
        refuse_mark(mark=second, actor=cast.proofreader, reason="看错了")


def test_deciding_is_a_duty_and_editing_another(cast):
    page, proof = proved_page(cast)
    made = in_text(page, cast, proof, "深夜", "凌晨")

    with pytest.raises(NotAllowed):
        take_mark(mark=made, actor=cast.proofreader)
    with pytest.raises(NotAllowed):  # decides, but edits no piece
        take_mark(mark=made, actor=cast.duty)


def test_a_round_closes_when_it_is_read_and_every_mark_decided(cast):
    page, proof = proved_page(cast)
    made = in_text(page, cast, proof, "深夜", "凌晨")

    with pytest.raises(Refused, match="is “Being proofread”"):
        close_proof(proof=proof, actor=cast.editor)
    finish_reading(proof=proof, actor=cast.proofreader)
    with pytest.raises(Refused, match="1 marks are still open"):
        close_proof(proof=proof, actor=cast.editor)
    with pytest.raises(NotAllowed):
        close_proof(proof=proof, actor=cast.proofreader)
    take_mark(mark=made, actor=cast.editor)

    close_proof(proof=proof, actor=cast.editor)
    close_proof(proof=proof, actor=cast.editor)  # twice is once

    assert (proof.state, proof.closed_by) == (ProofState.CLOSED, cast.editor)
    assert [entry.verb for entry in entries_for(proof)] == [
        "proof.made",
        "proof.marked",
        "proof.read",
        "proof.marks_taken",
        "proof.closed",
    ]


def test_under_a_signed_page_no_mark_becomes_an_edit(cast):
    page, proof = proved_page(cast)
    made = in_text(page, cast, proof, "深夜", "凌晨")
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)

    with pytest.raises(NotAllowed, match="which has been signed off"):
        take_mark(mark=made, actor=cast.editor)

    page.refresh_from_db()
    made.refresh_from_db()
    assert (page.status, made.state) == (PageStatus.SIGNED, MarkState.OPEN)


def test_a_mark_on_a_galley_becomes_an_edit(cast):
    piece = make_piece()
    proof = make_galley(submission=piece, actor=cast.editor, reader=cast.proofreader)
    made = mark(proof, cast, wrong="投产", right="开工")

    take_mark(mark=made, actor=cast.editor)

    piece.refresh_from_db()
    assert piece.headline.endswith("条生产线开工")
