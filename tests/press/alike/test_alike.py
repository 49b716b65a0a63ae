"""Texts that share their words meet, and what they share is said exactly."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.alike.bands import FEWEST, bands
from press.alike.passages import SHORTEST, passages, shared_characters
from press.alike.pictures import EQUAL, picture_bands
from press.alike.shingles import LENGTH, bare, containment, shingles
from press.imaging.likeness import MOST_BITS

HAN = "园区项目建设投产企业服务签约招商引资一二三四五六七八九十百千万亿元年月日市县"
TEXTS = st.text(alphabet=HAN + "，。A1 ", max_size=120)


@st.composite
def pairs(draw):
    """Draw a text and another one with some of its stretches, in any order."""
    one = draw(TEXTS)
    cuts = st.integers(0, max(len(one), 1))
    taken = draw(st.lists(st.tuples(cuts, cuts, TEXTS), max_size=4))
    return one, "".join(one[min(a, b) : max(a, b)] + between for a, b, between in taken)


def article(seed: int, length: int = 800) -> str:
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(length))


def edited(text: str, share: float, seed: int = 1) -> str:
    chance = random.Random(seed)
    return "".join(
        chr(chance.randrange(0x4E00, 0x9000)) if chance.random() < share else character
        for character in text
    )


def halves_exchanged(text: str) -> str:
    cut = len(text) // 4
    return text[3 * cut :] + text[cut : 3 * cut] + text[:cut]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: edited(text, 0.05),
        lambda text: edited(text, 0.15),
        lambda text: text[: int(len(text) * 0.7)],
        lambda text: text[: len(text) // 2],
        halves_exchanged,
    ],
    ids=["same", "5 %", "15 %", "30 % cut", "half", "shuffled"],
)
def test_a_changed_text_meets_the_first_and_is_measured_as_close(change):
    for seed in range(40):
        text = article(seed)
        mine, theirs = shingles(text), shingles(change(text))

        assert len({*bands(mine)} & {*bands(theirs)}) >= 2
        assert containment(mine, theirs) >= 0.4


def test_texts_of_other_words_do_not_meet():
    keys = [set(bands(shingles(article(seed)))) for seed in range(60)]

    together = [a & b for n, a in enumerate(keys) for b in keys[:n]]
    assert not any(len(shared) >= 2 for shared in together)


def test_the_keys_are_the_same_in_every_process_and_release():
    # Kept in the database: another release of the library must make the same ones.
    assert bands(
        shingles("滨河开发区" * 3 + "二期厂房封顶，年底前投产，预计新增岗位六百个。")
    )[:2] == (
        -7355900744012892328,
        5376813408100478404,
    )


def test_a_short_text_has_no_keys():
    assert bands(shingles("简讯" * 4)) == ()
    assert len(bands(shingles(article(1, FEWEST + LENGTH)))) == 64


def test_marks_width_case_and_script_do_not_count():
    assert bare("“５Ｇ”基地，開發區！ab") == "5g基地开发区ab"
    assert shingles("开，发。区") == shingles("開發區") == {"开发区"}
    assert shingles("两字") == frozenset()


def test_an_excerpt_is_contained_whole():
    text = article(3)

    assert containment(shingles(text), shingles(text[200:300])) == 1
    assert containment(shingles(text), frozenset()) == 0


def rows_of(plain: str) -> list[str]:
    return [plain[at : at + SHORTEST] for at in range(len(plain) - SHORTEST + 1)]


@given(pairs())
def test_passages_joined_are_the_text_and_the_shared_ones_stand_in_the_other(texts):
    one, other = texts
    found = passages(one, other)

    assert "".join(passage.text for passage in found) == one
    there = bare(other)
    for plain in (bare(passage.text) for passage in found if passage.is_shared):
        covered = set()
        for at, row in enumerate(rows_of(plain)):
            if row in there:
                covered |= set(range(at, at + SHORTEST))
        assert covered == set(range(len(plain)))
        assert plain


@given(pairs())
def test_every_long_run_of_both_is_marked(texts):
    one, other = texts
    there = bare(other)
    marked = [bare(p.text) for p in passages(one, other) if p.is_shared]

    for run in rows_of(bare(one)):
        if run in there:
            assert any(run in passage for passage in marked)


def test_marks_between_shared_words_are_shared_and_those_at_the_ends_are_not():
    text = "今天，滨河开发区二期厂房，如期封顶。明天"
    found = passages(text, "滨河开发区二期厂房如期封顶")

    assert [(p.text, p.is_shared) for p in found] == [
        ("今天，", False),
        ("滨河开发区二期厂房，如期封顶", True),
        ("。明天", False),
    ]
    assert shared_characters(text, "滨河开发区二期厂房如期封顶") == 13


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=MOST_BITS))
def test_pictures_that_differ_in_few_signs_share_enough_keys(signs, changed):
    other = signs
    for bit in changed:
        other ^= 1 << bit

    assert len({*picture_bands(signs)} & {*picture_bands(other)}) >= EQUAL
