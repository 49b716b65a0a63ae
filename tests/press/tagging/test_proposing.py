"""Which terms a piece calls for, and by which words."""

from datetime import date

import pytest

from press.copy.model import Copy, Picture
from press.tagging.lexicon import Lexicon
from press.tagging.model import Name, Place, Term
from press.tagging.proposing import propose
from tests.press.tagging.terms import piece, shipped

BODY = "全年完成投资二十亿元。"


def names(copy, vocabulary, lexicon=None, **known):
    """Return the names proposed of a vocabulary, best first."""
    lexicon = lexicon or shipped()
    return [
        lexicon.terms[row.key].name
        for row in propose(copy, lexicon, **known)
        if row.vocabulary == vocabulary
    ]


def test_a_zone_is_found_by_its_short_name_and_implies_its_region():
    copy = piece(BODY, headline="石家庄市高新区新签十个项目")

    assert names(copy, "zone") == ["石家庄高新技术产业开发区"]
    assert names(copy, "region") == ["石家庄市"]


def test_the_words_that_led_to_it_are_told_with_their_places():
    copy = piece("近日，沧州临港经开区传来消息。", headline="临港经开区氢能项目开工")

    rows = {row.key: row for row in propose(copy, shipped())}

    told = [(w.word, w.place, w.start, w.end) for w in rows["zone:cz-lingang"].words]
    assert told == [
        ("临港经开区", Place.HEADLINE, 0, 5),
        ("沧州临港经开区", Place.FIRST, 3, 10),
    ]
    assert rows["industry:desk-hydrogen"].words[0].word == "氢能"


def test_traditional_and_full_width_forms_are_found():
    copy = piece(BODY, headline="石家莊高新區５Ｇ產業園開工")

    found = names(copy, "zone") + names(copy, "industry")
    assert found == ["石家庄高新技术产业开发区", "电子信息"]


@pytest.mark.parametrize(
    "headline",
    [
        "河北日报社来园区采访",
        "河北经济日报记者走基层",
        "唐山路改造完工",
        "石家庄站前广场启用",
        "保定学院学子进园区",
        "河北银行支持小微",
        "天津市河北区代表团来访",
    ],
)
def test_a_place_s_name_in_another_name_is_no_place(headline):
    assert names(piece(BODY, headline=headline), "region") == []


@pytest.mark.parametrize(
    ("headline", "region"),
    [
        ("唐山港吞吐量再创新高", "唐山市"),
        ("唐山市路网再完善", "唐山市"),
        ("保定站在新起点上", "保定市"),
        ("三河市引来新项目", "廊坊市"),
        ("白洋淀畔产业兴", "雄安新区"),
    ],
)
def test_a_place_stays_one(headline, region):
    assert names(piece(BODY, headline=headline), "region") == [region]


def test_a_bare_zone_belongs_to_the_sender_s_unit():
    copy = piece("高新区今年开工项目八十个。", headline="高新区项目提速")

    assert names(copy, "zone") == []
    assert names(copy, "zone", unit="唐山高新区管委会") == ["唐山高新技术产业开发区"]


def test_a_bare_zone_belongs_to_the_only_one_of_the_city_named():
    copy = piece("在秦皇岛，经开区的厂房里灯火通明。", headline="经开区夜未眠")

    assert names(copy, "zone") == ["秦皇岛经济技术开发区"]


@pytest.mark.parametrize(
    "body",
    [
        "青屿高新区一派繁忙。高新区按下快进键。",
        "全省高新区大会召开，省级以上高新区参加。",
        "推动各高新区发展，十二个高新区作了发言。",
    ],
)
def test_another_s_zone_and_zones_in_general_are_nobody_s(body):
    copy = piece(body, headline="石家庄传来消息")

    assert names(copy, "zone") == []


def test_a_name_several_places_bear_goes_to_the_one_spoken_of():
    alone = piece("桥西区企业座谈会召开。", headline="桥西区服务企业")
    known = piece("张家口桥西区企业座谈会召开。", headline="桥西区服务企业")

    assert names(alone, "region") == []
    assert names(known, "region") == ["张家口市"]


def test_a_zone_that_does_not_say_where_needs_its_region():
    elsewhere = piece("汉江边的滨湖新区一派繁忙。", headline="春到湖畔")
    here = piece("衡水湖畔的滨湖新区一派繁忙。", headline="衡水春来早")

    assert names(elsewhere, "zone") == []
    assert "衡水滨湖新区" in names(here, "zone")


def test_an_old_name_still_leads_but_is_marked():
    copy = piece("廊坊出口加工区出口增长。", headline="廊坊出口加工区通关提速")

    then = propose(copy, shipped(), day=date(2016, 5, 1))
    now = propose(copy, shipped(), day=date(2024, 5, 1))

    [before] = [row for row in then if row.key == "zone:lf-bonded"]
    [after] = [row for row in now if row.key == "zone:lf-bonded"]
    assert [word.is_outdated for word in before.words] == [False, False]
    assert all(word.is_outdated for word in after.words)
    assert after.score < before.score


def test_a_name_belongs_to_whom_it_belongs_on_the_day():
    old = Term("a", "zone", "云州东区", names=(Name("云东", until=date(2019, 12, 31)),))
    new = Term("b", "zone", "云州东新城", names=(Name("云东", since=date(2020, 1, 1)),))
    copy, lexicon = piece(BODY, headline="云东开工"), Lexicon((old, new))

    assert names(copy, "zone", lexicon, day=date(2018, 1, 1)) == ["云州东区"]
    assert names(copy, "zone", lexicon, day=date(2022, 1, 1)) == ["云州东新城"]


def test_the_headline_weighs_more_than_the_body():
    copy = piece("昨天举行了会议。", "会上也谈到风电。", headline="氢能产业园开工")

    assert names(copy, "industry") == ["氢能"]


def test_the_province_is_left_out_beside_its_city():
    copy = piece("河北唐山传来消息，河北又有新项目。", headline="唐山项目开工")

    assert names(copy, "region") == ["唐山市"]


@pytest.mark.parametrize(
    ("copy", "kind", "genre"),
    [
        (Copy(pictures=(Picture("p", "", "港口一角。"),)), "photo_news", "图片新闻"),
        (piece("本报讯（通讯员林晓）" + BODY, headline="投产"), "news", "简讯"),
        (piece("本报讯（林晓）" + BODY, BODY, headline="投产"), "news", "消息"),
        (piece(BODY, "## 起步", BODY, headline="十年"), "feature", "通讯"),
        (piece(BODY, deck="——记班长林晓", headline="匠心"), "feature", "人物通讯"),
        (piece(BODY * 30, headline="春日园区招商大会侧记"), "news", "侧记"),
        (piece(BODY), "editorial", "发刊词"),
        (piece(BODY, headline="关于征稿的公告"), "notice", "公告"),
    ],
)
def test_the_genre_is_told_by_shape_and_words(copy, kind, genre):
    assert names(copy, "genre", kind=kind) == [genre]


def test_an_empty_piece_calls_for_nothing():
    assert propose(Copy(), shipped()) == ()
    assert propose(piece(BODY, headline="无题"), Lexicon(())) == ()
