"""A page that the layout desk sends back: every difference is a mark, nothing else."""

import pytest
from django.core.files.base import ContentFile

from desk.exceptions import NotAllowed, Refused
from desk.models import Job
from desk.services.jobs import run_job
from issues.models import Page
from issues.proof_enums import MarkOrigin, MarkState, ProofSource, ProofState
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from issues.services.proofing.deciding import refuse_mark, take_mark
from issues.services.proofing.desk_pdf import READ, bring_desk_proof
from issues.services.proofing.drawing import proof_pdf
from issues.services.proofing.frozen import what_is_at
from issues.services.proofing.making import make_page_proof
from issues.services.proofing.marking import MarkPlace, mark_proof
from issues.services.proofs import proof_pdf as page_pdf
from press.copy.model import Block, BlockKind, Run
from tests.issues.builders import accepted, make_page
from tests.issues.services.proofing.builders import first_story, set_anew
from tests.issues.services.proofing.test_deciding import rewrite, text_of

pytestmark = pytest.mark.django_db


OTHERS = (
    "招商专员走进车间，把惠企政策送到企业手中，三天办完了全部手续。",
    "新建的污水处理厂通过验收，园区绿化率提高到百分之三十五。",
)


def made_page(cast, *, stories=2):
    """Return a page on which no two stories say the same."""
    page = make_page()
    for number in range(stories):
        given = {}
        if number:
            text = OTHERS[number - 1] * 4
            block = Block("b1", BlockKind.PARAGRAPH, (Run(text),))
            given = {"blocks": (block,)}
        piece = accepted(cast, **given)
        place_submission(page=page, submission=piece, actor=cast.editor)
    return make_up_page(page=page, actor=cast.page_editor, drafts=1)


def pdf_of(page):
    return page_pdf(Page.objects.select_related("issue").get(pk=page.pk))


def their_page(page, cast, *changes):
    """Return a PDF on which words of the first story are others; ours stay ours."""
    piece = first_story(page)
    for old, new in changes:
        rewrite(piece, cast.editor, old, new)
    set_anew(page, cast)
    pdf = pdf_of(page)
    for old, new in reversed(changes):
        rewrite(piece, cast.editor, new, old)
    set_anew(page, cast)
    return pdf


def bring(page, cast, data, **given):
    file = ContentFile(data, name="../第1版.pdf")
    given.setdefault("reader", cast.proofreader)
    proof = bring_desk_proof(page=page, actor=cast.page_editor, file=file, **given)
    run_job(Job.objects.get(kind=READ, payload__proof=proof.pk).pk)
    proof.refresh_from_db()
    return proof


def test_a_page_as_we_gave_it_has_no_difference(cast):
    page = made_page(cast)

    proof = bring(page, cast, pdf_of(page))

    assert (proof.source, proof.state) == (ProofSource.DESK, ProofState.OPEN)
    assert not proof.marks.exists()
    assert proof.file_name == "第1版.pdf"
    assert proof.sheets.get().picture.open("rb").read(4) == b"\x89PNG"


def test_each_difference_is_a_mark_at_its_place(cast):
    page = made_page(cast)
    piece = first_story(page)
    changes = (("深夜", "凌晨"), ("工人们正在", "工人们"))

    proof = bring(page, cast, their_page(page, cast, *changes))

    marks = list(proof.marks.all())
    assert [(m.submission, m.part, m.wrong, m.right) for m in marks] == [
        (piece, "block:b1", "深夜", "凌晨"),
        (piece, "block:b1", "正在", ""),
    ]
    assert {mark.origin for mark in marks} == {MarkOrigin.COMPARED}
    assert all(0 < mark.x < 1 and 0 < mark.y < 1 for mark in marks)


def test_theirs_become_an_edit_or_ours_stand(cast):
    page = made_page(cast)
    changes = (("深夜", "凌晨"), ("工人们正在", "工人们"))
    proof = bring(page, cast, their_page(page, cast, *changes))
    first, second = proof.marks.all()

    take_mark(mark=first, actor=cast.editor)
    refuse_mark(mark=second, actor=cast.editor, reason="原文如此")

    assert text_of(first_story(page)).startswith(
        "第1号厂房的灯光亮到凌晨，工人们正在调试"
    )
    assert {mark.state for mark in proof.marks.all()} == {
        MarkState.TAKEN,
        MarkState.REFUSED,
    }


def test_a_click_on_their_page_names_our_words(cast):
    page = made_page(cast)
    proof = bring(page, cast, pdf_of(page))
    sheet = proof.sheets.get()
    line = next(each for each in sheet.lines if each["part"] == "block:b1")
    x = (line["edges"][3] + line["edges"][4]) / 2 / sheet.width
    y = (line["top"] + line["bottom"]) / 2 / sheet.height

    found = what_is_at(proof, sheet, x, y)
    made = mark_proof(
        proof=proof,
        actor=cast.proofreader,
        place=MarkPlace(1, x, y),
        wrong=line["text"][3],
        right="某",
    )

    assert (found.story, found.part) == (line["story"], "block:b1")
    assert (made.number, made.offset) == (1, found.offset)


def test_their_proof_counts_as_the_round(cast):
    page = made_page(cast)
    bring(page, cast, pdf_of(page))

    with pytest.raises(Refused, match="is not closed yet"):
        make_page_proof(page=page, actor=cast.page_editor)


def test_their_pdf_is_handed_out_as_it_came(cast):
    page = made_page(cast)
    data = pdf_of(page)

    assert proof_pdf(bring(page, cast, data)) == data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 no pdf", "This is no PDF"),
        (b"", "This is no PDF"),
    ],
)
def test_what_is_no_pdf_is_refused_at_once(cast, data, said):
    with pytest.raises(Refused, match=said):
        bring(made_page(cast), cast, data)


def test_a_broken_pdf_voids_the_proof_with_the_reason(cast):
    page = made_page(cast)

    proof = bring(page, cast, b"%PDF-1.7\n" + b"garbage " * 200)

    assert (proof.state, proof.void_reason) == (
        ProofState.VOID,
        "The file is damaged and cannot be read to its end.",
    )
    assert make_page_proof(page=page, actor=cast.page_editor).printing == 2


def test_another_page_is_not_compared(cast):
    page, other = made_page(cast, stories=1), make_page()
    block = Block("b1", BlockKind.PARAGRAPH, (Run(OTHERS[0] * 6),))
    piece = accepted(cast, blocks=(block,), headline="服务送到车间", byline="何雨")
    place_submission(page=other, submission=piece, actor=cast.editor)
    make_up_page(page=other, drafts=1)

    proof = bring(page, cast, pdf_of(other))

    assert (proof.state, proof.void_reason) == (
        ProofState.VOID,
        "The file has little of this page's text; is it another page?",
    )


def test_a_page_the_file_does_not_have_is_refused(cast):
    page = made_page(cast)

    proof = bring(page, cast, pdf_of(page), sheet=7)

    assert proof.state == ProofState.VOID
    with pytest.raises(Refused, match="counted from 1"):
        bring(page, cast, pdf_of(page), sheet=0)


def test_the_job_runs_twice_and_does_its_work_once(cast):
    page = made_page(cast)
    proof = bring(page, cast, their_page(page, cast, ("深夜", "凌晨")))
    job = Job.objects.get(kind=READ)

    from desk.jobs import find_kind

    again = find_kind(READ).handler(job, None)

    assert again == {"outcome": "gone"}
    assert proof.marks.count() == 1


def test_bringing_is_a_duty(cast):
    page = made_page(cast)
    file = ContentFile(b"%PDF-1.7", name="a.pdf")

    with pytest.raises(NotAllowed):
        bring_desk_proof(page=page, actor=cast.proofreader, file=file)
