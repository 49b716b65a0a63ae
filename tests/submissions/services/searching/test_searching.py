"""What is found is what is there: search against plain substring search."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.exceptions import NotAllowed, Refused
from press.copy.serial import from_json
from press.finding.folding import fold
from press.finding.query import Field, parse_query
from submissions.enums import SearchOrder, Status
from submissions.models import SearchText, Submission
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.searching import (
    Wishes,
    asking,
    databases,
    index_missing,
    matching,
    rebuild_index,
    search,
)
from submissions.services.searching.asking import A_PAGE
from tests.submissions.builders import Cast, make_submission, paragraphs

pytestmark = pytest.mark.django_db


def most_questions() -> int:
    """PostgreSQL is asked for rows too long, and told to use its index."""
    return 9 if connection.vendor == "postgresql" else 5


@pytest.fixture
def cast() -> Cast:
    return Cast()


def refs(cast: Cast, words: str, **wishes) -> list[str]:
    found = search(wishes=Wishes(words=words, **wishes), actor=cast.editor)
    return [hit.piece.ref for hit in found.hits]


def piece(headline: str, *texts: str, **fields) -> Submission:
    return make_submission(
        headline=headline, blocks=paragraphs(*(texts or ("正文。",))), **fields
    )


def test_two_characters_names_and_mixed_words_are_found(cast):
    base = piece("5G基地投产", "2022年底，苏州河边的码头建成。", byline="通讯员 张红枫")
    other = piece("另一件事", "河北的基地。")

    assert refs(cast, "码头") == [base.ref]
    assert refs(cast, "张红枫") == [base.ref]
    assert refs(cast, "G基") == refs(cast, "5g基地") == [base.ref]
    assert refs(cast, "2022年") == refs(cast, "2022年底") == [base.ref]
    assert refs(cast, "基地") == [other.ref, base.ref]
    assert refs(cast, "基地 码头") == [base.ref]
    assert refs(cast, "基地 -码头") == [other.ref]
    assert refs(cast, "河") == [other.ref, base.ref]
    assert refs(cast, "地。") == [other.ref]
    assert refs(cast, base.ref.lower()) == [base.ref]
    assert refs(cast, "苏州河北") == []


def test_what_most_pieces_have_is_found_newest_first(cast, monkeypatch):
    monkeypatch.setattr(asking, "COUNTED", 2)
    pieces = [piece("开发区建设", f"开发区第{n}条消息。") for n in range(9)]

    newest_first = [each.ref for each in reversed(pieces)]
    assert refs(cast, "开发") == newest_first[:3]
    assert refs(cast, "开发区建设 第0条消息") == [pieces[0].ref]
    # None of the first few that have the word is one: more are looked at.
    others = " ".join(f"-第{n}条" for n in range(3, 9))
    assert refs(cast, f"开发 {others}") == newest_first[6:]


def test_a_row_too_long_for_all_its_grams_is_found_by_pairs(cast, monkeypatch):
    monkeypatch.setattr(databases, "MOST_BYTES", 200)
    found = piece("会议", "高新区召开现场会议，研究园区提质。")
    piece("会场", "高新的园区，现场有会。")
    rebuild_index()

    for words in ("高新区", "召开现场", "研究园区提质", "会议 提质"):
        assert refs(cast, words) == [found.ref]
    assert refs(cast, "新区召现") == []


def test_other_scripts_and_widths_are_found(cast):
    one = piece("臺灣企業到訪", "ＡＢＣ公司簽約。")

    assert refs(cast, "台湾企业") == refs(cast, "臺灣") == [one.ref]
    assert refs(cast, "abc公司") == refs(cast, "ＡＢＣ公司签约") == [one.ref]


def test_a_string_crosses_no_field_and_no_paragraph(cast):
    one = piece("码头", "全景很好。", "看河北", "京石高速")

    assert refs(cast, "码头全景") == refs(cast, "河北京石") == []
    assert refs(cast, "标题:码头") == [one.ref]
    assert refs(cast, "正文:码头") == []
    assert refs(cast, "正文:全景 标题:码头") == [one.ref]
    assert refs(cast, "-标题:码头 全景") == []


def test_words_that_an_editor_cut_are_found_as_sent(cast):
    one = piece("开工", "码头建成。旧句子在此。")
    copy = current_copy(one)
    cut = replace(copy, blocks=paragraphs("码头建成。"))
    save_copy(submission=one, copy=cut, author=cast.editor, expected_number=1)

    (hit,) = search(wishes=Wishes(words="旧句子"), actor=cast.editor).hits

    assert hit.is_original
    assert [part.text for part in hit.sentence if part.is_hit] == ["旧句子"]
    assert refs(cast, "正文:旧句子") == []
    assert refs(cast, "原稿:旧句子") == [one.ref]


def test_filters_narrow_and_alone_list(cast):
    old, new = piece("码头一"), piece("码头二")
    Submission.objects.filter(pk=new.pk).update(status=Status.HELD, contact_name="王五")
    yesterday = timezone.localdate() - timedelta(days=1)

    assert refs(cast, "码头", states=(Status.HELD,)) == [new.ref]
    assert refs(cast, "", states=(Status.RECEIVED,)) == [old.ref]
    assert refs(cast, "码头", person="王五") == [new.ref]
    assert refs(cast, "码头", until=yesterday) == []
    assert refs(cast, "码头", since=timezone.localdate()) == [new.ref, old.ref]
    assert refs(cast, "码头", section="nowhere") == refs(cast, "码头", tag="无") == []


def test_the_best_come_first_where_wished(cast):
    best = piece("码头建成", "码头。")
    newer = piece("别的事", "码头。")

    assert refs(cast, "码头") == [newer.ref, best.ref]
    assert refs(cast, "码头", order=SearchOrder.BEST) == [best.ref, newer.ref]


def test_only_what_must_not_be_there_is_refused(cast):
    with pytest.raises(Refused, match="at least one word"):
        refs(cast, "-码头")


def test_a_stranger_searches_nothing(cast):
    cast.editor.is_active = False

    with pytest.raises(NotAllowed):
        refs(cast, "码头")


def test_pages_are_turned_and_beyond_the_last_is_the_last(cast):
    pieces = [piece(f"码头{n}号") for n in range(A_PAGE + 2)]

    found = search(wishes=Wishes(words="码头", page=9), actor=cast.editor)

    assert (found.total, found.page, found.pages) == (len(pieces), 2, 2)
    assert [hit.piece.ref for hit in found.hits] == [pieces[1].ref, pieces[0].ref]


def test_a_search_asks_as_often_for_one_hit_as_for_twenty(cast):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            refs(cast, "码头")
        return len(asked)

    piece("码头")
    refs(cast, "码头")
    few = questions()
    for number in range(19):
        piece(f"码头{number}")

    assert questions() <= few <= most_questions()


def test_the_index_is_made_anew_and_missing_pieces_join_it(cast):
    one, two = piece("码头一"), piece("码头二")
    SearchText.objects.filter(submission=one).delete()
    assert refs(cast, "码头") == [two.ref]

    assert index_missing() == 1
    assert refs(cast, "码头") == [two.ref, one.ref]
    assert rebuild_index() == 2
    assert refs(cast, "码头") == [two.ref, one.ref]
    assert matching("码头一").get() == one
    assert not matching("-码头").exists()


words = st.text("开发区5ga。 ", min_size=1, max_size=12)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.lists(st.tuples(words, words), min_size=1, max_size=4),
    asked=st.text("开发区5ga。", min_size=1, max_size=4),
)
def test_search_is_substring_search(cast, texts, asked):
    SearchText.objects.all().delete()
    Submission.objects.all().update(current_version=None)
    made = [piece(f"题{title}", f"文{text}") for title, text in texts]
    term = fold(asked)
    if not parse_query(asked).terms:
        return

    expected = {
        one.ref
        for one in made
        if any(
            term in getattr(one.search_text, field)
            for field in (Field.HEADLINE, Field.BODY, Field.BYLINE, Field.SENDER)
        )
    }

    assert set(refs(cast, f'"{asked}"')) == expected
    for one in made:
        assert fold(from_json(one.current_version.copy).headline) in (
            one.search_text.headline
        )


def test_hits_in_texts_as_sent_ask_no_more_often(cast):
    def sent_and_cut(number: int) -> None:
        one = piece(f"开工{number}", "码头建成。旧句子在此。")
        cut = replace(current_copy(one), blocks=paragraphs("码头建成。"))
        save_copy(submission=one, copy=cut, author=cast.editor, expected_number=1)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            refs(cast, "旧句子")
        return len(asked)

    sent_and_cut(0)
    refs(cast, "旧句子")
    few = questions()
    for number in range(1, 12):
        sent_and_cut(number)

    assert questions() <= few <= most_questions()
