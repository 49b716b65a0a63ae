"""Two edits of one text: both stand, or the place is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.copy.merging import Clash, merge

TEXTS = st.text(alphabet="园区建设一二三。，\n", max_size=40)


@given(TEXTS, TEXTS)
def test_who_alone_changed_it_is_followed(base, edited):
    assert merge(base, edited, base).text == edited
    assert merge(base, base, edited).text == edited
    assert merge(base, edited, edited).text == edited
    for found in (merge(base, edited, base), merge(base, edited, edited)):
        assert not found.clashes


@given(TEXTS, TEXTS, TEXTS)
def test_both_ways_tell_of_the_same_clashes(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)

    assert [(c.base, c.mine, c.theirs) for c in one.clashes] == [
        (c.base, c.theirs, c.mine) for c in other.clashes
    ]
    if not one.clashes:
        assert one.text == other.text


SENTENCES = st.lists(
    st.text(alphabet="园区建设一二三", min_size=1, max_size=6).map(lambda s: s + "。"),
    min_size=3,
    max_size=8,
    unique=True,
)


@given(SENTENCES, st.data())
def test_edits_of_different_sentences_both_stand(sentences, data):
    places = st.integers(0, len(sentences) - 1)
    first = data.draw(places)
    second = data.draw(places.filter(lambda place: abs(place - first) > 1 or False))

    def changed(*pairs):
        return "".join(dict(pairs).get(n, s) for n, s in enumerate(sentences))

    mine, theirs = (first, "甲乙丙丁。"), (second, "戊己庚辛。")
    found = merge("".join(sentences), changed(mine), changed(theirs))

    assert found.text == changed(mine, theirs)
    assert not found.clashes


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "text"),
    [
        (
            "开发区今年新建厂房三栋。",
            "开发区今年新建标准厂房三栋。",
            "经开区今年新建厂房三栋。",
            "经开区今年新建标准厂房三栋。",
        ),
        ("一。二。三。", "二。三。", "一。二。三。四。", "二。三。四。"),
        (
            "一。\n二。",
            "一。\n甲。\n二。",
            "一。\n二。\n乙。",
            "一。\n甲。\n二。\n乙。",
        ),
        ("投资5G基地。", "投资6G基地。", "将投资5G基地。", "将投资6G基地。"),
    ],
)
def test_what_can_stand_together_does(base, mine, theirs, text):
    found = merge(base, mine, theirs)

    assert (found.text, found.clashes) == (text, ())


def test_a_clash_has_my_words_and_tells_theirs():
    found = merge("前句。产值三亿元。", "前句。产值四亿元。", "新前句。产值五亿元。")

    assert found.text == "新前句。产值四亿元。"
    assert found.clashes == (Clash("产值三亿元。", "产值四亿元。", "产值五亿元。"),)


def test_who_cut_what_the_other_changed_is_told():
    found = merge("一句话。第二句话。", "一句话。", "一句话。第二句新话。")

    assert found.text == "一句话。"
    assert [clash.theirs for clash in found.clashes] == ["第二句新话。"]
