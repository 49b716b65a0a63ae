"""引题, 主题 and 副题 in whole mails."""

import pytest

from press.copy.recognising.model import Field, Material, Origin, TextMaterial
from press.copy.recognising.stack import read_stack
from press.copy.recognising.story import recognise
from tests.press.copy.recognising.habits import plain, written
from tests.press.copy.recognising.mails import (
    GROWN,
    OPENED,
    TITLE,
    body,
    document,
    guess,
)


@pytest.mark.parametrize(
    ("lines", "stack"),
    [
        ([TITLE], ("", TITLE, "")),
        ([TITLE, "——园区建设见闻"], ("", TITLE, "——园区建设见闻")),
        (["东岭经开区", "六个项目集中开工"], ("东岭经开区", "六个项目集中开工", "")),
        (
            ["东岭经开区：", "六个项目集中开工"],
            ("东岭经开区：", "六个项目集中开工", ""),
        ),
        (
            ["抓投资 上项目 比创新 促发展", TITLE],
            ("抓投资 上项目 比创新 促发展", TITLE, ""),
        ),
        (
            ["谱写新时代高质量发展篇章", "东岭经开区主营业务收入突破1000亿元"],
            ("谱写新时代高质量发展篇章", "东岭经开区主营业务收入突破1000亿元", ""),
        ),
        (
            ["坚持党建引领聚合力", "推动园区发展开新局"],
            ("", "坚持党建引领聚合力 推动园区发展开新局", ""),
        ),
        (
            ["引题：东岭经开区", "主题：六个项目集中开工", "副题：总投资一百亿元"],
            ("东岭经开区", "六个项目集中开工", "总投资一百亿元"),
        ),
        (["标题：六个项目集中开工"], ("", "六个项目集中开工", "")),
        (
            ["标题：", "六个项目集中开工", "——园区见闻"],
            ("", "六个项目集中开工", "——园区见闻"),
        ),
        (["强健产业筋骨　优化发展环境"], ("", "强健产业筋骨　优化发展环境", "")),
        ([TITLE, TITLE], ("", TITLE, "")),
        ([f"《{TITLE}》"], ("", TITLE, "")),
        (["何以三年翻一番？"], ("", "何以三年翻一番？", "")),
        (["青岛高新区:服务见效快"], ("", "青岛高新区:服务见效快", "")),
    ],
)
def test_stack_is_read_by_form(lines, stack):
    story = recognise(Material(letter=plain(*lines, OPENED, GROWN)))

    assert (story.kicker, story.headline, story.deck) == stack
    assert body(story) == [OPENED, GROWN]


def test_subject_tells_kicker_headline_and_deck_apart():
    lines = ("一条河的两岸", TITLE, "总投资一百二十亿元")

    story = recognise(Material(subject=TITLE, letter=plain(*lines, OPENED)))

    assert (story.kicker, story.headline, story.deck) == lines


def test_subject_joins_a_headline_of_two_lines():
    story = recognise(
        Material(
            subject="投稿：坚持党建引领聚合力 推动园区发展开新局",
            letter=plain("坚持党建引领聚合力", "推动园区发展开新局", OPENED),
        )
    )

    assert story.headline == "坚持党建引领聚合力 推动园区发展开新局"


def test_place_above_the_text_is_the_kicker_of_the_subject():
    story = recognise(
        Material(subject="六个重点项目集中开工", letter=plain("东岭经开区", OPENED))
    )

    assert (story.kicker, story.headline) == ("东岭经开区", "六个重点项目集中开工")


def test_first_subhead_of_a_document_is_its_headline():
    parts = [
        *(("subhead", TITLE), ("paragraph", OPENED), ("subhead", "抓项目")),
        ("paragraph", GROWN),
    ]

    story = recognise(Material(documents=(TextMaterial("a.docx", written(parts)),)))

    assert story.headline == TITLE
    assert [(b.kind.value, b.text) for b in story.blocks] == parts[1:]


def test_headline_of_the_text_is_preferred_and_the_subject_kept():
    found = guess(
        recognise(Material(subject="东岭传来好消息", letter=plain(TITLE, OPENED))),
        Field.HEADLINE,
    )

    assert (found.value, found.origin) == (TITLE, Origin.FIRST_LINE)
    assert (found.alternatives, found.unsure) == (("东岭传来好消息",), True)


def test_headline_only_in_the_subject():
    found = guess(
        recognise(Material(subject=f"投稿：{TITLE}", letter=plain(OPENED))),
        Field.HEADLINE,
    )

    assert (found.value, found.origin, found.unsure) == (TITLE, Origin.SUBJECT, False)


def test_headline_in_the_name_of_the_file():
    found = guess(
        recognise(Material(documents=(document(f"{TITLE}（定稿）.docx", OPENED),))),
        Field.HEADLINE,
    )

    assert (found.value, found.origin) == (TITLE, Origin.FILE_NAME)


def test_working_headline_is_marked():
    found = guess(recognise(Material(letter=plain(OPENED))), Field.HEADLINE)

    assert (found.value, found.origin, found.unsure) == (
        *("东岭经开区今年以来抓项目、优环境、促发展", Origin.BODY),
        True,
    )


def test_section_label_is_read_and_taken_off():
    boxed = recognise(Material(letter=plain("【园区要闻】", TITLE, OPENED)))
    named = recognise(Material(letter=plain(TITLE, "栏目：双招双引", OPENED)))
    known = recognise(
        Material(letter=plain(TITLE, "产业集群", OPENED), sections=("产业集群",))
    )

    assert [story.section for story in (boxed, named, known)] == [
        *("园区要闻", "双招双引"),
        "产业集群",
    ]
    assert all(body(story) == [OPENED] for story in (boxed, named, known))


@pytest.mark.parametrize(
    ("lines", "stack"),
    [
        (("引题：滨河", "厂房封顶"), ("滨河", "厂房封顶", "")),
        (
            ("引题：滨河", "厂房封顶", "副题：提前投产"),
            ("滨河", "厂房封顶", "提前投产"),
        ),
        (
            ("引题：滨河", "厂房封顶", "提前二十天"),
            ("滨河", "厂房封顶 提前二十天", ""),
        ),
        (("滨河", "主题：厂房封顶", "提前投产"), ("滨河", "厂房封顶", "提前投产")),
        (("引题：滨河", "——一条线的四十天"), ("滨河", "", "——一条线的四十天")),
    ],
)
def test_a_line_without_a_label_among_labelled_ones_is_not_lost(lines, stack):
    read = read_stack(list(lines), "")

    assert (read.kicker, read.headline, read.deck) == stack


LIKE_A_NAME = "东岭开发区二期厂房封顶"  # reads as 东岭开发区二期厂 and a Fang Fengding


@pytest.mark.parametrize("file", ["walk.docx", "东岭.docx", f"{LIKE_A_NAME}.docx"])
def test_a_headline_that_reads_as_a_unit_and_a_name_is_one_above_a_byline(file):
    lines = plain(LIKE_A_NAME, "通讯员 林晓", OPENED, GROWN)

    story = recognise(Material(documents=(TextMaterial(file, lines),)))

    assert (story.headline, story.byline) == (LIKE_A_NAME, "通讯员 林晓")
    assert body(story) == [OPENED, GROWN]


def test_it_is_one_where_the_subject_says_so():
    letter = plain(LIKE_A_NAME, OPENED, GROWN)

    story = recognise(Material(subject=LIKE_A_NAME, letter=letter))

    assert story.headline == LIKE_A_NAME
    assert body(story) == [OPENED, GROWN]


def test_a_unit_and_a_name_under_another_subject_is_no_headline():
    letter = plain("东岭经开区 林晓", "通讯员 方晴", OPENED, GROWN)

    story = recognise(Material(subject=TITLE, letter=letter))

    assert story.headline == TITLE
    assert OPENED in body(story)
