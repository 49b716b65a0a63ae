from itertools import pairwise

import pytest

from desk.exceptions import NotAllowed, Refused
from issues.proof_enums import MarkState, ProofState
from issues.services.proofing.frozen import lines_of, what_is_at
from issues.services.proofing.making import make_galley, make_page_proof
from issues.services.proofing.marking import (
    MarkPlace,
    change_mark,
    finish_reading,
    mark_proof,
)
from press.makeup.hitting import place_of
from tests.issues.builders import make_piece
from tests.issues.services.proofing.builders import (
    closed_rounds,
    first_story,
    made_page,
    proofreader,
    proved_page,
    read_and_close,
)

pytestmark = pytest.mark.django_db


def mark(proof, cast, **given):
    return mark_proof(proof=proof, actor=cast.proofreader, **given)


def point_of(proof, ref, part, offset):
    """Return the middle of a character on the first sheet, in fractions of it."""
    sheet = proof.sheets.get(number=1)
    box = place_of(lines_of(proof, sheet), ref, part, offset)
    return (box.x + box.width / 2) / sheet.width, (
        box.y + box.height / 2
    ) / sheet.height


def test_a_click_on_a_character_names_story_part_and_place(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    x, y = point_of(proof, piece.ref, "block:b1", 7)

    found = what_is_at(proof, proof.sheets.get(), x, y)

    assert (found.story, found.part, found.offset) == (piece.ref, "block:b1", 7)
    assert found.line[found.at] == piece.body[0]["runs"][0]["text"][7]


def test_a_click_on_a_galley_names_its_place_too(cast):
    piece = make_piece()
    proof = make_galley(submission=piece, actor=cast.editor, reader=cast.proofreader)
    x, y = point_of(proof, piece.ref, "headline", 2)

    found = what_is_at(proof, proof.sheets.get(number=1), x, y)

    assert (found.story, found.part, found.offset) == (piece.ref, "headline", 2)


def test_a_mark_by_a_click_is_kept_with_its_point_and_its_words(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    x, y = point_of(proof, piece.ref, "block:b1", 4)

    made = mark(
        proof, cast, place=MarkPlace(1, x, y), wrong="厂房", right="车间", remark="统一"
    )

    text = piece.body[0]["runs"][0]["text"]
    assert (made.number, made.submission, made.part) == (1, piece, "block:b1")
    assert text[made.offset : made.offset + 2] == "厂房"
    assert (made.x, made.y) == (x, y)
    assert (made.state, made.made_by) == (MarkState.OPEN, cast.proofreader)


def test_a_mark_without_a_click_gets_the_point_of_its_words(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)

    made = mark(proof, cast, wrong=piece.headline, right="新标题")

    x, y = point_of(proof, piece.ref, "headline", 0)
    assert (made.submission, made.part, made.offset) == (piece, "headline", 0)
    assert (made.x, made.y) == (pytest.approx(x), pytest.approx(y))


def test_words_that_stand_nowhere_or_twice_are_marked_without_a_place(cast):
    _page, proof = proved_page(cast)

    nowhere = mark(proof, cast, wrong="没有这句话", right="有")
    twice = mark(proof, cast, wrong="灯光", right="灯火")

    assert (nowhere.submission, nowhere.offset) == (None, None)
    assert (twice.submission, twice.offset) == (None, None)


def test_what_is_put_in_needs_the_place_of_a_click(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    place = MarkPlace(story=piece.ref, part="block:b1", offset=5)

    made = mark(proof, cast, place=place, right="昨夜")

    assert (made.part, made.offset, made.wrong, made.right) == (
        "block:b1",
        5,
        "",
        "昨夜",
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Say what is wrong"),
        ({"wrong": "灯光", "right": "灯光"}, "the same"),
        ({"remark": "长" * 301}, "at most"),
        ({"remark": "x", "place": MarkPlace(9, 0.5, 0.5)}, "no such sheet"),
        ({"remark": "x", "place": MarkPlace(1, 1.5, 0.5)}, "not on the sheet"),
        ({"remark": "x", "place": MarkPlace(1, 0.5, None)}, "not on the sheet"),
        ({"remark": "x", "place": MarkPlace(story="GK-0")}, "does not stand on"),
    ],
)
def test_a_mark_that_says_nothing_or_stands_nowhere_is_refused(cast, given, said):
    _page, proof = proved_page(cast)

    with pytest.raises(Refused, match=said):
        mark(proof, cast, **given)

    assert not proof.marks.exists()


def test_who_marks_first_is_the_reader_and_nobody_else_marks(cast):
    page = made_page(cast)
    proof = make_page_proof(page=page, actor=cast.page_editor)

    mark(proof, cast, remark="照片倒了")

    proof.refresh_from_db()
    assert proof.reader == cast.proofreader
    with pytest.raises(Refused, match=f"{cast.proofreader} proofreads this proof"):
        mark_proof(proof=proof, actor=proofreader(), remark="我也看到了")


def test_the_reader_of_the_round_before_marks_nothing(cast):
    page, proof = proved_page(cast)
    read_and_close(proof, cast)
    second = make_page_proof(page=page, actor=cast.page_editor)

    with pytest.raises(NotAllowed, match="two rounds in a row"):
        mark(second, cast, remark="再看一遍")
    with pytest.raises(NotAllowed, match="two rounds in a row"):
        finish_reading(proof=second, actor=cast.proofreader)


def test_a_superuser_is_bound_by_it_too(cast):
    from tests.desk.builders import make_user

    root = make_user(is_superuser=True)
    page = made_page(cast)
    proof = make_page_proof(page=page, actor=root, reader=root)
    read_and_close(proof, cast)

    second = make_page_proof(page=page, actor=root)
    with pytest.raises(NotAllowed, match="two rounds in a row"):
        mark_proof(proof=second, actor=root, remark="再看")


def test_a_mark_is_put_right_until_it_is_decided(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    made = mark(proof, cast, wrong=piece.headline, right="新标题")

    change_mark(
        mark=made, actor=cast.proofreader, wrong=piece.headline[:2], right="新区"
    )

    assert (made.wrong, made.right, made.part, made.offset) == (
        piece.headline[:2],
        "新区",
        "headline",
        0,
    )
    with pytest.raises(Refused, match="proofreads this proof"):
        change_mark(mark=made, actor=proofreader(), wrong="甲", right="乙")


def test_a_proof_read_to_its_end_takes_no_more_marks(cast):
    _page, proof = proved_page(cast)

    finish_reading(proof=proof, actor=cast.proofreader)
    finish_reading(proof=proof, actor=cast.proofreader)  # twice is once

    assert (proof.state, proof.read_at is not None) == (ProofState.READ, True)
    with pytest.raises(Refused, match="is “Proofread”"):
        mark(proof, cast, remark="还有")


def test_three_people_read_three_rounds(cast):
    rounds = closed_rounds(made_page(cast), cast)

    readers = [each.reader_id for each in rounds]
    assert all(one != other for one, other in pairwise(readers))
