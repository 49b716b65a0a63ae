"""winmail.dat is taken apart."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.mail.parsing import parse_mail
from submissions.mail.tnef import read_tnef
from tests.submissions.mail.making import (
    PNG,
    WORD,
    file_part,
    mail,
    multipart,
    text_part,
)
from tests.submissions.mail.winmail import tnef

STORY = "本报讯 鹿泉经济开发区新开工项目二十三个。"
FILES = (("现场照片①.jpg", PNG), ("稿件（定稿）.docx", WORD))


def test_f32_files_come_out_whole_and_named():
    packed = read_tnef(tnef(STORY, FILES))

    assert packed is not None
    assert packed.text.rstrip("\x00") == STORY
    assert [(file.name, file.data) for file in packed.attachments] == list(FILES)


@pytest.mark.parametrize(
    ("codepage", "charset"),
    [(936, "gb18030"), (950, "big5"), (65001, "utf-8"), (932, "cp932")],
)
def test_f32_names_are_in_the_code_page(codepage: int, charset: str):
    files = (("照片.jpg", PNG),)

    packed = read_tnef(tnef("文字", files, codepage=codepage, charset=charset))

    assert packed is not None
    assert [file.name for file in packed.attachments] == ["照片.jpg"]


def test_html_inside_is_the_text():
    page = f"<html><body><p>{STORY}</p><p>完。</p></body></html>"
    part = file_part(
        "winmail.dat",
        tnef("", FILES, html=page),
        kind="application/ms-tnef",
        disposition=b"filename=winmail.dat",
    )

    read = parse_mail(mail(multipart("mixed", [text_part(""), part], boundary="x")))

    assert read.text == f"{STORY}\n完。"
    assert [file.name for file in read.attachments] == [name for name, _ in FILES]


def test_rtf_inside_is_the_text():
    words = "".join(f"\\'{byte:02x}" for byte in STORY.encode("gbk"))
    rtf = (
        b"{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 Arial;}}\\pard "
        + words.encode()
        + b"\\par end\\par}"
    )

    read = parse_mail(
        mail(
            file_part(
                "winmail.dat",
                tnef("", (), rtf=uncompressed(rtf)),
                kind="application/ms-tnef",
            )
        )
    )

    assert read.text == f"{STORY}\nend"


def uncompressed(rtf: bytes) -> bytes:
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def test_compressed_rtf_is_unpacked():
    # literals, then one reference back: "abcabc"
    data = bytes([0b00001000]) + b"abc" + struct.pack(">H", (207 % 4096) << 4 | 1)
    packed = struct.pack("<II4sI", len(data) + 12, 6, b"LZFu", 0) + data

    read = read_tnef(tnef("", (), rtf=packed))

    assert read is not None
    assert read.text == "abcabc"


def test_what_cannot_be_taken_apart_stays_a_file():
    part = file_part(
        "winmail.dat",
        b"no tnef",
        kind="application/ms-tnef",
        disposition=b"filename=winmail.dat",
    )

    read = parse_mail(mail(multipart("mixed", [text_part("x"), part], boundary="x")))

    assert [(file.name, file.data) for file in read.attachments] == [
        ("winmail.dat", b"no tnef")
    ]


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_f19_a_damaged_stream_never_raises(at: int, junk: bytes):
    whole = tnef(STORY, FILES, html="<p>x</p>")

    read_tnef(whole[:at] + junk + whole[at + len(junk) :])
    read_tnef(whole[:at])
