"""The command that says what documents and archives hold."""

import json
import os
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from submissions.management.commands.read_document import as_json
from tests.submissions.documents.docx_files import blip, docx_bytes, p, photo
from tests.submissions.documents.zip_files import Entry, make_zip, text_entry


def run(*paths, **options):
    """Return the reports, one a line, and the exit code."""
    out, code = StringIO(), 0
    try:
        call_command("read_document", *map(str, paths), stdout=out, **options)
    except SystemExit as end:
        code = end.code
    if not options.get("json"):
        return out.getvalue(), code
    return [json.loads(line) for line in out.getvalue().splitlines()], code


def with_photo() -> bytes:
    return docx_bytes(
        p("开工 了。") + f"<w:p>{blip()}</w:p>",
        pointers=(("rId9", "image", "media/image1.jpg"),),
        parts={"word/media/image1.jpg": photo()},
    )


def test_a_document(tmp_path: Path):
    path = tmp_path / "稿件.docx"
    path.write_bytes(with_photo())

    reports, code = run(path, json=True)

    assert code == 0
    assert reports == [
        {
            "file": str(path),
            "outcome": "ok",
            "reason": "",
            "format": "docx",
            "char_count": 4,
            "text": "开工 了。",
            "paragraphs": 1,
            "pictures": [{"name": "image1.jpg", "width": 64, "height": 48}],
            "entries": [],
            "problems": [],
            "notes": [],
        }
    ]


def test_an_archive_tells_the_words_of_its_members(tmp_path: Path):
    path = tmp_path / "a.zip"
    docx = Entry("稿.docx".encode(), with_photo())
    path.write_bytes(make_zip(docx, text_entry("说明.txt", "说明。")))

    reports, code = run(path, json=True)

    assert code == 0
    assert reports[0]["entries"] == ["稿.docx", "说明.txt"]
    assert reports[0]["text"] == "开工 了。\n说明。"
    assert (reports[0]["char_count"], reports[0]["paragraphs"]) == (7, 2)
    assert len(reports[0]["pictures"]) == 1


def test_what_is_rejected_makes_the_command_fail(tmp_path: Path):
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip(text_entry("../evil.txt")))

    reports, code = run(path, json=True)

    assert code == 1
    assert (reports[0]["outcome"], reports[0]["problems"]) == (
        "rejected",
        ["unsafe_path"],
    )
    assert reports[0]["reason"]


def test_names_that_are_no_unicode(tmp_path: Path):
    path = tmp_path / os.fsdecode("稿.txt".encode("gbk"))
    path.write_text("甲")

    reports, code = run(path, json=True)

    assert (reports[0]["file"], reports[0]["text"], code) == (str(path), "甲", 0)
    assert as_json(reports[0]).isascii()


def test_a_missing_file_has_a_whole_report(tmp_path: Path):
    (tmp_path / "a.txt").write_text("甲")

    reports, code = run(tmp_path / "a.txt", tmp_path / "missing", json=True)

    assert [*reports[0]] == [*reports[1]]
    assert (reports[1]["outcome"], reports[1]["text"], code) == ("rejected", "", 1)


def test_everything_is_written_in_the_home(tmp_path: Path, settings, monkeypatch):
    settings.GUIDEKIT_HOME = tmp_path / "home"
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no such folder"))
    (tmp_path / "a.docx").write_bytes(with_photo())

    reports, _code = run(tmp_path / "a.docx", json=True)

    assert reports[0]["outcome"] == "ok"
    assert [*(tmp_path / "home" / "uploads" / "documents").iterdir()] == []


def test_folders_are_read_whole(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text("乙")
    (tmp_path / "a.txt").write_text("甲")

    reports, code = run(tmp_path, json=True)

    assert ([report["text"] for report in reports], code) == (["甲", "乙"], 0)


def test_lines_for_people(tmp_path: Path):
    (tmp_path / "a.txt").write_text("甲")

    said, code = run(tmp_path / "a.txt", tmp_path / "missing")

    assert said.splitlines() == [
        f"{tmp_path / 'a.txt'}: ok",
        f"{tmp_path / 'missing'}: rejected There is no such file.",
    ]
    assert code == 1
