"""Folding changes characters one for one; pairs find every string."""

from hypothesis import given
from hypothesis import strategies as st

from press.finding.folding import fold
from press.finding.grams import grams, pairs, runs


@given(st.text(max_size=80))
def test_a_place_stays_a_place_and_folding_again_changes_nothing(text: str):
    folded = fold(text)

    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_width_case_and_script_do_not_matter():
    assert fold("５Ｇ基地　臺灣資訊") == "5g基地 台湾资讯"
    assert fold("發展經濟開發區（ＡＢ）") == "发展经济开发区(ab)"
    assert fold("Ä") == "ä"


def test_pairs_of_letters_digits_and_characters_are_one_run():
    assert grams("5g基地，2022年底。") == "5g g基 基地 地 20 02 22 2年 年底 底"
    assert grams("冀 a_b") == "冀 a b"
    assert list(pairs("冀")) == ["冀"]
    assert runs("“——”") == []


alphabet = st.sampled_from("苏州河北ab1。 -")


@given(st.text(alphabet, max_size=30), st.text(alphabet, min_size=1, max_size=6))
def test_a_phrase_of_pairs_is_found_where_the_string_is(text: str, run: str):
    """As FTS5 reads it: the pairs of a run stand one after another."""
    for wanted in runs(run):
        tokens, asked = grams(text).split(), list(pairs(wanted))
        starts = range(len(tokens))
        found = (
            any(token.startswith(wanted) for token in tokens)
            if len(wanted) == 1
            else any(tokens[at : at + len(asked)] == asked for at in starts)
        )
        assert found == (wanted in text)
