"""A hit in its sentence, as printed."""

from hypothesis import given
from hypothesis import strategies as st

from press.finding.query import Field, Term
from press.finding.ranking import score
from press.finding.snippets import MOST, Part, marked, snippet


def text_of(parts) -> str:
    return "".join(part.text for part in parts)


def hits_of(parts) -> list[str]:
    return [part.text for part in parts if part.is_hit]


def test_the_sentence_with_most_of_the_words_is_shown_as_printed():
    text = "开发区很大。滨河開發區签约项目二十六个，其中５Ｇ基地三个！明天再说。"

    found = snippet(text, ["开发区", "5g基地"])

    assert text_of(found) == "滨河開發區签约项目二十六个，其中５Ｇ基地三个！"
    assert hits_of(found) == ["開發區", "５Ｇ基地"]


def test_a_long_sentence_is_cut_around_its_hit():
    found = snippet("前" * 200 + "码头" + "后" * 200 + "。", ["码头"])

    assert text_of(found).startswith("…前")
    assert text_of(found).endswith("后…")
    assert len(text_of(found)) == MOST + 2
    assert hits_of(found) == ["码头"]


def test_what_is_not_there_is_not_shown():
    assert snippet("没有。", ["码头"]) == []
    assert snippet("", ["码头"]) == []


def test_hits_that_touch_are_one():
    assert marked("开发区", ["开发", "发区"]) == [Part("开发区", is_hit=True)]


letters = st.text("开发区。ab ", max_size=40)


@given(letters, st.lists(st.text("开发区ab", min_size=1, max_size=3), max_size=3))
def test_marking_loses_nothing(text, terms):
    parts = marked(text, terms)

    assert text_of(parts) == text
    assert all(
        any(term in part.text for term in terms) for part in parts if part.is_hit
    )


def test_a_word_in_the_headline_weighs_more_than_three_in_the_text():
    terms = [Term("码头")]

    title = score({Field.HEADLINE: "码头"}, terms)

    assert title > score({Field.BODY: "码头码头码头"}, terms) > 0
    assert score({Field.BODY: "码头"}, [Term("码头", Field.HEADLINE)]) == 0
