"""Subjects are read without what correspondents hang on a headline."""

import pytest

from press.copy.recognising.subject import read_subject

TITLE = "东岭经开区六个重点项目集中开工"


@pytest.mark.parametrize(
    "subject",
    [
        TITLE,
        f"Re: {TITLE}",
        f"RE: Fw: FWD: {TITLE}",
        f"回复：转发：答复：{TITLE}",
        f"投稿：{TITLE}",
        f"【投稿】{TITLE}",
        f"[投稿]{TITLE}",
        f"（投稿）{TITLE}",
        f"来稿：{TITLE}",
        f"稿件：{TITLE}",
        f"新闻稿：{TITLE}",
        f"白石开发区投稿——{TITLE}",
        f"白石开发区管委会来稿：{TITLE}",
        f"《园区导刊》投稿：{TITLE}",
        f"投稿《{TITLE}》",
        f"关于《{TITLE}》的投稿",
        f"投稿《{TITLE}》请审阅",
        f"{TITLE}——鹿泉经开区 王小明",
        f"{TITLE}—王小明",
        f"{TITLE}（王小明 李华）",
        f"{TITLE} 王小明",
        f"{TITLE} 李 华",
        f"{TITLE}+王小明+园区要闻",
        f"{TITLE}（附图）",
        f"{TITLE}（图文）",
        f"{TITLE}（含照片）",
        f"{TITLE}附照片2张",
        f"{TITLE}（附照片三张）",
        f"{TITLE}.docx",
        f"{TITLE}.wps",
        f"{TITLE}(1)",
        f"{TITLE}（2）.docx",
        f"{TITLE} 2026年11月20日",
        f"{TITLE}_20261120",
        f"20261120{TITLE}",
        f"2026.11.20 {TITLE}",
        f"{TITLE}（修改稿）",
        f"{TITLE}-终稿",
        f"{TITLE}（最新）",
        f"{TITLE} 改",
        f"{TITLE}定稿",
        f"{TITLE}（1200字）",
        f"{TITLE}-王小明-13900001234",
        f"Fw: 【投稿】{TITLE}（修改稿）（附图）——东岭经开区 王小明.docx",
    ],
)
def test_headline_is_what_remains(subject):
    assert read_subject(subject).headline == TITLE


@pytest.mark.parametrize(
    "headline",
    [
        "2022年园区科技金融系列活动举办",
        "省工信厅“供需对接推进月”活动成效显著",
        "打造投资兴业热土 成就大运通海福地",
        "打造投资兴业热土　成就大运通海福地",
        "青岛高新区：服务“全代办”项目见效快",
        "一条河两岸的加速度",
        "何以三年翻一番？",
        "9月1日起办证不用跑",
        "以“创新”入场 用“产业”驻场",
        "全省开发区银企对接会签约项目五十六个",
        "长亭县向新而行 向上生长",
    ],
)
def test_headline_itself_is_left_alone(headline):
    assert read_subject(headline).headline == headline


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "投稿",
        "稿件",
        "来稿",
        "无主题",
        "（无主题）",
        "Re:",
        "图片",
        "附件",
        "您好",
        "2026",
    ],
)
def test_subject_may_say_nothing(subject):
    assert read_subject(subject).headline == ""


def test_author_unit_and_section_are_kept():
    tagged = read_subject(f"【园区要闻】{TITLE}——东岭经开区 王小明")
    joined = read_subject(f"{TITLE}+李华+双招双引")

    assert (tagged.section, tagged.unit, tagged.people) == (
        *("园区要闻", "东岭经开区"),
        ["王小明"],
    )
    assert (joined.section, joined.people) == ("双招双引", ["李华"])


def test_deck_after_a_dash_is_no_author():
    reading = read_subject("开放创新激活“一池春水”——全省开发区集聚集约发展见闻")

    assert (reading.headline, reading.deck) == (
        "开放创新激活“一池春水”",
        "——全省开发区集聚集约发展见闻",
    )


@pytest.mark.parametrize(
    ("subject", "kind", "headline"),
    [
        ("投稿：发刊词", "editorial", ""),
        ("图片新闻", "photo_news", ""),
        ("图片新闻：风机叶片出海", "photo_news", "风机叶片出海"),
        ("《园区导刊》征稿启事", "notice", "《园区导刊》征稿启事"),
    ],
)
def test_kind_is_told_by_the_subject(subject, kind, headline):
    reading = read_subject(subject)

    assert (reading.kind, reading.headline) == (kind, headline)
