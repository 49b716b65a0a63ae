"""Files broken at random: no fault of ours, an end in time, nothing outside."""

import io
import random
import time
import zipfile

import pytest

from submissions.documents import office
from submissions.documents.archives import packer
from tests.submissions.documents.docx_files import blip, docx_bytes, p, photo, t
from tests.submissions.documents.rar_files import Stored, make_rar4, make_rar5
from tests.submissions.documents.zip_files import Entry, make_zip, text_entry

RTF = (
    rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}"
    rb"{\stylesheet{\s1 heading 1;}}"
    rb"\pard\s1\f0\'d5\'fd\'ce\'c4\par\trowd\intbl a\cell b\cell\row\pard "
    rb"{\pict\jpegblip ffd8ffe0}\u20013?{\footnote x}{\field{\fldrslt y}}\par}"
)
TABLE = f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>"


def seeds() -> dict[str, bytes]:
    """Return a small whole file of each kind."""
    word = docx_bytes(
        p("标题", run="<w:b/>")
        + TABLE
        + f"<w:p>{blip()}{t('字')}</w:p>"
        + p("图为现场"),
        pointers=(("rId9", "image", "media/image1.jpg"),),
        parts={"word/media/image1.jpg": photo()},
    )
    return {
        "a.docx": word,
        "a.zip": make_zip(text_entry("甲.txt", "字" * 50), Entry(b"b.docx", word)),
        "4.rar": make_rar4(Stored(b"one.txt"), Stored(b"two.txt")),
        "5.rar": make_rar5(Stored(b"one.txt"), Stored(b"two.txt")),
        "a.rtf": RTF,
        "a.txt": "云州开发区昨天举行开工仪式。".encode("gbk"),
        "a.jpg": photo(),
    }


def broken(content: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes changed, cut out, put in or cut off."""
    made = bytearray(content)
    how = chance.randrange(4)
    at = chance.randrange(len(made))
    if how == 0:
        return bytes(made[:at])
    if how == 1:
        del made[at : at + chance.randrange(1, 200)]
    elif how == 2:
        other = chance.randrange(len(made))
        made[at:at] = made[other : other + chance.randrange(300)]
    else:
        for _ in range(chance.choice((1, 3, 10, 100))):
            made[chance.randrange(len(made))] = chance.choice((0, 255, at & 0xFF))
    return bytes(made)


def with_broken_part(content: bytes, chance: random.Random) -> bytes:
    """Return a .docx that is a good zip around one broken part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, broken(part, chance) if name == chosen else part)
    return out.getvalue()


def check(read, monkeypatch, *, seed, rounds):
    """Read broken files; the fixture fails for faults that the door has caught."""
    for module in (office, packer):
        monkeypatch.setattr(module, "program", lambda *_names: None)
    chance = random.Random(seed)
    files = seeds()
    for _ in range(rounds):
        name = chance.choice(list(files))
        inside = name == "a.docx" and chance.random() < 0.5
        content = (with_broken_part if inside else broken)(files[name], chance)
        started = time.process_time()
        read(content, name)
        assert time.process_time() - started < 5


@pytest.mark.parametrize("seed", range(4))
def test_f25_broken_files(read, monkeypatch, seed):
    check(read, monkeypatch, seed=seed, rounds=100)


@pytest.mark.acceptance
@pytest.mark.parametrize("seed", range(100, 104))
def test_f25_many_broken_files(read, monkeypatch, seed):
    check(read, monkeypatch, seed=seed, rounds=1000)


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "4.rar", "5.rar", "a.rtf"])
def test_f25_files_cut_anywhere_are_never_taken_for_whole(read, monkeypatch, name):
    for module in (office, packer):
        monkeypatch.setattr(module, "program", lambda *_names: None)
    content = seeds()[name]
    step = max(1, len(content) // 40)

    for end in range(step, len(content) - 25, step):
        made = read(content[:end], name)
        assert made.outcome != "ok", end
