"""RARs: the same rules as for zips, and parts and locks of their own."""

import subprocess

import pytest

from submissions.documents.archives import packer
from submissions.documents.limits import MAX_ENTRIES, MIB
from submissions.documents.model import DocumentOutcome
from submissions.problems import ProblemCode
from tests.needs import needs_bsdtar
from tests.submissions.documents.rar_files import (
    FIFO_MODE,
    LINK_MODE,
    LOCKED,
    SPLIT_AFTER,
    Stored,
    link,
    lock,
    make_rar4,
    make_rar5,
)

RAR = "稿件.rar"
REJECTED, QUARANTINED = DocumentOutcome.REJECTED, DocumentOutcome.QUARANTINED
MAKERS = pytest.mark.parametrize("make", [make_rar4, make_rar5])


def refused(read, content, code, outcome=REJECTED):
    made = read(content, RAR)
    assert (made.outcome, made.reason.code) == (outcome, code)
    if outcome is REJECTED:
        assert made.members == ()
    return made


def names(made):
    return [member.name for member in made.members]


@MAKERS
def test_stored_files_need_no_program(read, make, monkeypatch):
    monkeypatch.setattr(packer, "program", lambda *_names: None)

    made = read(make(Stored(b"a/one.txt", b"1"), Stored(b"two.txt", b"22")), RAR)

    assert made.outcome is DocumentOutcome.OK
    assert [m.path.read_bytes() for m in made.members] == [b"1", b"22"]
    assert names(made) == ["one.txt", "two.txt"]


@needs_bsdtar
@MAKERS
@pytest.mark.parametrize("command", [["bsdtar", "-tf"], ["7z", "t"]])
def test_others_can_read_what_we_made(tmp_path, make, command):
    path = tmp_path / "a.rar"
    path.write_bytes(make(Stored(b"one.txt"), Stored(b"two.txt")))

    subprocess.run([*command, path], check=True, capture_output=True)


def test_names_in_chinese(read):
    old = make_rar4(Stored("开工仪式.txt".encode("gbk")))
    new = make_rar5(Stored("开工仪式.txt".encode()))

    assert names(read(old, RAR)) == names(read(new, RAR)) == ["开工仪式.txt"]


@MAKERS
@pytest.mark.parametrize(
    "name",
    [b"../evil", b"a/../../evil", b"..\\evil", b"/evil", b"C:\\evil", b"\\\\s\\evil"],
)
def test_f22_names_that_leave_their_folder(read, make, name):
    refused(read, make(Stored(b"good.txt"), Stored(name)), ProblemCode.UNSAFE_PATH)


def test_f22_links_and_devices(read):
    target = b"../../etc/passwd"
    for made in (
        make_rar4(Stored(b"l", target, mode=LINK_MODE)),
        make_rar4(Stored(b"l", target, mode=FIFO_MODE)),
        *(make_rar5(Stored(b"l", b"", extra=link(target, k))) for k in (1, 2, 3, 4, 5)),
    ):
        refused(read, made, ProblemCode.LINK)


@MAKERS
def test_f22_one_name_twice(read, make):
    refused(read, make(Stored(b"a.txt"), Stored(b"A.TXT")), ProblemCode.SAME_NAME)


@MAKERS
def test_f21_too_many_entries(read, make):
    many = (Stored(b"%d" % number) for number in range(MAX_ENTRIES + 1))

    refused(read, make(*many), ProblemCode.TOO_MANY_ENTRIES)


@MAKERS
@pytest.mark.parametrize("size", [3, 9, 20 * MIB, 400 * MIB])
def test_f21_sizes_that_lie(read, make, size):
    refused(read, make(Stored(b"a.txt", b"words", size=size)), ProblemCode.BOMB)


def test_f23_locked(read):
    for made in (
        make_rar4(Stored(b"a.txt", flags=LOCKED)),
        make_rar4(Stored(b"a.txt"), main_flags=0x80),
        make_rar5(Stored(b"a.txt", extra=lock())),
        make_rar5(locked=True),
    ):
        refused(read, made, ProblemCode.ENCRYPTED, QUARANTINED)


def test_f23_parts_are_missing(read):
    for made in (
        make_rar4(Stored(b"a.txt"), main_flags=0x01),
        make_rar4(Stored(b"a.txt", flags=SPLIT_AFTER)),
        make_rar5(Stored(b"a.txt"), main_flags=0x01),
        make_rar5(Stored(b"a.txt"), main_flags=0x03),
    ):
        refused(read, made, ProblemCode.VOLUME_MISSING, QUARANTINED)


@MAKERS
def test_f25_broken_bytes(read, make):
    content = make(Stored(b"a.txt", b"words", crc=1))

    refused(read, content, ProblemCode.DAMAGED, QUARANTINED)


@MAKERS
def test_f25_every_truncation_is_survived(read, make):
    content = make(Stored(b"one.txt"), Stored(b"two.txt"))

    for end in range(len(content)):
        read(content[:end], RAR)


def test_archives_within_stay_shut(read):
    made = read(make_rar5(Stored(b"in.rar", make_rar4(Stored(b"a.txt")))), RAR)

    assert (made.outcome, made.reason.code) == (QUARANTINED, ProblemCode.NESTED)
