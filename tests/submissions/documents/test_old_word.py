"""Old Word files: by LibreOffice where it is, else by our own reader of the words."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from press.copy.model import BlockKind
from submissions.documents import office, old_word
from submissions.documents.model import DocumentOutcome
from submissions.documents.word97 import plain_text
from submissions.problems import ProblemCode
from tests.needs import needs_office
from tests.submissions.documents.docx_files import bare, docx_bytes, p, photo, r, t

QUARANTINED = DocumentOutcome.QUARANTINED
LINES = [
    "云州开发区重点项目开工",
    "本报讯 昨天，云州开发区举行仪式。",
    "小标题一段",
    "结尾。",
]
ALL = [*LINES[:3], "甲　乙", LINES[3]]


def rich_docx() -> bytes:
    """Return a text with a bold line, a table and a picture, as Word writes it."""
    made = docx.Document()
    for line in LINES[:2]:
        made.add_paragraph(line)
    made.add_paragraph().add_run(LINES[2]).bold = True
    for cell, text in zip(made.add_table(1, 2).rows[0].cells, "甲乙", strict=True):
        cell.text = text
    made.add_picture(io.BytesIO(photo(size=(320, 240))))
    made.add_paragraph(LINES[3])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def convert(content: bytes, ending: str, folder: Path) -> bytes:
    """Return a .docx in another format, by the real LibreOffice."""
    folder.mkdir()
    (folder / "a.docx").write_bytes(content)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--headless", "--convert-to", ending, "--outdir", folder / "out"),
            folder / "a.docx",
        ],
        check=True,
        capture_output=True,
    )
    made = (folder / "out" / f"a.{ending.split(':')[0]}").read_bytes()
    shutil.rmtree(folder)
    return made


@pytest.fixture(scope="module")
def old_files(tmp_path_factory):
    """Return a rich text as .doc and .rtf, and a plain one as .doc."""
    content = rich_docx()
    plain = docx_bytes("".join(map(p, LINES)))
    folder = tmp_path_factory.mktemp("old")
    return {
        "rich": convert(content, "doc", folder / "rich"),
        "plain": convert(plain, "doc", folder / "plain"),
        "rtf": convert(content, "rtf", folder / "rtf"),
    }


@pytest.fixture
def no_office(monkeypatch):
    """Take LibreOffice away."""
    monkeypatch.setattr(office, "program", lambda *_names: None)


@needs_office
def test_words_headings_and_tables_of_a_doc(read, old_files):
    made = read(old_files["rich"], "稿件.doc")

    assert (made.outcome, made.format) == (DocumentOutcome.OK, "doc")
    assert made.text.split("\n") == ALL
    assert made.blocks[2].kind is BlockKind.SUBHEAD
    assert [(one.width, one.after) for one in made.pictures] == [(320, 4)]


@needs_office
@pytest.mark.parametrize("name", ["稿件.wps", "稿件.doc"])
def test_a_doc_of_wps(read, old_files, name):
    made = read(old_files["plain"], name)

    assert (made.outcome, made.problems) == (DocumentOutcome.OK, ())
    assert made.text.split("\n") == LINES


@needs_office
def test_rtf_of_libreoffice(read, old_files):
    made = read(old_files["rtf"], "稿件.rtf")

    assert made.text.split("\n") == ALL
    assert [(one.width, one.height) for one in made.pictures] == [(320, 240)]


@needs_office
def test_our_own_reader_gives_the_same_words(read, old_files, no_office):
    made = read(old_files["rich"], "稿件.doc")

    assert made.text.split("\n") == ALL
    assert [one.code for one in made.problems] == [ProblemCode.CONVERTER_MISSING]


@needs_office
@pytest.mark.parametrize("converted", [True, False])
def test_notes_stand_apart(read, tmp_path, monkeypatch, converted):
    """Both readers of a .doc tell the notes alike."""
    mark = r('<w:footnoteReference w:id="2"/>')
    note = f'<w:footnote w:id="2"><w:p>{r("<w:footnoteRef/>")}{t("据统计局")}</w:p>'
    content = docx_bytes(
        f"<w:p>{t('正文')}{mark}{t('。')}</w:p>",
        pointers=(("rId1", "footnotes", "footnotes.xml"),),
        parts={"word/footnotes.xml": bare("w:footnotes", note + "</w:footnote>")},
    )
    file = convert(content, "doc", tmp_path / "noted")
    if not converted:
        monkeypatch.setattr(office, "program", lambda *_names: None)

    made = read(file, "稿件.doc")

    assert (made.text, made.notes) == ("正文。", ("据统计局",))
    assert [one.code for one in made.problems] == [ProblemCode.NOTES_APART]


@needs_office
def test_without_pictures_nothing_is_missed(read, old_files, no_office):
    made = read(old_files["plain"], "稿件.doc")

    assert (made.outcome, made.problems) == (DocumentOutcome.OK, ())
    assert made.text.split("\n") == LINES


@needs_office
def test_f23_a_locked_doc_starts_no_converter(read, old_files, monkeypatch):
    monkeypatch.setattr(old_word, "as_docx", None)
    content = bytearray(old_files["plain"])
    header = content.index(b"\xec\xa5")
    content[header + 11] |= 0x01

    made = read(bytes(content), "稿件.doc")

    assert (made.outcome, made.reason.code) == (QUARANTINED, ProblemCode.ENCRYPTED)


@needs_office
@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_f25_a_doc_that_breaks_off(read, old_files, keep):
    content = old_files["plain"]

    made = read(content[: int(len(content) * keep)], "稿件.doc")

    assert made.outcome in (QUARANTINED, DocumentOutcome.OK)


def test_f25_an_ole_file_of_nothing(read):
    made = read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "稿件.doc")

    assert (made.outcome, made.reason.code) == (QUARANTINED, ProblemCode.DAMAGED)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("one\rtwo\r", "one\ntwo\n"),
        ("a\x07b\x07\x07c\x07d\x07\x07", "a　b\nc　d\n"),
        ("\x13 PAGE \x147\x15 pages", "7 pages"),
        ("\x13 A \x13 B \x14no\x15 \x14yes\x15", "yes"),
        ("\x13 never ends\rnext", "\nnext"),
        ("\x15\x14stray", "stray"),
        ("a\x1eb\x1fc\x0bd\x01\x08\x02", "a-bc\nd"),
    ],
)
def test_marks_of_word(raw, plain):
    assert plain_text(raw) == plain
