"""Read the size that a file announces, before any decoder has seen it.

Decoders make room for a picture when they open it, or stop at the first broken byte;
a file that announces too much is refused for that, by these few lines alone.  JPEG is
left to its decoder, which reads nothing but the header either.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

from press.imaging.tiffs import first_tags

HEAD = 64
WIDTH_TAG, LENGTH_TAG = 0x0100, 0x0101
MOST_META = 1024**2  # bytes of a HEIC in which its items are described
GIF_HEAD, FRAME, EXTENSION, GIF_END = 13, b",", b"!", b";"
HELD = (b"mdat", b"meta", b"idat")  # boxes without which there is no picture
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
        if kind == "GIF":
            return _gif(head, file)
        reader = {"PNG": _png, "BMP": _bmp, "WEBP": _webp}.get(kind)
        return reader(head) if reader else (0, 0)
    except struct.error:
        return 0, 0
    finally:
        file.seek(0)


def turns_itself(file: BinaryIO) -> bool:
    """Say whether a HEIC's container tells how to turn or mirror the picture."""
    file.seek(0)
    described = file.read(MOST_META)
    return b"irot" in described or b"imir" in described


def is_cut(file: BinaryIO, kind: str) -> bool:
    """Say whether a file breaks off where its decoder would say nothing.

    A GIF whose first frame is whole; a HEIC, whose missing tiles libheif paints grey.
    """
    if kind == "GIF":
        file.seek(max(0, file.seek(0, 2) - HEAD))
        return not file.read().rstrip(b"\0\r\n").endswith(GIF_END)
    return kind == "HEIF" and _heif_is_cut(file)


def _heif_is_cut(file: BinaryIO) -> bool:
    length, at = file.seek(0, 2), 0
    while at + 8 <= length:
        file.seek(at)
        head = file.read(16)
        size, kind = struct.unpack_from(">I4s", head)
        if size == 1 and len(head) == 16:
            (size,) = struct.unpack_from(">Q", head, 8)
        if size < 8:  # nought: to the end of the file
            return False
        at += size
        if at > length:
            return kind in HELD
    return False


def _png(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", head, 16)
    return width, height


def _gif(head: bytes, file: BinaryIO) -> tuple[int, int]:
    """Return the extent of the canvas and all frames: one may reach far beyond it."""
    width, height, flags = struct.unpack_from("<HHB", head, 6)
    file.seek(GIF_HEAD + _colours(flags))
    while (mark := file.read(1)) in (FRAME, EXTENSION):
        if mark == EXTENSION:
            file.seek(1, os.SEEK_CUR)
        else:
            place = file.read(9)
            left, top, wide, high, flags = struct.unpack("<HHHHB", place)
            width, height = max(width, left + wide), max(height, top + high)
            file.seek(_colours(flags) + 1, os.SEEK_CUR)
        while size := file.read(1)[:1]:
            if not size[0]:
                break
            file.seek(size[0], os.SEEK_CUR)
    return width, height


def _colours(flags: int) -> int:
    """Return the length of a GIF's colour table in bytes."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


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
