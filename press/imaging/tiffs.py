"""Tell TIFF photographs from what only looks like them: cameras' raw files mostly.

A raw file is a TIFF whose first picture is a small preview; taking that for the
photograph would print a stamp.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

SUBFILE, BITS, COMPRESSION, SAMPLES = 0x00FE, 0x0102, 0x0103, 0x0115
SUB_IFDS, DNG_VERSION = 0x014A, 0xC612
PREVIEW = 1  # bit of SUBFILE: a smaller copy of another picture of this file
RAW_PACKED = frozenset((32767, 32769, 32770, 34713, 34892, 65000, 65535))
SHORT, ENTRY = 3, 12
MOST_ENTRIES = 4096


def is_foreign(file: BinaryIO) -> bool:
    """Say whether a TIFF holds a raw picture, or samples that Pillow does not read."""
    file.seek(0)
    head = file.read(10)
    tags = first_tags(file, head)
    preview = tags.get(SUBFILE, 0) & PREVIEW and SUB_IFDS in tags
    raw = DNG_VERSION in tags or tags.get(COMPRESSION) in RAW_PACKED
    wide = tags.get(BITS, 8) > 16 and tags.get(SAMPLES, 1) > 1
    return head[8:10] == b"CR" or bool(preview) or raw or wide


def first_tags(file: BinaryIO, head: bytes) -> dict[int, int]:
    """Return the first directory's tags with the first number of each; none: broken."""
    order = "<" if head[:2] == b"II" else ">"
    try:
        (place,) = struct.unpack_from(f"{order}I", head, 4)
        file.seek(place)
        (count,) = struct.unpack(f"{order}H", file.read(2))
        entries = file.read(min(count, MOST_ENTRIES) * ENTRY)
        found = struct.iter_unpack(
            f"{order}HHI4s", entries[: len(entries) // ENTRY * ENTRY]
        )
        return {
            tag: _value(file, order, kind, many, raw) for tag, kind, many, raw in found
        }
    except (struct.error, OSError):
        return {}


def _value(file: BinaryIO, order: str, kind: int, many: int, raw: bytes) -> int:
    """Return the first number of an entry; shorts that stand elsewhere are fetched."""
    if kind == SHORT and many > 2:
        file.seek(int(struct.unpack(f"{order}I", raw)[0]))
        raw = file.read(2) + b"\0\0"
    code = "H" if kind == SHORT else "I"
    return int(struct.unpack_from(f"{order}{code}", raw)[0])
