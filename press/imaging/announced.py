"""Read the size that a file announces, before any decoder has seen it.

Decoders make room for a picture when they open it, or stop at the first broken byte;
a file that announces too much is refused for that, by these few lines alone.  JPEG is
left to its decoder, which reads nothing but the header either.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from press.imaging.tiffs import first_tags

HEAD = 64
WIDTH_TAG, LENGTH_TAG = 0x0100, 0x0101
MOST_META = 1024**2  # bytes of a HEIC in which its items are described
ISPE = struct.Struct(">4sIII")  # "ispe", version and flags, width, height


def announced_size(file: BinaryIO, kind: str) -> tuple[int, int]:
    """Return the width and height a file announces; zeros when it tells none."""
    file.seek(0)
    head = file.read(HEAD)
    try:
        if kind == "HEIF":
            return _heif(head + file.read(MOST_META))
        if kind == "TIFF":
            tags = first_tags(file, head)
            return tags.get(WIDTH_TAG, 0), tags.get(LENGTH_TAG, 0)
        reader = {"PNG": _png, "GIF": _gif, "BMP": _bmp, "WEBP": _webp}.get(kind)
        return reader(head) if reader else (0, 0)
    except struct.error:
        return 0, 0
    finally:
        file.seek(0)


def _png(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", head, 16)
    return width, height


def _gif(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", head, 6)
    return width, height


def _bmp(head: bytes) -> tuple[int, int]:
    """Return a bitmap's size; a height below zero means that it begins at the top."""
    (header,) = struct.unpack_from("<I", head, 14)
    width, height = struct.unpack_from("<HH" if header == 12 else "<ii", head, 18)
    return abs(width), abs(height)


def _webp(head: bytes) -> tuple[int, int]:
    kind = head[12:16]
    if kind == b"VP8X":
        low_wide, high_wide, low_high, high_high = struct.unpack_from("<HBHB", head, 24)
        return (low_wide | high_wide << 16) + 1, (low_high | high_high << 16) + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _heif(data: bytes) -> tuple[int, int]:
    """Return the largest size of any item: the whole, a tile of it, a preview."""
    largest, at = (0, 0), data.find(b"ispe")
    while at != -1 and at + ISPE.size <= len(data):
        _, flags, width, height = ISPE.unpack_from(data, at)
        if not flags and width * height > largest[0] * largest[1]:
            largest = width, height
        at = data.find(b"ispe", at + 4)
    return largest
