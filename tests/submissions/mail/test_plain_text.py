# ruff: noqa: E501 - mails stand here line by line as programs write them
"""Lines that a program broke are paragraphs again; lines of the author stay."""

import textwrap

import pytest

from submissions.mail.plain_text import paragraph_lines

CHINESE = (
    "金秋时节，走进鹿泉经济开发区，塔吊林立，机器轰鸣，一派热火朝天的建设景象。今年以来，开发区把项目建设"
    "作为头等大事，新开工项目二十三个，总投资一百一十亿元。据介绍，2026年前三季度，规模以上工业增加值同比"
    "增长8.6%，高于全市平均水平2.1个百分点。开发区将继续优化营商环境，推动高质量发展。"
)
ENGLISH = (
    "The quick brown fox jumps over the lazy dog while the editors of the supplement read "
    "their mail, and nobody knows how many lines there will be in the end of this sentence."
)


@pytest.mark.parametrize("width", [33, 35, 37])
def test_hard_wrapped_chinese_is_joined(width: int):
    assert paragraph_lines("\r\n".join(by_columns(CHINESE, 2 * width))) == [CHINESE]


def by_columns(text: str, measure: int) -> list[str]:
    """Cut a text as programs do: a Chinese character takes two columns."""
    lines, room = [""], measure
    for char in text:
        wide = 1 if char.isascii() else 2
        if wide > room:
            lines.append("")
            room = measure
        lines[-1] += char
        room -= wide
    return lines


@pytest.mark.parametrize("width", [65, 72, 76])
def test_hard_wrapped_english_is_joined(width: int):
    text = textwrap.fill(ENGLISH, width) + "\n\n" + textwrap.fill(ENGLISH, width)

    assert paragraph_lines(text) == [ENGLISH, "", ENGLISH]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([CHINESE[:38] + "。"] * 5),
        "春风十里\n不如你\n塔吊林立\n机器轰鸣\n一池春水\n再起波澜",
        "\n".join(
            f"{n}. 第{n}条，项目建设是头等大事，要抓紧抓好抓出成效来不能有一点放松"
            for n in range(1, 6)
        ),
        f"{CHINESE}\n{CHINESE}",
        "\n".join("　　" + CHINESE[at : at + 33] for at in range(0, 99, 33)),
    ],
    ids=["whole sentences", "verse", "list", "one line each", "indented"],
)
def test_lines_of_the_author_stay(text: str):
    assert paragraph_lines(text) == text.split("\n")


def test_flowed_text_is_joined():
    text = "one \r\ntwo\r\n> quoted \r\n> words\r\n from\r\n-- \r\nname"

    assert paragraph_lines(text, flowed=True) == [
        "one two",
        "> quoted words",
        "from",
        "-- ",
        "name",
    ]


def test_flowed_text_of_chinese_loses_the_added_space():
    assert paragraph_lines("项目 \r\n建设", flowed=True, delsp=True) == ["项目建设"]
