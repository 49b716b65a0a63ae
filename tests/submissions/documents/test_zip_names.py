"""Names of a zip's entries: as they were meant, whatever their encoding."""

import struct
import zlib

import pytest

from tests.submissions.documents.zip_files import Entry, make_zip

ZIP = "稿件.zip"


def names(made):
    return [member.name for member in made.members]


GBK, BIG5, UTF8 = "开工仪式.txt".encode("gbk"), "開工儀式.txt".encode("big5"), 0x800


def unicode_path(raw: bytes, name: str) -> bytes:
    field = b"\x01" + struct.pack("<L", zlib.crc32(raw)) + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (Entry(GBK, b"x"), "开工仪式.txt"),
        (Entry(BIG5, b"x"), "開工儀式.txt"),
        (Entry("現場決選.txt".encode("big5"), b"x"), "現場決選.txt"),
        (Entry("決選現場.txt".encode("big5"), b"x"), "決選現場.txt"),
        (Entry("现场.txt".encode(), b"x", flags=UTF8), "现场.txt"),
        (Entry("现场.txt".encode(), b"x"), "现场.txt"),
        (Entry(GBK, b"x", flags=UTF8), "开工仪式.txt"),
        (Entry(b"?.txt", b"x", extra=unicode_path(b"?.txt", "真名.txt")), "真名.txt"),
        (Entry(b"a.txt", b"x", extra=unicode_path(b"b.txt", "假名.txt")), "a.txt"),
        (Entry("école.txt".encode("cp437"), b"x"), "école.txt"),
        (Entry("照片\\一.txt".encode("gbk"), b"x"), "一.txt"),
        # The bytes of these are valid UTF-8 by accident, or rightly so.
        (Entry("图1.txt".encode("gbk"), b"x"), "图1.txt"),
        (Entry("图片.txt".encode("gbk"), b"x"), "图片.txt"),
        (Entry("小学.txt".encode("gbk"), b"x"), "小学.txt"),
        (Entry("école.txt".encode(), b"x"), "école.txt"),
        (Entry("à.txt".encode(), b"x"), "à.txt"),
        (Entry("привет.txt".encode(), b"x"), "привет.txt"),
        (Entry("ÄÖÜé".encode(), b"x"), "ÄÖÜé"),
    ],
)
def test_names_in_every_encoding(read, entry, name):
    assert names(read(make_zip(entry), ZIP)) == [name]


def test_of_several_unicode_names_the_right_one_counts(read):
    extra = unicode_path(b"other", "假名.txt") + unicode_path(b"?.txt", "真名.txt")

    assert names(read(make_zip(Entry(b"?.txt", b"x", extra=extra)), ZIP)) == [
        "真名.txt"
    ]
