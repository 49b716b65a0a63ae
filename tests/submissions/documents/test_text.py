"""Text files: any Chinese encoding, wrapped lines put together, never an error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions.documents.model import DocumentOutcome
from submissions.documents.text import decode_text, unwrapped
from submissions.problems import ProblemCode

SIMPLE = (
    "云州开发区昨天举行重点项目开工仪式。\n"
    "本报讯（通讯员 林晓）这次开工的项目有十二个，总投资三十亿元，"
    "建成后可以增加就业。\n"
    "开发区有关负责人说，他们要把服务做好，让企业安心发展。"
)
TRADITIONAL = (
    "雲州開發區昨天舉行重點項目開工儀式。\n"
    "這次開工的項目有十二個，總投資三十億元，建成後可以增加就業機會。\n"
    "開發區有關負責人說，他們要把服務做好，讓企業安心發展。"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (SIMPLE, name)
            for name in ("utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030")
        ),
        *(
            (SIMPLE, name)
            for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "hz")
        ),
        *((TRADITIONAL, name) for name in ("big5", "big5hkscs", "gb18030", "utf-8")),
        *((TRADITIONAL, name) for name in ("utf-16-le", "utf-16-be")),
        ("plain words\nin two lines", "ascii"),
        ("plain words\nin two lines", "utf-16-le"),
        ("短。", "gbk"),
        ("新闻", "gbk"),
        ("图片", "gbk"),  # whose bytes are valid UTF-8, too
        ("A·B, £5", "utf-8"),
        ("l’été à Málaga", "utf-8"),
        ("Привет", "utf-8"),
    ],
)
def test_encodings(text, encoding):
    decoded, _, _ = decode_text(text.encode(encoding))

    assert decoded == text


def test_a_few_dirty_bytes_change_nothing_else(read):
    dirty = SIMPLE.encode("gb18030").replace("企业".encode("gb18030"), b"\xff\xff")

    made = read(dirty, "稿.txt")

    assert made.outcome is DocumentOutcome.OK
    assert made.text.startswith("云州开发区昨天举行重点项目开工仪式。")
    assert [problem.code for problem in made.problems] == [ProblemCode.ENCODING_UNSURE]


def test_a_cut_character_in_utf8():
    text, encoding, sure = decode_text(SIMPLE.encode()[:-1])

    assert (text[:-1], encoding, sure) == (SIMPLE[:-1], "utf-8", False)


def test_lines_of_two_encodings():
    one, *rest = SIMPLE.split("\n")
    mixed = b"\n".join([one.encode("gbk"), *(line.encode() for line in rest)])

    assert decode_text(mixed)[0] == SIMPLE


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise(data):
    text, _, _ = decode_text(data)

    assert isinstance(unwrapped(text), str)


@given(st.text(alphabet=sorted(set(SIMPLE)), min_size=30, max_size=200))
@settings(max_examples=200, deadline=None)
def test_simplified_text_is_read_from_gbk(text):
    assert decode_text(text.encode("gb18030"))[0] == text


WRAPPED = (
    "　　云州开发区昨天举行重点项目开工仪式，这次\n"
    "开工的项目有十二个，总投资三十亿元，建成后可\n"
    "以增加就业。\n"
    "　　开发区有关负责人说，他们要把服务做好，让\n"
    "企业安心发展，明年还会有二十个项目落地，涉及\n"
    "新能源和生物医药等产业，前景很好。\n"
)


def test_wrapped_lines_are_put_together(read):
    made = read(WRAPPED.encode("gbk"), "稿.txt")

    one, two = (block.text for block in made.blocks)
    assert one.endswith("这次开工的项目有十二个，总投资三十亿元，建成后可以增加就业。")
    assert two.endswith(
        "让企业安心发展，明年还会有二十个项目落地，涉及新能源和生物医药等产业，前景很好。"
    )


def test_paragraphs_of_one_length_stay_apart():
    lines = "\n".join(
        f"第{n}段写的是同样长短的一句完整的话，到这里就结束了。" for n in range(8)
    )

    assert unwrapped(lines) == lines


def test_english_lines_keep_their_spaces():
    line = "the quick brown fox jumps over the lazy dog and runs away fast"
    text = "\n".join([line] * 6)

    assert unwrapped(text) == " ".join([line] * 6)


def test_an_empty_text_is_told(read):
    assert read(b"", "稿.txt").reason.code is ProblemCode.EMPTY
    assert read("\r\n　\r\n".encode(), "稿.txt").reason.code is ProblemCode.NO_WORDS
