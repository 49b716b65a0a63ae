"""Names of attachments: found wherever they stand, cleaned to labels."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions.mail.parsing import parse_mail
from tests.submissions.mail.making import (
    NAME_FORMS,
    PNG,
    file_part,
    mail,
    multipart,
    text_part,
    word,
)


def names(disposition: bytes, kind: str = "image/jpeg") -> list[str]:
    part = file_part("", PNG, kind=kind, disposition=disposition)
    raw = mail(multipart("mixed", [text_part("x"), part], boundary="b"))
    return [file.name for file in parse_mail(raw).attachments]


stems = st.lists(
    st.sampled_from(
        [
            "石家庄",
            "开发区",
            "现场",
            "图",
            "《定稿》",
            "（终）",
            "①",
            "-",
            "2026",
            "a",
            " b",
        ]
    ),
    min_size=1,
    max_size=6,
).map(lambda parts: "".join(parts).strip() or "图")
file_names = st.builds(
    "{}{}".format, stems, st.sampled_from([".jpg", ".docx", ".doc", ".zip"])
)


@pytest.mark.parametrize("form", NAME_FORMS)
@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
@settings(max_examples=25, deadline=None)
@given(name=file_names)
def test_f32_a_name_comes_out_as_it_went_in(form: str, charset: str, name: str):
    if form == "percent" and name.isascii():
        return  # nothing tells such a percent sign from a real one

    assert names(NAME_FORMS[form](name, charset)) == [name]


@pytest.mark.parametrize(
    ("disposition", "kind", "name"),
    [
        (b"", 'image/jpeg; name="a.jpg"', "a.jpg"),
        (b"filename=a.jpg", 'image/jpeg; name="b.jpg"', "a.jpg"),
        (
            b'filename="????.jpg"',
            f'image/jpeg; name="{word("现场.jpg", "gbk").decode()}"',
            "现场.jpg",
        ),
        (
            b"filename*0*=gb2312''%CF%D6%B3%A1%CD;filename*1=%BC.jpg",
            "image/jpeg",
            "现场图.jpg",
        ),
        (
            b"filename_0_=gb2312''%CF%D6%B3;filename_1_=%A1%CD%BC.jpg",
            "image/jpeg",
            "现场图.jpg",
        ),
        (b"filename=my photo of it.jpg", "image/jpeg", "my photo of it.jpg"),
        (b"filename=my photo.jpg; size=12", "image/jpeg", "my photo.jpg"),
        (b'filename="a.jpg', "image/jpeg", "a.jpg"),
        (b"filename='a.jpg'", "image/jpeg", "a.jpg"),
        (b'filename="C:\\photos\\a.jpg"', "image/jpeg", "a.jpg"),
        (b'filename="a;b.jpg"', "image/jpeg", "a;b.jpg"),
        (b'filename=""', "image/jpeg", ""),
        (b'filename="../"', "image/jpeg", ""),
        (b"FileName = a.jpg", "image/jpeg", "a.jpg"),
        (b"filename*=utf-8'zh'%E5%9B%BE.jpg; filename=x.jpg", "image/jpeg", "图.jpg"),
        (b"filename*=\"utf-8''%E5%9B%BE.jpg\"", "image/jpeg", "图.jpg"),
        (b"filename*=%E5%9B%BE.jpg", "image/jpeg", "图.jpg"),
        (b"filename*0=a; filename*1=b.jpg", "image/jpeg", "ab.jpg"),
        (b"filename*1=b.jpg; filename*0=a", "image/jpeg", "ab.jpg"),
        (
            b"filename*0*=utf-8''%E5%9B; filename*1*=%BE; filename*2=.jpg",
            "image/jpeg",
            "图.jpg",
        ),
        (b'filename*0="=?utf-8?B?5Zu+"; filename*1="?=.jpg"', "image/jpeg", "图.jpg"),
        (b"filename*=gbk''" + "图.jpg".encode("gbk"), "image/jpeg", "图.jpg"),
        (b"filename=\"utf-8''%E5%9B%BE%E7%89%87.jpg\"", "image/jpeg", "图片.jpg"),
    ],
)
def test_f32_odd_names(disposition: bytes, kind: str, name: str):
    assert names(disposition or b"x=y", kind) == [name]


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("../../etc/passwd", "passwd"),
        (".htaccess", "htaccess"),
        ("\u200b.htaccess", "htaccess"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("长" * 300 + ".jpg", "长" * 116 + ".jpg"),
        ("CON.jpg", "_CON.jpg"),
        ("图1:说明.jpg", "图1：说明.jpg"),
        ("a\tb.jpg", "a b.jpg"),
    ],
)
def test_f31_hostile_names_become_labels(raw: str, label: str):
    assert names(NAME_FORMS["2231"](raw, "utf-8")) == [label]


def test_f31_a_name_cannot_end_the_header():
    assert names(NAME_FORMS["2231"]("a\r\nBcc: x@y.jpg", "utf-8")) == [
        "a Bcc： x@y.jpg"
    ]
