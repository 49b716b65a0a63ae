from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.copy.model import Block, BlockKind, Copy, Credit, Picture, Run, RunStyle
from press.copy.spots import (
    Spot,
    find_again,
    find_words,
    moved,
    parts_of,
    patched,
    text_of,
)

STRONG = Run("新区", RunStyle.STRONG)
COPY = Copy(
    headline="园区投产",
    byline="通讯员 林晓",
    dateline="本报讯",
    blocks=(
        Block("b1", BlockKind.PARAGRAPH, (Run("临港"), STRONG, Run("开工建设。"))),
        Block("b2", BlockKind.PARAGRAPH, (Run("项目年底投产。"),)),
    ),
    pictures=(Picture("p1", "0" * 64, "工人在调试。", "林晓 摄"),),
)
TEXTS = st.text(alphabet="园区港新工。A1", max_size=24)


def test_the_parts_of_a_piece_stand_in_reading_order_without_empty_ones():
    assert parts_of(COPY) == {
        "headline": "园区投产",
        "byline": "通讯员 林晓",
        "dateline": "本报讯",
        "block:b1": "临港新区开工建设。",
        "block:b2": "项目年底投产。",
        "caption:p1": "工人在调试。",
        "credit:p1": "林晓 摄",
    }
    assert text_of(COPY, "block:b9") == ""


def test_words_in_a_paragraph_take_the_style_of_what_they_replace():
    new = patched(COPY, Spot("block:b1", 2), 2, "经开区")

    strong = Run("经开区", RunStyle.STRONG)
    assert new.blocks[0].runs == (Run("临港"), strong, Run("开工建设。"))
    assert replace(new, blocks=COPY.blocks) == COPY


def test_words_put_between_take_the_style_before_them():
    new = patched(COPY, Spot("block:b1", 4), 0, "昨日")

    strong = Run("新区昨日", RunStyle.STRONG)
    assert new.blocks[0].runs == (Run("临港"), strong, Run("开工建设。"))


def test_a_paragraph_of_which_nothing_is_left_goes():
    new = patched(COPY, Spot("block:b2", 0), 7, "")

    assert new.blocks == COPY.blocks[:1]


@pytest.mark.parametrize(
    ("part", "text"), [("caption:p1", "caption"), ("credit:p1", "credit")]
)
def test_the_words_under_a_photograph_are_changed(part, text):
    new = patched(COPY, Spot(part, 0), 2, "张青")

    before = getattr(COPY.pictures[0], text)
    assert getattr(new.pictures[0], text) == "张青" + before[2:]


def test_a_changed_byline_names_its_people_anew():
    new = patched(COPY, Spot("byline", 4), 2, "何雨")

    assert (new.byline, new.credits) == (
        "通讯员 何雨",
        (Credit("何雨", "通讯员", ""),),
    )


@given(TEXTS, TEXTS, TEXTS, st.data())
def test_a_stretch_nobody_touched_is_found_where_it_went(head, words, tail, data):
    before = "甲" + words + "乙" + tail
    after = head + before
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words) + 2))

    there = moved(before, after, start + 1, end + 1) if words else None

    if there is not None:
        assert after[there : there + end - start] == before[start + 1 : end + 1]


def test_a_stretch_that_was_changed_is_not_found():
    assert moved("临港新区开工。", "临港经开区开工。", 1, 4) is None
    assert moved("临港新区开工。", "今日，临港新区开工。", 2, 4) == 5
    assert moved("", "", 0, 0) == 0


def test_a_place_is_found_again_after_its_paragraph_was_joined_to_another():
    joined = Block(
        "b1", BlockKind.PARAGRAPH, (Run("临港新区开工建设。项目年底投产。"),)
    )
    after = replace(COPY, blocks=(joined,))

    assert find_again(COPY, after, Spot("block:b2", 4), 2) == Spot("block:b1", 13)


def test_a_place_is_not_guessed_where_its_words_stand_twice():
    twice = tuple(
        Block(f"c{n}", BlockKind.PARAGRAPH, (Run("项目年底投产。"),)) for n in (1, 2)
    )

    assert find_again(COPY, replace(COPY, blocks=twice), Spot("block:b2", 0), 2) is None


def test_words_are_found_where_they_are_meant():
    assert find_words(COPY, "建设") == Spot("block:b1", 6)
    assert find_words(COPY, "投产") is None  # headline and text
    assert find_words(COPY, "投产", Spot("block:b2", 0)) == Spot("block:b2", 4)
    assert find_words(COPY, "投产", Spot("deck", 0)) is None
    assert find_words(COPY, "") is None


@given(st.data(), st.text(alphabet="园区A。", max_size=6))
def test_a_change_changes_that_stretch_and_nothing_else(data, words):
    part = data.draw(st.sampled_from(sorted(parts_of(COPY))))
    text = text_of(COPY, part)
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, len(text) - start))

    new = patched(COPY, Spot(part, start), length, words)

    changed = text[:start] + words + text[start + length :]
    wanted = {**parts_of(COPY), part: changed}
    assert parts_of(new) == {name: said for name, said in wanted.items() if said}
