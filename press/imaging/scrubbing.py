"""Blank private tags of TIFF directories in place, so that every offset stays right.

TIFF files are such directories; HEIC files hold one as their Exif block.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass

GPS_IFD, EXIF_IFD, SUB_IFDS = 0x8825, 0x8769, 0x014A
# Maker note, XMP, IPTC, Photoshop; then owner, serial numbers of body and lens, ids.
BLOBS = frozenset((0x927C, 0x02BC, 0x83BB, 0x8649, 0x9286, 0xC634, 0xC4A5))
NAMES = frozenset((0xA430, 0xA431, 0xA435, 0xA420, 0xC62F, 0xC65D))
PRIVATE = BLOBS | NAMES
WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
BYTE = 1
ENTRY = 12
MAX_DIRECTORIES = 64  # a chain that goes on longer leads in circles


@dataclass(slots=True)
class _Tree:
    """A TIFF structure inside a buffer: where it starts and how numbers are written."""

    buffer: bytearray
    start: int
    order: str

    def number(self, at: int, size: int) -> int:
        code = {1: "B", 2: "H", 4: "I"}[size]
        return int(struct.unpack_from(f"{self.order}{code}", self.buffer, at)[0])


def scrub_exif(data: bytes) -> bytes:
    """Return the file with private tags blanked, in the file and in its Exif block."""
    buffer = bytearray(data)
    for start in _starts(data):
        order = "<" if data[start : start + 2] == b"II" else ">"
        _scrub(_Tree(buffer, start, order))
    return bytes(buffer)


def _starts(data: bytes) -> list[int]:
    """Return where TIFF heads stand: at the front, and behind every Exif mark."""
    heads = (b"II*\0", b"MM\0*")
    starts = [0] if data[:4] in heads else []
    at = data.find(b"Exif\0\0")
    while at != -1:
        if data[at + 6 : at + 10] in heads:
            starts.append(at + 6)
        at = data.find(b"Exif\0\0", at + 6)
    return starts


def _scrub(tree: _Tree) -> None:
    if tree.start + 8 > len(tree.buffer):
        return
    waiting = [tree.number(tree.start + 4, 4)]
    seen: set[int] = set()
    while waiting and len(seen) < MAX_DIRECTORIES:
        place = waiting.pop()
        at = tree.start + place
        if not place or place in seen or at + 2 > len(tree.buffer):
            continue
        seen.add(place)
        with suppress(struct.error):  # a directory that leads outside the file
            waiting += _scrub_directory(tree, at)


def _scrub_directory(tree: _Tree, at: int) -> list[int]:
    """Blank a directory's private entries; return the directories it leads to."""
    found = []
    count = tree.number(at, 2)
    end = at + 2 + count * ENTRY
    if end > len(tree.buffer):
        return []
    for entry in range(at + 2, end, ENTRY):
        tag = tree.number(entry, 2)
        if tag == GPS_IFD:
            _empty_directory(tree, tree.start + tree.number(entry + 8, 4))
        elif tag in PRIVATE:
            _blank(tree, entry)
        elif tag in (EXIF_IFD, SUB_IFDS):
            found += _pointers(tree, entry)
    if end + 4 <= len(tree.buffer):
        found.append(tree.number(end, 4))
    return found


def _pointers(tree: _Tree, entry: int) -> list[int]:
    count = min(tree.number(entry + 4, 4), MAX_DIRECTORIES)
    if count <= 1:
        return [tree.number(entry + 8, 4)]
    at = tree.start + tree.number(entry + 8, 4)
    room = max(0, (len(tree.buffer) - at) // 4)
    return [tree.number(at + 4 * place, 4) for place in range(min(count, room))]


def _empty_directory(tree: _Tree, at: int) -> None:
    """Blank the values of a directory and leave it without entries."""
    if at + 2 > len(tree.buffer):
        return
    end = min(at + 2 + tree.number(at, 2) * ENTRY, len(tree.buffer) - ENTRY + 1)
    for entry in range(at + 2, end, ENTRY):
        _blank(tree, entry)
    tree.buffer[at : max(end, at + 2)] = bytes(max(end - at, 2))


def _blank(tree: _Tree, entry: int) -> None:
    """Overwrite an entry's value with zeros and leave one zero byte in its place."""
    kind, count = tree.number(entry + 2, 2), tree.number(entry + 4, 4)
    size = WIDTHS.get(kind, 1) * count
    if size > 4:
        at = tree.start + tree.number(entry + 8, 4)
        end = min(at + size, len(tree.buffer))
        if at < end:
            tree.buffer[at:end] = bytes(end - at)
    struct.pack_into(f"{tree.order}HI4s", tree.buffer, entry + 2, BYTE, 1, b"\0" * 4)
