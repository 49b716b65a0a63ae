"""Files whose headers announce what no machine should make room for."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.press.imaging.drawn import draw, encode
from tests.press.imaging.heics import PLAIN

WIDE = 65_000


def png_chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def png(width: int, height: int, *extra: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = png_chunk(b"IDAT", zlib.compress(bytes(100)))
    parts = (png_chunk(b"IHDR", head), *extra, body, png_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg() -> bytes:
    data = bytearray(encode(draw(64, 48)))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", WIDE, WIDE)
    return bytes(data)


def gif_canvas() -> bytes:
    data = bytearray(encode(draw(64, 48), "GIF"))
    data[6:10] = struct.pack("<HH", WIDE, WIDE)
    return bytes(data)


def gif_second_frame() -> bytes:
    """Return a GIF of 64 × 48 whose second frame has 65,000 pixels a side."""
    frames = [draw(64, 48), draw(64, 48).rotate(180)]
    data = bytearray(encode(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    at = data.rindex(b"\x2c\0\0\0\0")
    data[at + 5 : at + 9] = struct.pack("<HH", WIDE, WIDE)
    return bytes(data)


def bmp(height: int) -> bytes:
    data = bytearray(encode(draw(64, 48), "BMP"))
    data[18:26] = struct.pack("<ii", WIDE, height)
    return bytes(data)


def webp_extended() -> bytes:
    data = bytearray(
        encode(draw(64, 48, "RGBA"), "WEBP", exif=Image.Exif().tobytes() + b"\0")
    )
    at = data.index(b"VP8X") + 12
    data[at : at + 6] = (16_383).to_bytes(3, "little") * 2
    return bytes(data)


def webp_plain() -> bytes:
    data = bytearray(encode(draw(64, 48), "WEBP"))
    at = data.index(b"\x9d\x01\x2a") + 3
    data[at : at + 4] = struct.pack("<HH", 16_383, 16_383)
    return bytes(data)


def tiff() -> bytes:
    data = bytearray(encode(draw(64, 48), "TIFF"))
    for tag in (256, 257):
        at = data.index(struct.pack("<HH", tag, 4))
        data[at + 8 : at + 12] = struct.pack("<I", WIDE)
    return bytes(data)


def heic() -> bytes:
    data = bytearray(PLAIN)
    at = data.index(b"ispe") + 8
    data[at : at + 8] = struct.pack(">II", WIDE, WIDE)
    return bytes(data)


BOMBS = {
    "png": png(WIDE, WIDE),
    "png-signed": png(2**31 - 1, 2**31 - 1),
    "jpeg": jpeg(),
    "gif": gif_canvas(),
    "gif-second-frame": gif_second_frame(),
    "bmp": bmp(WIDE),
    "bmp-from-the-top": bmp(-WIDE),
    "webp": webp_plain(),
    "webp-extended": webp_extended(),
    "tiff": tiff(),
    "heic": heic(),
}


def text_bomb(kind: bytes) -> bytes:
    """Return a small PNG with a chunk that unpacks to 60 MB."""
    packed = zlib.compress(bytes(60_000_000), 9)
    return png(10, 10, png_chunk(kind, b"a\0\0" + packed))


def circular_tiff() -> bytes:
    """Return a TIFF whose directory is followed by itself."""
    data = bytearray(encode(draw(8, 6), "TIFF"))
    (at,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, at)
    struct.pack_into("<I", data, at + 2 + 12 * count, at)
    return bytes(data)


def greedy_tiff(tag: int) -> bytes:
    """Return a TIFF that says a tag has four thousand million values."""
    data = bytearray(encode(draw(8, 6), "TIFF"))
    (at,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, at)
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        if struct.unpack_from("<H", data, entry)[0] == tag:
            struct.pack_into("<I", data, entry + 4, 2**32 - 1)
    return bytes(data)


def many_pages(count: int) -> bytes:
    out = io.BytesIO()
    pages = [Image.new("1", (1, 1))] * count
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    return out.getvalue()
