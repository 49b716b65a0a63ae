"""What a file is, by its bytes, and what its ending may have to say about it."""

import pytest

from submissions.documents.model import DocumentOutcome
from submissions.problems import ProblemCode
from tests.submissions.documents.docx_files import docx_bytes, p, photo
from tests.submissions.documents.rar_files import Stored, make_rar5
from tests.submissions.documents.zip_files import Entry, make_zip, text_entry

OK, REJECTED = DocumentOutcome.OK, DocumentOutcome.REJECTED
QUARANTINED = DocumentOutcome.QUARANTINED
WRONG = ProblemCode.WRONG_ENDING
DOCX, TEXT = docx_bytes(p("正文")), "正文。".encode()
HTML = "<html><body><p>正文</p></body></html>".encode()
RTF = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}\f0\'d5\'fd\'ce\'c4\par}"
MHT = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: text/html; charset=gb2312\r\n\r\n<p>\xd5\xfd\xce\xc4</p>\r\n--x--"
)


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (DOCX, "稿件.docx", "docx"),
        (DOCX, "稿件.DOCX", "docx"),
        (DOCX, "没有后缀", "docx"),
        (TEXT, "a.txt", "txt"),
        (RTF, "a.rtf", "rtf"),
        (make_zip(text_entry()), "a.zip", "zip"),
        (make_rar5(Stored(b"a.txt")), "a.rar", "rar"),
        *((photo(kind=kind), f"a.{kind}", kind.lower()) for kind in ("JPEG", "PNG")),
        *((photo(kind=kind), f"a.{kind}", kind.lower()) for kind in ("GIF", "BMP")),
        *((photo(kind=kind), f"a.{kind}", kind.lower()) for kind in ("TIFF", "WEBP")),
    ],
)
def test_what_it_says_it_is(read, content, name, form):
    made = read(content, name)

    assert (made.outcome, made.format, made.problems) == (OK, form, ())


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (DOCX, "a.doc", "docx"),
        (RTF, "a.doc", "rtf"),
        (HTML, "a.doc", "html"),
        (MHT, "a.doc", "mht"),
        (TEXT, "a.doc", "txt"),
        (TEXT, "a.docx", "txt"),
        (TEXT, "来稿.2026", "txt"),
        (photo(kind="PNG"), "a.jpg", "png"),
        (make_rar5(Stored(b"a.txt")), "a.zip", "rar"),
    ],
)
def test_f25_common_mixups_are_read_and_told(read, content, name, form):
    made = read(content, name)

    assert (made.outcome, made.format) == (OK, form)
    assert [problem.code for problem in made.problems] == [WRONG]
    assert made.pictures or made.members or made.text in ("正文", "正文。")


@pytest.mark.parametrize(
    ("content", "name"),
    [(DOCX, "a.jpg"), (DOCX, "a.txt"), (photo(), "a.docx"), (TEXT, "a.zip")],
)
def test_f25_other_wrong_endings_are_for_a_person(read, content, name):
    made = read(content, name)

    assert (made.outcome, made.reason.code) == (QUARANTINED, WRONG)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<?php system($_GET[0]);", "a.jpg", ProblemCode.RUNNABLE),
        (b"\xef\xbb\xbf<?PHP echo 1;", "a.png", ProblemCode.RUNNABLE),
        (b"#!/bin/sh\nrm -rf /", "a.doc", ProblemCode.RUNNABLE),
        (HTML, "a.jpg", WRONG),
        (b"<svg onload=alert(1)>", "a.png", WRONG),
        (b"words", "a.jpg", WRONG),
        (b"MZ" + bytes(300), "a.jpg", ProblemCode.RUNNABLE),
        (b"MZ" + bytes(300), "a.docx", ProblemCode.RUNNABLE),
        (b"\x7fELF" + bytes(300), "a.txt", ProblemCode.RUNNABLE),
        (photo(), "a.jpg.exe", ProblemCode.RUNNABLE),
        (photo(), "\u202egpj.exe", ProblemCode.RUNNABLE),
        (photo(), "a.jpg\u200b.php", ProblemCode.RUNNABLE),
        (TEXT, ".htaccess", ProblemCode.RUNNABLE),
        (TEXT, "\u200b.htaccess", ProblemCode.RUNNABLE),
        (HTML, "a.html", ProblemCode.UNKNOWN_FORMAT),
        (TEXT, "a.svg", ProblemCode.UNKNOWN_FORMAT),
    ],
)
def test_f31_disguises(read, content, name, code):
    made = read(content, name)

    assert (made.outcome, made.reason.code) == (REJECTED, code)
    assert (made.blocks, made.pictures, made.members) == ((), (), ())


@pytest.mark.parametrize(
    "content",
    [
        b"7z\xbc\xaf\x27\x1c" + bytes(60),
        b"\x1f\x8b\x08" + bytes(60),
        bytes(257) + b"ustar" + bytes(250),
        bytes(range(256)) * 4,
        bytes(5000),
        b"8BPS" + bytes(60),
        make_zip(
            Entry(b"[Content_Types].xml", b'ContentType="x.spreadsheetml.main+xml"'),
        ),
        make_zip(Entry(b"mimetype", b"application/vnd.oasis.opendocument.text")),
    ],
)
def test_what_we_do_not_take(read, content):
    made = read(content, "没有后缀")

    assert (made.outcome, made.reason.code) == (REJECTED, ProblemCode.UNKNOWN_FORMAT)


def test_programs_in_zips_clothes(read):
    content = make_zip(Entry(b"META-INF/MANIFEST.MF", b"x"), Entry(b"a.class", b"x"))

    for name in ("a.jar", "稿件.docx", "稿件"):
        assert read(content, name).reason.code is ProblemCode.RUNNABLE


def test_a_photograph_is_its_own_picture(read):
    made = read(photo(size=(120, 80)), "现场.jpg")

    assert [(pic.name, pic.width, pic.height) for pic in made.pictures] == [
        ("现场.jpg", 120, 80)
    ]


def test_f25_a_photograph_that_breaks_off(read):
    made = read(photo(size=(900, 900))[:-2000], "现场.jpg")

    assert (made.outcome, made.reason.code) == (QUARANTINED, ProblemCode.DAMAGED)


def test_a_docx_made_by_python_docx(read, tmp_path):
    import docx

    document = docx.Document()
    document.add_heading("标题", 1)
    document.add_paragraph("正文")
    document.save(str(tmp_path / "a.docx"))
    content = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "a.docx").unlink()

    assert read(content).text == "标题\n正文"
