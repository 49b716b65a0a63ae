from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.services.placing import place_submission
from issues.services.proofing.counting import (
    changed_characters,
    changes_after_make_up,
)
from issues.services.proofing.making import make_page_proof, void_proof
from press.copy.counting import characters
from press.copy.model import Block, BlockKind, Copy, Picture, Run
from press.copy.plain import copy_to_plain
from tests.issues.builders import accepted, made_page
from tests.issues.services.proofing.builders import (
    first_story,
    make_up_page,
    proved_page,
    read_and_close,
    set_anew,
)
from tests.issues.services.proofing.test_deciding import rewrite

TEXTS = st.text(alphabet="园区港新工。，A1 ", max_size=30)


def copy_of(text: str) -> Copy:
    return Copy(blocks=(Block("b1", BlockKind.PARAGRAPH, (Run(text),)),))


def test_words_in_place_of_others_count_once():
    before, after = (
        copy_of("灯光亮到深夜，工人们正在调试"),
        copy_of("灯光亮到凌晨，工人在调试"),
    )

    assert changed_characters(before, after) == 4  # 深夜→凌晨, 们, 正


def test_a_photograph_that_went_is_no_change_of_words():
    before = replace(
        copy_of("开工。"), pictures=(Picture("p1", "0" * 64, "说明文字", "林晓 摄"),)
    )

    assert changed_characters(before, copy_of("开工。")) == 0


@given(TEXTS, TEXTS)
def test_changes_are_counted_alike_both_ways_and_never_exceed_the_texts(one, other):
    before, after = copy_of(one), copy_of(other)

    changed = changed_characters(before, after)

    assert changed <= characters(one) + characters(other)
    assert changed >= abs(characters(one) - characters(other))
    assert (changed == 0) == ("".join(one.split()) == "".join(other.split())) or (
        changed == 0 and one != other
    )


@pytest.mark.django_db
def test_a_page_counts_what_changed_since_its_first_proof(cast):
    page, proof = proved_page(cast)
    piece = first_story(page)
    read_and_close(proof, cast)
    rewrite(piece, cast.editor, "深夜", "凌晨两点")
    set_anew(page, cast)
    make_page_proof(page=page, actor=cast.page_editor)
    rewrite(piece, cast.editor, "第1号", "第一号")

    first, second = changes_after_make_up(page)

    piece.refresh_from_db()
    whole = characters(copy_to_plain(copy_before(proof)))
    assert (first.ref, first.changed, first.characters) == (piece.ref, 5, whole)
    assert first.per_thousand == round(5000 / whole, 1)
    assert (second.changed, second.is_over, second.share) == (0, False, 0)


def copy_before(proof):
    from issues.services.proofing.frozen import stories_of

    return stories_of(proof)[0].copy


@pytest.mark.django_db
def test_more_than_twenty_of_a_thousand_is_too_much(cast):
    page, _proof = proved_page(cast, stories=1)
    piece = first_story(page)
    rewrite(piece, cast.editor, "工人们正在调试新到的生产线", "机器轰鸣")

    (story,) = changes_after_make_up(page)

    assert (story.is_over, story.share) == (True, 100)


@pytest.mark.django_db
def test_without_a_proof_nothing_is_counted_and_a_story_counts_from_its_own(cast):
    page = made_page(cast, stories=1)
    assert changes_after_make_up(page) == ()

    proof = make_page_proof(page=page, actor=cast.page_editor)
    void_proof(proof=proof, actor=cast.page_editor, reason="又来一稿")
    assert changes_after_make_up(page) == ()

    make_page_proof(page=page, actor=cast.page_editor)
    late = accepted(cast)
    place_submission(page=page, submission=late, actor=cast.editor)
    make_up_page(page=page, drafts=1)
    assert late.ref not in {story.ref for story in changes_after_make_up(page)}
