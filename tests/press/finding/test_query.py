"""What is typed, as terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.finding.query import MOST_CHARACTERS, MOST_TERMS, Field, Term, parse_query


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("５Ｇ基地　2022年底", (Term("5g基地"), Term("2022年底"))),
        (
            "“供需对接　推进月” -石家庄",
            (Term("供需对接 推进月"), Term("石家庄", None, True)),
        ),
        (
            "标题：高新區 作者:林晓",
            (Term("高新区", Field.HEADLINE), Term("林晓", Field.BYLINE)),
        ),
        ("-图说:“码头 全景”", (Term("码头 全景", Field.CAPTIONS, True),)),
        ("GB/T 15834 —— …", (Term("gb/t"), Term("15834"))),
        ("1—8月 张-红", (Term("1—8月"), Term("张-红"))),
        ("“没有关上", (Term("没有关上"),)),
        ("重复 重复", (Term("重复"),)),
        ("  ", ()),
    ],
)
def test_terms_are_read(typed, terms):
    assert parse_query(typed).terms == terms


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read(typed):
    query = parse_query(typed)

    assert len(query.terms) <= MOST_TERMS
    assert all(term.runs for term in query.terms)
    assert set(query.wanted) | set(query.excluded) == set(query.terms)


def test_more_than_is_searched_is_told():
    assert parse_query("字" * (MOST_CHARACTERS + 1)).is_cut
    assert parse_query(" ".join(f"词{n}" for n in range(20))).is_cut
    assert not parse_query("词").is_cut
