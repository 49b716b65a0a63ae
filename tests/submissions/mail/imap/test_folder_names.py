"""Modified UTF-7, and the names that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.mail.imap.folder_names import (
    Folder,
    decode_name,
    encode_name,
    folders_of,
)

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(names)
def test_name_comes_back(name: str) -> None:
    expected = "INBOX" if name.upper() == "INBOX" else name

    assert decode_name(encode_name(name)) == expected


@given(names)
def test_wire_form_is_printable_ascii(name: str) -> None:
    assert all(0x20 <= byte <= 0x7E for byte in encode_name(name))


@given(st.binary())
def test_any_bytes_are_some_name(wire: bytes) -> None:
    decode_name(wire).encode()


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        (b"&XfJT0ZAB-", "已发送"),
        (b"&XfJT0ZABkK5O9g-", "已发送邮件"),
        (b"&g0l6P3ux-", "草稿箱"),
        (b"&V4NXPpCuTvY-", "垃圾邮件"),
        (b"inbox", "INBOX"),
        (b"R&-D", "R&D"),
        ("已发送".encode(), "已发送"),
        ("已发送".encode("gbk"), "已发送"),
        (b"&2D0-", "&2D0-"),  # half a character
        (b"&!!!-", "&!!!-"),
        (b"a&b", "a&b"),
    ],
)
def test_names_as_servers_send_them(wire: bytes, name: str) -> None:
    assert decode_name(wire) == name


def test_folders_of_every_form_of_list() -> None:
    lines = [
        b'(\\HasNoChildren) "/" "INBOX"',
        b'(\\HasNoChildren) "/" &XfJT0ZAB-',
        b'(\\Noselect) "/" "a \\"b\\" \\\\c"',
        b"() NIL flat",
        (b'() "/" {9}', b"a literal"),
        b"",
        b'() "\\\\" last',
        b"nonsense",
        None,
    ]

    assert folders_of(lines) == [
        Folder("INBOX", b"INBOX"),
        Folder("已发送", b"&XfJT0ZAB-"),
        Folder('a "b" \\c', b'a "b" \\c', opens=False),
        Folder("flat", b"flat"),
        Folder("a literal", b"a literal"),
        Folder("last", b"last"),
    ]
