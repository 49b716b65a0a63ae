"""The plain text of the form and the blocks it stands for."""

import re

from hypothesis import given
from hypothesis import strategies as st

from press.copy.model import Block, BlockKind, Run, RunStyle
from submissions.body_text import blocks_from_body


def paragraph(number: int, *runs: Run) -> Block:
    return Block(f"b{number}", BlockKind.PARAGRAPH, runs)


def test_every_line_is_a_paragraph_and_blank_lines_are_none():
    blocks = blocks_from_body("　　第一段。\r\n\r\n\r\n第二段。\n第三段。  \n")

    assert blocks == (
        paragraph(1, Run("第一段。")),
        paragraph(2, Run("第二段。")),
        paragraph(3, Run("第三段。")),
    )


def test_marks_make_subheads_and_strong_words():
    blocks = blocks_from_body("## 抓**项目**\n新区**今年**开工。\n## \n##没有空格")

    assert blocks == (
        Block("b1", BlockKind.SUBHEAD, (Run("抓项目"),)),
        paragraph(2, Run("新区"), Run("今年", RunStyle.STRONG), Run("开工。")),
        paragraph(3, Run("##没有空格")),
    )


def test_html_stays_text():
    blocks = blocks_from_body("<script>alert(1)</script>\n<b>不是粗体</b>")

    assert blocks == (
        paragraph(1, Run("<script>alert(1)</script>")),
        paragraph(2, Run("<b>不是粗体</b>")),
    )


def test_f31_characters_that_cannot_be_seen_are_dropped():
    blocks = blocks_from_body("园\u200b区\u202e导\x00刊\x07\t月报")

    assert blocks == (paragraph(1, Run("园区导刊 月报")),)


@given(st.text(max_size=400))
def test_any_text_gives_blocks_that_say_something(text: str):
    blocks = blocks_from_body(text)

    assert all(block.text.strip() for block in blocks)
    assert [block.id for block in blocks] == [f"b{n + 1}" for n in range(len(blocks))]
    assert not any("\n" in block.text for block in blocks)


@given(st.lists(st.sampled_from(["开发区", "项目", "12", "。", " "]), min_size=1))
def test_plain_words_come_back_as_they_were(words: list[str]):
    line = re.sub(" +", " ", "".join(words)).strip()

    assert "".join(block.text for block in blocks_from_body(line)) == line
