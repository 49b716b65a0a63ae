import hashlib
import io
import json
import zipfile
from dataclasses import replace

from press.composing.pdfx_check import check_pdfx
from press.exporters.bundle import write_package
from press.exporters.idml.lint import lint_idml
from press.exporters.manifest import previous_package
from press.exporters.snapshot import Format
from tests.press.exporters.issues import make_copy, make_issue, make_story, page_of

ROOT = "2026-05-08-no8/"
EVERY_FILE = {
    "manifest.json",
    "contents.xlsx",
    "issue.pdf",
    "contact-sheet.pdf",
    "pages/01/01.idml",
    "pages/01/01.pdf",
    "pages/01/Links/01-01-1.tif",
    "pages/01/originals/01-01-1.jpg",
    "pages/01/originals/01-02-1.jpg",
    "pages/01/stories/01-s1.txt",
    "pages/01/stories/01-s1.gb18030.txt",
    "pages/01/stories/01-s1.docx",
    "pages/01/stories/02-s2.txt",
    "pages/01/stories/02-s2.gb18030.txt",
    "pages/01/stories/02-s2.docx",
    "pages/02/02.idml",
    "pages/02/02.pdf",
    "pages/02/stories/01-s1.txt",
    "pages/02/stories/01-s1.gb18030.txt",
    "pages/02/stories/01-s1.docx",
}


class Memory(dict):
    """A store that counts what it was asked to keep."""

    puts = 0

    def put(self, key, value):
        self.puts += 1
        self[key] = value


def packed(issue, **options) -> dict[str, bytes]:
    """Return the package's files by path, below its folder."""
    out = io.BytesIO()
    write_package(issue, out, **options)
    with zipfile.ZipFile(out) as package:
        return {n.removeprefix(ROOT): package.read(n) for n in package.namelist()}


def test_package_holds_exactly_the_promised_files():
    assert set(packed(make_issue())) == EVERY_FILE


def test_same_snapshot_gives_the_same_bytes():
    first, second = io.BytesIO(), io.BytesIO()

    write_package(make_issue(), first)
    write_package(make_issue(), second)

    assert first.getvalue() == second.getvalue()


def test_documents_of_a_package_are_sound():
    files = packed(make_issue())

    assert {n: lint_idml(d) for n, d in files.items() if n.endswith(".idml")} == {
        "pages/01/01.idml": [],
        "pages/02/02.idml": [],
    }
    assert [check_pdfx(d) for n, d in files.items() if n.endswith(".pdf")] == [[]] * 4


def test_f29_originals_tell_no_position():
    files = packed(make_issue())

    assert b"SERIAL-12345" not in files["pages/01/originals/01-01-1.jpg"]


def test_manifest_names_every_file_with_its_hash():
    files = packed(make_issue())
    account = json.loads(files["manifest.json"])

    expected = {n: hashlib.sha256(d).hexdigest() for n, d in files.items()}
    del expected["manifest.json"]
    assert {entry["path"]: entry["sha256"] for entry in account["files"]} == expected
    assert account["changed_slots"] == ["01-01", "01-02", "02-01"]


def test_manifest_slot_tells_its_story_and_files():
    account = json.loads(packed(make_issue())["manifest.json"])

    slot = account["pages"][0]["slots"][0]
    assert (slot["slot"], slot["story"], slot["version"]) == ("01-01", "s1", 2)
    assert [frame["id"] for frame in slot["frames"]] == [
        "f-head", "f-a", "f-b", "f-cap", "f-pic",
    ]  # fmt: skip
    assert slot["files"] == [
        "pages/01/Links/01-01-1.tif",
        "pages/01/originals/01-01-1.jpg",
        "pages/01/stories/01-s1.txt",
        "pages/01/stories/01-s1.gb18030.txt",
        "pages/01/stories/01-s1.docx",
    ]


def test_second_package_lists_the_slot_whose_headline_changed():
    issue = make_issue()
    before = previous_package(packed(issue)["manifest.json"], "abc")
    page = issue.pages[1]
    story = make_story(copy=make_copy("大桥合龙"), version=3)
    later = replace(
        issue,
        pages=(issue.pages[0], page_of(2, page.layout, story)),
        previous=before,
    )

    account = json.loads(packed(later)["manifest.json"])

    assert account["changed_slots"] == ["02-01"]
    assert account["previous_package"] == "abc"


def test_a_store_saves_converting_pictures_again():
    store = Memory()

    first = packed(make_issue(), store=store)
    puts = store.puts
    second = packed(make_issue(), store=store)

    assert (puts, store.puts) == (1, 1)
    assert first == second


def test_formats_leave_out_what_was_not_asked_for():
    files = packed(make_issue(formats=frozenset({Format.TXT})))

    endings = {name.rsplit(".", 1)[1] for name in files}
    assert endings == {"json", "xlsx", "txt"}


def test_progress_is_told_page_by_page():
    told = []

    write_package(make_issue(), io.BytesIO(), progress=lambda *step: told.append(step))

    assert told == [(1, 3, "01"), (2, 3, "02"), (3, 3, "issue")]
