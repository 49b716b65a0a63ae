"""Pictures of composed pages, by pdfium: what an editor sees on screen."""

from __future__ import annotations

import struct
import threading
import zlib

import pypdfium2

from press.makeup.grid import Box

_PDFIUM = threading.Lock()  # pdfium is not safe to enter from two threads
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB = 2  # colour type, PNG specification 11.2.2


def render_png(pdf: bytes, page: int, width_px: int) -> bytes:
    """Return page ``page`` (from 1) as a PNG so many pixels wide."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page - 1]
        return _png(sheet, width_px / sheet.get_width(), (0, 0, 0, 0))


def render_region(pdf: bytes, page: int, box: Box, width_px: int) -> bytes:
    """Return a part of a page (points from the top left) so many pixels wide."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page - 1]
        wide, high = sheet.get_size()
        edges = (box.x, high - box.bottom, wide - box.right, box.y)
        return _png(sheet, width_px / box.width, edges)


def _png(
    sheet: pypdfium2.PdfPage, scale: float, crop: tuple[float, float, float, float]
) -> bytes:
    bitmap = sheet.render(scale=scale, crop=crop, rev_byteorder=True)
    view = memoryview(bitmap.buffer).cast("B")
    row = bitmap.width * 3
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    pixels = b"".join(b"\0" + view[start : start + row] for start in starts)
    return encode_png(bitmap.width, bitmap.height, pixels)


def encode_png(width: int, height: int, filtered: bytes) -> bytes:
    """Pack RGB rows, each with its filter byte before it, as a PNG file."""
    header = struct.pack(">IIBBBBB", width, height, 8, _RGB, 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(filtered, 6)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
