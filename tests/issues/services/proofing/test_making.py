import pytest

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.exceptions import PageLocked, PageStale
from issues.models import Proof
from issues.proof_enums import ProofKind, ProofState
from issues.services.proofing.making import (
    assign_reader,
    make_galley,
    make_page_proof,
    void_proof,
)
from issues.services.proofing.marking import mark_proof
from issues.services.releasing import release_issue
from issues.services.signing import sign_page
from issues.services.snapshots import content_hash
from tests.issues.builders import filled_page, made_page, make_piece
from tests.issues.services.proofing.builders import (
    closed_rounds,
    first_story,
    proofreader,
    proved_page,
    read_and_close,
    set_anew,
)
from tests.issues.services.test_signing import edit

pytestmark = pytest.mark.django_db


def make(page, cast, **given):
    return make_page_proof(page=page, actor=cast.page_editor, **given)


def test_a_page_proof_freezes_the_page_and_its_words(cast):
    page, proof = proved_page(cast)

    assert (proof.kind, proof.round, proof.printing) == (ProofKind.PAGE, 1, 1)
    assert (proof.state, proof.reader) == (ProofState.OPEN, cast.proofreader)
    assert proof.text_hash == content_hash(proof.snapshot.content)
    assert proof.snapshot.content["layout_hash"] == page.layout_hash
    assert proof.revision == page.makeup_revision
    sheet = proof.sheets.get()
    assert sheet.picture.open("rb").read(8) == b"\x89PNG\r\n\x1a\n"
    entry = entries_for(proof).get()
    assert (entry.verb, entry.data["page"], entry.data["hash"]) == (
        "proof.made",
        page.pk,
        proof.text_hash,
    )


def test_words_changed_later_change_nothing_of_the_proof(cast):
    page, proof = proved_page(cast)
    before = proof.snapshot.content
    edit(first_story(page), cast.editor)
    set_anew(page, cast)

    again = Proof.objects.get(pk=proof.pk)
    assert again.snapshot.content == before
    assert again.text_hash == content_hash(again.snapshot.content)


def test_rounds_follow_each_other_and_the_third_is_the_press_proof(cast):
    page = made_page(cast)

    rounds = closed_rounds(page, cast)

    assert [(each.round, each.kind) for each in rounds] == [
        (1, ProofKind.PAGE),
        (2, ProofKind.PAGE),
        (3, ProofKind.PRESS),
    ]


def test_one_round_runs_at_a_time(cast):
    page, proof = proved_page(cast)

    with pytest.raises(Refused, match="is not closed yet"):
        make(page, cast)
    void_proof(proof=proof, actor=cast.page_editor, reason="版面要重做")

    again = make(page, cast)
    assert (again.round, again.printing) == (1, 2)


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_round_out_of_its_order_is_refused(cast, number):
    page = made_page(cast)

    with pytest.raises(Refused, match="The first round is due, not the"):
        make(page, cast, number=number)


def test_the_last_closed_round_may_be_printed_anew_but_none_before(cast):
    page = made_page(cast)
    closed_rounds(page, cast, upto=2)

    with pytest.raises(Refused, match="The third round is due, not the first round"):
        make(page, cast, number=1)

    again = make(page, cast, number=2)
    assert (again.round, again.printing) == (2, 2)


def test_after_the_third_round_there_are_only_further_press_proofs(cast):
    page = made_page(cast)
    closed_rounds(page, cast)

    again = make(page, cast)

    assert (again.round, again.printing, again.kind) == (3, 2, ProofKind.PRESS)


def test_nobody_is_named_for_two_rounds_in_a_row(cast):
    page, proof = proved_page(cast)
    read_and_close(proof, cast)

    with pytest.raises(Refused, match="is the reader of the first round"):
        make(page, cast, reader=cast.proofreader)

    second = make(page, cast, reader=cast.duty)
    read_and_close(second, cast)
    assert make(page, cast, reader=cast.proofreader).round == 3


def test_who_does_not_proofread_is_not_named(cast):
    from tests.desk.builders import make_user

    nobody = make_user()
    with pytest.raises(Refused, match=f"{nobody} does not proofread"):
        make(made_page(cast), cast, reader=nobody)


def test_a_page_is_made_up_of_its_words_before_it_is_proofread(cast):
    page = made_page(cast)
    edit(first_story(page), cast.editor)

    with pytest.raises(PageStale, match="has been changed since page 1"):
        make(page, cast)
    with pytest.raises(Refused, match="is not made up"):
        make(filled_page(cast), cast)


def test_a_released_issue_is_not_proofread(cast):
    page = made_page(cast)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    release_issue(issue=page.issue, actor=cast.duty)

    with pytest.raises(PageLocked, match="released to press"):
        make(page, cast)


def test_making_proofs_is_a_duty(cast):
    page = made_page(cast)

    with pytest.raises(NotAllowed, match="not among your duties"):
        make_page_proof(page=page, actor=cast.proofreader)
    with pytest.raises(NotAllowed, match="not among your duties"):
        make_galley(submission=first_story(page), actor=cast.proofreader)


def test_a_galley_freezes_the_words_of_a_story(cast):
    piece = make_piece(sentences=90)

    proof = make_galley(submission=piece, actor=cast.editor, reader=cast.proofreader)

    assert (proof.kind, proof.round, proof.page) == (ProofKind.GALLEY, 1, None)
    assert (proof.version, proof.text_hash) == (
        piece.current_version,
        piece.current_version.copy_hash,
    )
    assert [sheet.number for sheet in proof.sheets.all()] == [1, 2, 3]
    assert all(sheet.layout for sheet in proof.sheets.all())


def test_a_second_galley_waits_for_the_first(cast):
    piece = make_piece()
    make_galley(submission=piece, actor=cast.editor)

    with pytest.raises(Refused, match="is not closed yet"):
        make_galley(submission=piece, actor=cast.editor)


def test_a_reader_is_named_later_and_changed_until_she_begins(cast):
    page = made_page(cast)
    proof = make(page, cast)
    other = proofreader()

    assign_reader(proof=proof, actor=cast.page_editor, reader=cast.proofreader)
    assign_reader(proof=proof, actor=cast.page_editor, reader=other)
    mark_proof(proof=proof, actor=other, remark="照片倒了")

    with pytest.raises(Refused, match=f"{other} has begun to mark this proof"):
        assign_reader(proof=proof, actor=cast.page_editor, reader=cast.proofreader)
    assert [entry.verb for entry in entries_for(proof)] == [
        "proof.made",
        "proof.assigned",
        "proof.assigned",
        "proof.marked",
    ]


def test_a_proof_is_voided_with_a_reason_and_no_open_mark(cast):
    _page, proof = proved_page(cast)
    mark_proof(proof=proof, actor=cast.proofreader, remark="照片倒了")

    with pytest.raises(Refused, match="Say why the proof is voided"):
        void_proof(proof=proof, actor=cast.page_editor, reason=" ")
    with pytest.raises(Refused, match="1 marks are still open"):
        void_proof(proof=proof, actor=cast.page_editor, reason="重做")
    with pytest.raises(NotAllowed):
        void_proof(proof=proof, actor=cast.proofreader, reason="重做")

    assert Proof.objects.get(pk=proof.pk).state == ProofState.OPEN
