"""Zips: one level, names as they were meant, and every trick refused whole."""

import stat
import struct
import time
import zlib

import pytest

from submissions.documents.limits import MAX_ENTRIES, MIB
from submissions.documents.model import DocumentOutcome
from submissions.problems import ProblemCode
from tests.needs import needs_bsdtar
from tests.submissions.documents.docx_files import docx_bytes, p
from tests.submissions.documents.zip_files import (
    STORED,
    Entry,
    ZipFile,
    make_zip,
    text_entry,
)

ZIP = "稿件.zip"
REJECTED, QUARANTINED = DocumentOutcome.REJECTED, DocumentOutcome.QUARANTINED


def refused(read, content, code, outcome=REJECTED, name=ZIP):
    """Assert that an archive is refused for a reason and that nothing came out."""
    made = read(content, name)
    assert (made.outcome, made.reason.code) == (outcome, code)
    assert made.reason.sentence
    if outcome is REJECTED:
        assert made.members == ()
    return made


def names(made):
    return [member.name for member in made.members]


def test_members_are_written_under_names_of_ours(read):
    content = make_zip(text_entry("文/稿件.txt", "字"), Entry("图.jpg".encode(), b"x"))

    made = read(content, ZIP)

    assert made.outcome is DocumentOutcome.OK
    assert names(made) == ["稿件.txt", "图.jpg"]
    assert made.members[0].path.read_text() == "字"
    assert made.members[0].path.name.startswith("member-")


UTF8 = 0x800


def test_what_zip_was_given_through_a_pipe(read):
    piped = stat.S_IFIFO << 16

    assert names(read(make_zip(Entry(b"-", b"x", attributes=piped)), ZIP)) == ["-"]
    other = make_zip(Entry(b"pipe", b"x", attributes=piped))
    refused(read, other, ProblemCode.LINK)


def test_a_mark_of_several_parts_before_a_whole_zip(read):
    content = make_zip(text_entry(), before=b"PK00")

    assert names(read(content, ZIP)) == ["a.txt"]


def test_programs_of_java_are_archives_where_named_so(read):
    content = make_zip(text_entry("META-INF/MANIFEST.MF"), text_entry())

    assert names(read(content, ZIP)) == ["MANIFEST.MF", "a.txt"]


def test_what_systems_leave_behind_is_passed_over(read):
    junk = ("__MACOSX/._稿.txt", ".DS_Store", "a/Thumbs.db", "~$稿.docx", "a/")
    content = make_zip(*(text_entry(name) for name in junk), text_entry("a/稿.txt"))

    assert names(read(content, ZIP)) == ["稿.txt"]


TRAVERSALS = (
    "../evil.txt",
    "a/../../evil.txt",
    "..\\evil.txt",
    "a\\..\\..\\evil.txt",
    "/etc/passwd",
    "//server/share.txt",
    "\\\\server\\share.txt",
    "\\evil.txt",
    "C:\\evil.txt",
    "c:evil.txt",
    "a/..",
    "..",
    ".. /evil.txt",
    " ../evil.txt",
    "..\0/evil.txt",
    ".\u200b./evil.txt",
    "．．/evil.txt",
    "..／evil.txt",
    "..＼evil.txt",
    "‥/evil.txt",
    "..∕evil.txt",
    "..⁄evil.txt",
    "%2e%2e%2fevil.txt",
    "..%5cevil.txt",
    "…/evil.txt",
    "a/.../evil.txt",
    "~/evil.txt",
    "file:///etc/passwd",
    "\u202e../evil.txt",
    "..\u00a0/evil.txt",
)


@pytest.mark.parametrize("name", TRAVERSALS)
@pytest.mark.parametrize("flags", [0, UTF8])
def test_f22_names_that_leave_their_folder(read, name, flags):
    content = make_zip(text_entry("好.txt"), Entry(name.encode(), b"x", flags=flags))

    refused(read, content, ProblemCode.UNSAFE_PATH)


@pytest.mark.parametrize("raw", [b"\xc0\xae\xc0\xae/evil.txt", b"..\xc0\xafevil.txt"])
def test_f22_overlong_bytes(read, raw):
    refused(read, make_zip(Entry(raw, b"x")), ProblemCode.UNSAFE_PATH)


@pytest.mark.parametrize("name", [b"../evil.txt", b"/evil.txt", b"..\\evil.txt"])
def test_f22_local_headers_that_name_another_place(read, name):
    """Programs that read zips as a stream believe the header before the data."""
    honest = b"x" * len(name)
    content = make_zip(Entry(honest, b"words")).replace(honest, name, 1)

    refused(read, content, ProblemCode.UNSAFE_PATH)


@pytest.mark.parametrize("name", [b"a/" * 20_000 + b"x.txt", b"a.txt\0.exe", b"a/C:/x"])
def test_f22_names_no_program_writes(read, name):
    started = time.process_time()

    refused(read, make_zip(Entry(name, b"x")), ProblemCode.UNSAFE_PATH)
    assert time.process_time() - started < 2


def test_f25_an_offset_beyond_all_files(read):
    extra = struct.pack("<HHQ", 1, 8, (1 << 63) + 5)
    far = Entry(b"b.txt", b"x", extra=extra, offset=0xFFFFFFFF)
    content = make_zip(text_entry(), far)

    refused(read, content, ProblemCode.DAMAGED, outcome=QUARANTINED)


def test_f22_names_that_only_look_odd_are_taken(read):
    fine = (
        "图1：现场.txt",
        "结束……了.txt",
        "100%.txt",
        "..后.txt",
        "a..b.txt",
        "许..txt",
    )
    content = make_zip(*map(text_entry, fine))

    assert len(read(content, ZIP).members) == len(fine)


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK]
)
def test_f22_links_and_devices(read, kind):
    link = Entry(b"link", b"/etc/passwd", attributes=(kind | 0o777) << 16)

    refused(read, make_zip(link), ProblemCode.LINK)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.txt", "a.txt"),
        ("a.txt", "A.TXT"),
        ("é.txt", "e\u0301.txt"),
        ("a/b.txt", "a//b.txt"),
        ("a/b.txt", "a\\b.txt"),
        ("a.txt", "./a.txt"),
        ("a.txt", "a.txt. "),
        ("a", "a/b.txt"),
    ],
)
def test_f22_one_name_twice(read, one, other):
    content = make_zip(text_entry(one), text_entry(other, "others"))

    refused(read, content, ProblemCode.SAME_NAME)


def test_f21_too_many_entries(read):
    fits = make_zip(*(text_entry(f"{n}.txt") for n in range(MAX_ENTRIES)))
    over = make_zip(*(text_entry(f"{n}.txt") for n in range(MAX_ENTRIES + 1)))
    far_over = make_zip(*(text_entry(f"{n}", "") for n in range(20_000)))

    assert len(read(fits, ZIP).members) == MAX_ENTRIES
    refused(read, over, ProblemCode.TOO_MANY_ENTRIES)
    refused(read, far_over, ProblemCode.TOO_MANY_ENTRIES)


def zeros(real: int, **lies: int) -> Entry:
    """Return an entry of zeros, packed without ever holding them."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block, crc, raw = bytes(MIB), 0, b""
    for _ in range(real // MIB):
        raw += squeeze.compress(block)
        crc = zlib.crc32(block, crc)
    raw += squeeze.flush()
    return Entry(b"zeros.bin", raw=raw, **{"size": real, "crc": crc, **lies})


@pytest.mark.parametrize(
    "make",
    [
        lambda: zeros(20 * MIB),
        lambda: zeros(20 * MIB, size=1000),
        lambda: zeros(20 * MIB, size=9 * MIB),
        lambda: zeros(400 * MIB),
        lambda: Entry(b"a", b"x", size=400 * MIB),
    ],
    ids=["ratio", "lying small", "lying middle", "large", "lying large"],
)
def test_f21_bombs(read, make):
    content = make_zip(text_entry(), make())
    started = time.process_time()

    refused(read, content, ProblemCode.BOMB)

    assert time.process_time() - started < 5


def test_f21_many_members_that_swell_together(read):
    one = zeros(9 * MIB)
    many = [
        Entry(b"%d" % n, raw=one.raw, size=one.size, crc=one.crc) for n in range(30)
    ]

    refused(read, make_zip(*many), ProblemCode.BOMB)


def test_f21_overlapping_entries(read):
    shared = [Entry(b"%d" % n, b"x" * 99, offset=0) for n in range(5)]
    content = make_zip(Entry(b"first", b"x" * 99), *shared)

    refused(read, content, ProblemCode.OVERLAP)


def test_f21_an_entry_within_another(read):
    inner = make_zip(text_entry("in.txt"))
    outer = Entry(b"out.bin", inner, method=STORED)
    within = Entry(b"in.txt", b"words", offset=30 + len(b"out.bin"))

    refused(read, make_zip(outer, within), ProblemCode.OVERLAP)


def test_f21_an_entry_over_the_directory(read):
    refused(read, make_zip(Entry(b"a", b"x", packed=60)), ProblemCode.OVERLAP)


def test_f21_archives_within_stay_shut(read):
    inner = make_zip(text_entry())

    made = read(make_zip(text_entry("稿.txt"), Entry(b"in.zip", inner)), ZIP)

    assert (made.outcome, made.reason.code) == (QUARANTINED, ProblemCode.NESTED)
    assert names(made) == ["稿.txt", "in.zip"]


def test_word_files_within_are_no_archives(read):
    made = read(make_zip(Entry("稿.docx".encode(), docx_bytes(p("字")))), ZIP)

    assert (made.outcome, names(made)) == (DocumentOutcome.OK, ["稿.docx"])


@pytest.mark.parametrize("flags", [0x1, 0x41, 0x2000])
def test_f23_locked_entries(read, flags):
    content = make_zip(text_entry(), Entry(b"b.txt", b"x", flags=flags))

    refused(read, content, ProblemCode.ENCRYPTED, QUARANTINED)


def test_f23_a_part_of_several(read):
    content = make_zip(text_entry(), disk=2)

    refused(read, content, ProblemCode.VOLUME_MISSING, QUARANTINED)


def test_f25_a_broken_member_does_not_stop_the_others(read):
    content = make_zip(text_entry(), Entry("坏.txt".encode(), b"x", crc=1))

    made = refused(read, content, ProblemCode.DAMAGED, QUARANTINED)

    assert names(made) == ["a.txt"]
    assert made.reason.detail == "坏.txt"


def test_f25_a_lost_directory_is_made_up_from_headers(read):
    content = ZipFile(end=False).build(text_entry("甲.txt"), text_entry("乙.txt"))

    made = refused(read, content, ProblemCode.DAMAGED, QUARANTINED)

    assert names(made) == ["甲.txt", "乙.txt"]


def test_programs_with_a_zip_behind_them(read):
    content = make_zip(text_entry(), before=b"MZ" + bytes(500))

    refused(read, content, ProblemCode.RUNNABLE)


def test_something_else_before_the_archive(read):
    content = make_zip(text_entry(), before=b"\x01\x02rubbish\x00" * 20)

    assert read(content, ZIP).outcome is not DocumentOutcome.OK


def test_a_comment_of_any_length(read):
    content = make_zip(text_entry(), comment=b"PK\x05\x06" + b"x" * 65_000)

    assert names(read(content, ZIP)) == ["a.txt"]


def test_folders_without_a_slash(read):
    content = make_zip(Entry(b"a", attributes=0x10), text_entry("a/b.txt"))

    assert names(read(content, ZIP)) == ["b.txt"]


def test_an_empty_zip_is_told(read):
    refused(read, make_zip(), ProblemCode.EMPTY, QUARANTINED)


@needs_bsdtar
def test_methods_of_other_programs(read, tmp_path):
    import subprocess

    text = ("各种字 " * 2000).encode()
    (tmp_path / "a.txt").write_bytes(text)
    for method in ("Deflate64", "BZip2", "LZMA", "PPMd"):
        subprocess.run(
            ["7z", "a", "-tzip", f"-mm={method}", f"{method}.zip", "a.txt"],
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        made = read((tmp_path / f"{method}.zip").read_bytes(), ZIP)
        (tmp_path / f"{method}.zip").unlink()

        assert [member.path.read_bytes() for member in made.members] == [text], method


def test_a_method_nobody_knows(read):
    content = make_zip(Entry(b"a.txt", b"words", method=77))

    assert read(content, ZIP).outcome is QUARANTINED
