# ruff: noqa: E501 - mails stand here line by line as programs write them
"""Bytes become text, whatever the label says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.mail.charset_names import codec_for
from submissions.mail.charsets import decode_text
from submissions.mail.parsing import parse_mail
from submissions.problems import ProblemCode
from tests.submissions.mail.making import mail

STORY = "本报讯 鹿泉经济开发区把项目建设作为头等大事，“一池春水”再起波澜——记开发区。"
TAIWAN = "這是從臺灣發來的郵件，請您查收附件中的稿件與照片。"

LABELS = {
    "gb18030": (
        "GB2312",
        "gb_2312-80",
        "x-gbk",
        "GBK",
        "cp936",
        '"gb2312";',
        "GB2312_CHARSET",
        "chinese",
        "gb18030",
    ),
    "big5hkscs": ("Big5", "big5-hkscs", "x-x-big5", "cn-big5"),
    "hz": ("HZ-GB-2312",),
    "cp932": ("Shift_JIS", "x-sjis", "windows-31j"),
    "cp949": ("ks_c_5601-1987", "euc-kr"),
    "cp1252": ("iso-8859-1", "ISO_8859-1", "latin1", "windows-1252", "ISO8859-1"),
    "iso8859-15": ("iso-8859-15", "latin-9"),
    "iso8859-8": ("iso-8859-8-i",),
    "utf-7": ("unicode-1-1-utf-7",),
    "utf-8": ("utf8", "UTF-8", "utf-8n"),
    "koi8-r": ("KOI8-R",),
    "cp1251": ("win-1251", "windows-1251", "x-cp1251"),
    "": (
        "x-unknown",
        "default",
        "unknown-8bit",
        "rot13",
        "zip",
        "idna",
        "\x00",
        "é",
        "",
        "?" * 500,
    ),
}


@pytest.mark.parametrize(
    ("codec", "label"), [(c, n) for c, ns in LABELS.items() for n in ns]
)
def test_a_label_means_a_codec(codec: str, label: str):
    assert codec_for(label) == codec


@pytest.mark.parametrize(
    "label", ["gb2312", "us-ascii", "iso-8859-1", "utf-8", "x-unknown", "", "big5"]
)
@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_f32_chinese_is_read_under_any_label(codec: str, label: str):
    for text in (STORY, STORY[:12], STORY[-9:-2]):
        assert decode_text(text.encode(codec), label).text == text


@pytest.mark.parametrize("label", ["big5", "gb2312", "us-ascii", "utf-8", ""])
def test_f32_big5_is_read_under_any_label(label: str):
    assert decode_text(TAIWAN.encode("big5"), label).text == TAIWAN


RIGHTLY = {
    "iso-8859-1": "Déjà vu: le garçon à l'école, où ça?",
    "windows-1252": "“Grüße” – 5 € für Öl",
    "iso-8859-2": "Zażółć gęślą jaźń",
    "iso-8859-7": "Καλημέρα κόσμε",
    "iso-8859-9": "Türkçe ığüş",
    "windows-1251": "Привет, как дела",
    "koi8-r": "Привет, как дела",
    "windows-1256": "مرحبا بالعالم",
    "windows-1255": "שלום עולם",
    "tis-620": "สวัสดีชาวโลก",
    "shift_jis": "こんにちは、世界",
    "euc-jp": "こんにちは、世界",
    "euc-kr": "안녕하세요 여러분",
    "utf-7": "中文 text",
    "utf-16": "中文 text",
    "hz": "中文 text",
}


@pytest.mark.parametrize("label", RIGHTLY)
def test_a_right_label_is_believed(label: str):
    text = RIGHTLY[label]

    read = decode_text(text.encode(label), label)

    assert (read.text, read.guessed) == (text, False)


def test_escapes_tell_their_charset_without_a_label():
    assert decode_text("今日の件名".encode("iso-2022-jp")).text == "今日の件名"
    assert decode_text("今天的标题".encode("hz")).text == "今天的标题"


def test_japanese_makers_characters_are_read():
    assert decode_text(b"\x1b$B-!-j%F%9%H\x1b(B", "iso-2022-jp").text == "①㈱テスト"


def test_iso_2022_cn_is_read():
    high = bytes(byte & 0x7F for byte in "开发区".encode("gb2312"))

    read = decode_text(b"\x1b$)A\x0e" + high + b"\x0f ok", "iso-2022-cn")

    assert read.text == "开发区 ok"


def test_one_bad_byte_does_not_change_the_charset():
    read = decode_text((STORY * 3).encode("gb18030") + b"\xff!", "gb2312")

    assert (read.charset, read.text.startswith(STORY)) == ("gb18030", True)


def test_a_sign_that_the_label_fits_is_believed():
    assert decode_text("¢".encode(), "utf-8").text == "¢"


def test_nothing_but_letters_under_a_western_label_is_western():
    text = "ÀáÊëÎïÔöÛü" * 3

    assert decode_text(text.encode("latin-1"), "iso-8859-1").text == text


def test_what_was_lost_on_the_way_is_not_read_as_chinese():
    text = "\ufffdm\ufffd\ufffd\u02f6\u06e1n"

    assert decode_text(text.encode()).text == text


def test_a_guess_is_recorded():
    head = b"Content-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"

    read = parse_mail(mail(head + STORY.encode("gb18030")))

    assert (read.text, read.charset) == (STORY, "gb18030")
    assert [problem.code for problem in read.problems] == [ProblemCode.CHARSET_GUESSED]


def test_the_html_itself_may_name_its_charset():
    head = b"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    page = b'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>'

    assert parse_mail(mail(head + page + STORY.encode("gb18030"))).text == STORY


@given(st.binary(max_size=300), st.text(max_size=30))
def test_f19_no_bytes_and_no_label_raise(data: bytes, label: str):
    assert isinstance(decode_text(data, label, hint=label).text, str)
