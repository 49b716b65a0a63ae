"""Bylines in the forms papers print, and what only looks like one."""

import pytest

from press.copy.recognising.bylines import (
    byline_form,
    credit_in_byline,
    dateline_people,
    inline_byline,
    people_of,
    rank_byline,
)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("□ 郝小红 李大文", ["郝小红", "李大文"]),
        ("□张　艳　王五", ["张艳", "王五"]),
        ("◎通讯员 赵优 赵小忠 晏瑞", ["赵优", "赵小忠", "晏瑞"]),
        ("本报记者 朱丹", ["朱丹"]),
        ("◎本报记者 宋小迎 通讯员 肖玲", ["宋小迎", "肖玲"]),
        ("◎本报记者 华凌", ["华凌"]),
        ("▶ 柳小华", ["柳小华"]),
        ("(文/吕小青、邢小谦)", ["吕小青", "邢小谦"]),
        ("（文/吕小青 图/邢小谦）", ["吕小青", "邢小谦"]),
        ("（通讯员 王小明）", ["王小明"]),
        ("（王小明 李华）", ["王小明", "李华"]),
        ("通讯员 王小明 李华 文/图", ["王小明", "李华"]),
        ("王小明 文/图", ["王小明"]),
        ("作者：王小明  单位：东岭经开区", ["王小明"]),
        ("供稿：东岭经开区 王小明", ["王小明"]),
        ("特约通讯员 王小明", ["王小明"]),
        ("郝小红 李大文", ["郝小红", "李大文"]),
        ("张 艳", ["张艳"]),
        ("来源：东岭经开区管委会", []),
    ],
)
def test_line_is_a_byline(text, people):
    assert byline_form(text)
    assert people_of(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "高质量发展 优化环境",
        "抓投资 上项目",
        "先腾笼 再引凤",
        "高新 时代",
        "（完）",
        "本报讯（通讯员王小明）",
        "通讯员 王小明近日来到车间",
        "今天，王小明说。",
        "跑出招商引资“加速度”",
        "平台 安全",
    ],
)
def test_line_is_no_byline(text):
    assert not byline_form(text)


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("实现优势互补、共同发展。” 谢芸", "谢芸"),
        ("绘就一幅生动画卷。 辛青", "辛青"),
        ("推动高质量发展。 易川 何小健", "易川 何小健"),
        ("推动高质量发展。　张 艳", "张 艳"),
        ("推动高质量发展。（通讯员 王小明）", "（通讯员 王小明）"),
        ("推动高质量发展。（文/王小明 图/李华）", "（文/王小明 图/李华）"),
        ("推动高质量发展。（王小明）", "（王小明）"),
        ("推动高质量发展！ □王小明", "□王小明"),
    ],
)
def test_byline_ends_a_paragraph(text, byline):
    start, found = inline_byline(text)

    assert (text[:start], found) == (text[: len(text) - len(byline)].rstrip(), byline)


@pytest.mark.parametrize(
    "text",
    [
        "他逢人便说：“谢谢小王。”王小明",
        "发展离不开“店小二” 高新",
        "推动高质量发展。 高新",
        "推动高质量发展。王小明",
        "推动高质量发展。（完）",
        "推动高质量发展。（见第三版）",
        "推动高质量发展 王小明",
        "推动高质量发展。",
        "大家都说：“好！” 时代",
        "王小明",
    ],
)
def test_paragraph_without_byline_is_left_alone(text):
    assert inline_byline(text) == (len(text), "")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("本报讯(通讯员王小明)为积极应对", "通讯员王小明"),
        ("本报讯（冯小坤 张 艳）今年以来", "冯小坤 张 艳"),
        ("科技日报讯(记者 顾满仓)近日", "记者 顾满仓"),
        (
            "科技日报讯(记者 魏晨 通讯员 杨小宇 邱诗)近日",
            "记者 魏晨 通讯员 杨小宇 邱诗",
        ),
        ("（通讯员 王小明）近日", "通讯员 王小明"),
        ("本报讯 近日", ""),
        ("（以下简称东岭）近日", ""),
        ("近日", ""),
    ],
)
def test_people_of_a_dateline(text, people):
    assert dateline_people(text) == people


@pytest.mark.parametrize(
    ("byline", "credit"),
    [
        ("通讯员 王小明 文/图", "通讯员 王小明 文/图"),
        ("（文/图 王小明）", "文/图 王小明"),
        ("（文/王小明 图/李华）", "图/李华"),
        ("王小明/文 李华/图", "李华/图"),
        ("□ 王小明", ""),
    ],
)
def test_pictures_are_credited_in_a_byline(byline, credit):
    assert credit_in_byline(byline) == credit


def test_printed_byline_goes_before_dateline_label_and_source():
    lines = ["来源：东岭经开区管委会", "作者：王小明", "□ 王小明"]

    assert [rank_byline(line) for line in lines] == [3, 2, 0]
