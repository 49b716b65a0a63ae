"""The words of a .doc without LibreOffice: the piece table of Word 97 and later.

Only text: cells, fields and notes are understood; bold, numbers and pictures are not.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import olefile

from submissions.documents.likely_chinese import likeness
from submissions.documents.limits import MAX_TEXT_FILE, MAX_WORD_FILE
from submissions.documents.refusal import RefusedError
from submissions.documents.sniffing import OLE_ERRORS
from submissions.problems import ProblemCode

NEWEST_OLD = 0xC0  # file formats up to Word 95
ENCRYPTED, SECOND_TABLE, FAST_SAVED = 0x0100, 0x0200, 0x0004
CLX_PLACE = 0x01A2
TEXT_LENGTHS = 0x4C
PROPERTIES, PIECES = 1, 2
COMPRESSED = 0x40000000
STORIES = (0, 6)  # the text and its text boxes; no headers, no comments
NOTES = (1, 5)  # footnotes and endnotes, which stand apart
NOTE_MARK = "\x02"
MACRO_STORAGES = frozenset(("macros", "_vba_project_cur"))
PICTURE_MARKS = "\x01\x08"

_SPECIAL = {
    **dict.fromkeys(map(ord, "\x00\x01\x02\x03\x04\x05\x06\x08\x1f"), None),
    **dict.fromkeys(map(ord, "\x0b\x0c\x0d\x0e"), "\n"),
    0x1E: "-",
}


@dataclass(frozen=True, slots=True)
class Word97:
    """What the binary file says by itself."""

    text: str
    notes: tuple[str, ...]
    macros: bool
    pictures: bool
    old: bool  # Word 95 and before: the text is a guess


def read_word97(path: Path) -> Word97:
    """Return the words of a .doc; raise ``RefusedError`` if it is locked or broken."""
    if path.stat().st_size > MAX_WORD_FILE:
        raise RefusedError(ProblemCode.TOO_LARGE)
    try:
        with olefile.OleFileIO(str(path), raise_defects=olefile.DEFECT_FATAL) as ole:
            return _read(ole)
    except (*OLE_ERRORS, struct.error) as error:
        raise RefusedError(ProblemCode.DAMAGED) from error


def _read(ole: olefile.OleFileIO) -> Word97:
    main = ole.openstream("WordDocument").read()
    form, flags = (
        struct.unpack_from("<H", main, 2)[0],
        struct.unpack_from("<H", main, 10)[0],
    )
    if flags & ENCRYPTED:
        raise RefusedError(ProblemCode.ENCRYPTED)
    tops = {entry[0].lower() for entry in ole.listdir(streams=True, storages=True)}
    macros = bool(MACRO_STORAGES & tops)
    if form <= NEWEST_OLD:
        raw, notes = _old_text(main), ""
    else:
        table = ole.openstream("1Table" if flags & SECOND_TABLE else "0Table").read()
        raw, notes = _new_text(main, table)
    pictures = any(mark in raw for mark in PICTURE_MARKS)
    apart = tuple(plain_text(note).strip() for note in notes.split(NOTE_MARK))
    return Word97(plain_text(raw), apart, macros, pictures, form <= NEWEST_OLD)


def _old_text(main: bytes) -> str:
    first, end = struct.unpack_from("<2L", main, 0x18)
    raw = main[first : min(end, first + MAX_TEXT_FILE)]
    chinese = raw.decode("gb18030", "replace")
    return chinese if likeness(chinese) > 0 else raw.decode("cp1252", "replace")


def _new_text(main: bytes, table: bytes) -> tuple[str, str]:
    """Return the text, and the notes behind one another."""
    place, length = struct.unpack_from("<2L", main, CLX_PLACE)
    whole = _all_text(main, table[place : place + length])
    lengths = struct.unpack_from("<8l", main, TEXT_LENGTHS)
    starts = [sum(max(0, one) for one in lengths[:at]) for at in range(len(lengths))]
    stories = [
        whole[start : start + max(0, length)]
        for start, length in zip(starts, lengths, strict=True)
    ]
    text, notes = (
        "\r".join(stories[at] for at in chosen if stories[at])
        for chosen in (STORIES, NOTES)
    )
    return text or whole, notes


def _all_text(main: bytes, clx: bytes) -> str:
    at = 0
    while clx[at : at + 1] == bytes([PROPERTIES]):
        at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
    if clx[at : at + 1] != bytes([PIECES]):
        raise RefusedError(ProblemCode.DAMAGED)
    (length,) = struct.unpack_from("<L", clx, at + 1)
    plc = clx[at + 5 : at + 5 + length]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}L", plc)
    texts: list[str] = []
    room = MAX_TEXT_FILE
    for number in range(count):
        (place,) = struct.unpack_from("<L", plc, 4 * (count + 1) + 8 * number + 2)
        size = min(max(0, ends[number + 1] - ends[number]), room)
        texts.append(_piece(main, place, size))
        room -= size
    return "".join(texts)


def _piece(main: bytes, place: int, size: int) -> str:
    if place & COMPRESSED:
        start = (place & ~COMPRESSED) // 2
        return main[start : start + size].decode("cp1252", "replace")
    return main[place : place + 2 * size].decode("utf-16-le", "replace")


def plain_text(raw: str) -> str:
    """Return the text between Word's marks: fields' results, cells on one line."""
    kept = _without_codes(raw)
    rows = kept.replace("\x07\x07", "\n").replace("\r\x07", "\x07")
    return rows.replace("\x07", "\u3000").translate(_SPECIAL)


def _without_codes(raw: str) -> str:
    """Drop the codes of fields; one that never ends is dropped to its paragraph's."""
    kept: list[str] = []
    codes: list[bool] = []
    for char in raw:
        if char == "\x13":
            codes.append(True)
        elif char == "\x14":
            codes[-1:] = [False] if codes else []
        elif char == "\x15":
            codes[-1:] = []
        else:
            if char == "\r":
                codes = [code for code in codes if not code]
            if not any(codes):
                kept.append(char)
    return "".join(kept)
