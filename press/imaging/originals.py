"""Copies of originals that do not tell where they were taken, nor by which camera.

Samples are never touched: segments and chunks are dropped or rewritten around them.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from press.imaging.opening import DECODER_ERRORS
from press.imaging.scrubbing import scrub_exif
from press.imaging.sniffing import sniff

# What an Exif block may keep: how to show the picture, when, whose it is.
KEPT_TAGS = (0x0112, 0x011A, 0x011B, 0x0128, 0x0132, 0x013B, 0x8298, 0x010E)
EXIF_IFD = 0x8769
KEPT_EXIF_TAGS = (0x9003, 0x9004, 0xA001)
EXIF_MARK = b"Exif\0\0"
ICC_MARK = b"ICC_PROFILE\0"
SOI, EOI, SOS, APP0, APP1, APP2, APP14, APP15, COMMENT = (
    *(0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE),
)
PNG_HEAD = 8
PNG_DROPPED = frozenset((b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"))
VP8X_XMP = 0x04  # the flag of an XMP chunk, WebP container specification
XMP_PACKET = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)


def without_position(data: bytes) -> bytes:
    """Return a copy without position, serial numbers and maker notes.

    A file that cannot be followed to its end keeps its samples and loses the rest.
    """
    kind = sniff(data[:64])
    if kind == "JPEG":
        return b"".join(_jpeg_parts(data))
    if kind == "PNG":
        return b"".join(_png_parts(data))
    if kind == "WEBP":
        return _webp(data)
    return scrub_exif(_blank_xmp(data))


def _blank_xmp(data: bytes) -> bytes:
    """Overwrite XMP packets with spaces, so that every offset stays right."""
    return XMP_PACKET.sub(lambda packet: b" " * len(packet.group()), data)


def _clean_exif(block: bytes) -> bytes:
    """Build an Exif block of the kept tags from another; nothing if it is broken."""
    old, new = Image.Exif(), Image.Exif()
    try:
        old.load(block)
        details = old.get_ifd(EXIF_IFD)
        new.update({tag: old[tag] for tag in KEPT_TAGS if tag in old})
        kept = {tag: details[tag] for tag in KEPT_EXIF_TAGS if tag in details}
        if kept:
            new.get_ifd(EXIF_IFD).update(kept)
        return new.tobytes() if len(new) or kept else b""
    except DECODER_ERRORS:
        return b""


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker == SOS:
            yield data[at : _end_of_picture(data, at)]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield _jpeg_segment(marker, data[at + 4 : end], data[at:end])
        at = end
    yield data[at:]


def _jpeg_segment(marker: int, body: bytes, whole: bytes) -> bytes:
    if marker == APP1 and body.startswith(EXIF_MARK):
        clean = _clean_exif(body)
        return _segment(APP1, clean) if clean else b""
    keeps = marker in (APP0, APP14) or (marker == APP2 and body.startswith(ICC_MARK))
    dropped = APP0 <= marker <= APP15 or marker == COMMENT
    return whole if keeps or not dropped else b""


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _end_of_picture(data: bytes, at: int) -> int:
    """Return the end of the first picture: what follows may be another, with Exif."""
    while (at := data.find(b"\xff", at)) != -1 and at + 1 < len(data):
        marker = data[at + 1]
        if marker == EOI:
            return at + 2
        has_length = marker not in (0, 0xFF, 1) and not 0xD0 <= marker <= SOI
        length = int.from_bytes(data[at + 2 : at + 4], "big") if has_length else 0
        at += 1 if marker == 0xFF else 2 + length
    return len(data)


def _png_parts(data: bytes) -> Iterator[bytes]:
    yield data[:PNG_HEAD]
    at = PNG_HEAD
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if kind == b"eXIf":
            clean = _clean_exif(EXIF_MARK + data[at + 8 : at + 8 + length])
            if clean:
                yield _png_chunk(kind, clean.removeprefix(EXIF_MARK))
        elif kind not in PNG_DROPPED:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def _webp(data: bytes) -> bytes:
    out = io.BytesIO()
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
        if kind == b"VP8X" and body:
            body = bytes((body[0] & ~VP8X_XMP,)) + body[1:]
        if kind == b"EXIF":
            body = _clean_exif(body).removeprefix(EXIF_MARK) or _EMPTY_EXIF
        if kind != b"XMP ":
            out.write(
                kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
            )
    chunks = out.getvalue()
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


_EMPTY_EXIF = b"II*\0\x08\0\0\0\0\0\0\0\0\0"  # a TIFF head and a directory of nothing
