"""Plain text: a line is a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.copy.model import Block, BlockKind, Copy, Picture, Run
from press.copy.plain import blocks_from_plain, blocks_to_plain, copy_to_plain

LONG = "东岭经开区今年以来抓项目、优环境、促发展，六个重点项目陆续开工，园区面貌一新。"


def read(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks_from_plain(text)]


def test_lines_are_paragraphs():
    assert blocks_from_plain("　　甲。\r\n\r\n \u00a0乙 丙。\n") == (
        Block("b1", BlockKind.PARAGRAPH, (Run("甲。"),)),
        Block("b2", BlockKind.PARAGRAPH, (Run("乙 丙。"),)),
    )


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("## 办事更快", "subhead"),
        ("积极作为 跑出“加速度”", "subhead"),
        ("办事更快。", "paragraph"),
        ("李小华 摄", "paragraph"),
        ("（作者单位：东岭经开区）", "paragraph"),
        ("联系电话:12345", "paragraph"),
        ("一" * 25, "paragraph"),
    ],
)
def test_subhead_stands_between_long_paragraphs(line, kind):
    assert read(f"{LONG}\n{line}\n{LONG}")[1] == (kind, line.removeprefix("## "))


def test_subhead_stands_beside_one_short_sentence():
    text = f"{LONG}\n办事更快\n好环境就是生产力，是招商的生命线。\n{LONG}"

    assert [kind for kind, _ in read(text)] == [
        *("paragraph", "subhead", "paragraph", "paragraph")
    ]


def test_subhead_may_have_two_lines():
    two = f"{LONG}\n坚持项目为王\n全力打造产业聚集平台\n{LONG}"
    three = f"{LONG}\n一\n园区花开\n花开园区\n春来早\n{LONG}"

    assert [kind for kind, _ in read(two)][1:3] == ["subhead", "subhead"]
    assert "subhead" not in [kind for kind, _ in read(three)]


def test_short_line_at_an_end_is_no_subhead():
    assert [kind for kind, _ in read(f"办事更快\n{LONG}\n办事更快")] == [
        "paragraph"
    ] * 3


def test_blocks_are_written_so_that_they_read_back():
    text = f"甲。\n## 办事更快\n{LONG}"

    assert blocks_to_plain(blocks_from_plain(text)) == text


def test_whole_piece_is_written_in_reading_order():
    copy = Copy(
        kicker="引",
        headline="主",
        deck="副",
        dateline="本报讯(王小明)",
        byline="□ 王小明",
        blocks=blocks_from_plain("甲。\n乙。"),
        pictures=(Picture("p1", "0" * 64, "图说。", "李华 摄"),),
    )

    assert copy_to_plain(copy) == (
        "引\n主\n副\n□ 王小明\n本报讯(王小明)甲。\n乙。\n图说。 李华 摄"
    )


@given(st.text())
def test_no_visible_character_is_lost(text):
    kept = "".join(block.text for block in blocks_from_plain(text))

    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_subhead_stands_before_a_last_question_with_a_name_behind():
    lines = ("园区把项目摆在首位，今年已经开工二十三个。", "强龙头 补短板")

    blocks = blocks_from_plain(
        "\n".join((*lines, "路修到哪里，水电气就通到哪里……谁来接下一单？ 王小明"))
    )

    assert [block.kind.value for block in blocks] == [
        "paragraph",
        "subhead",
        "paragraph",
    ]
