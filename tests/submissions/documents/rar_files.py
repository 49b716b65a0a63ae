"""RARs of stored files made byte by byte; there is no free program that writes them."""

import struct
import zlib
from dataclasses import dataclass

MARK4 = b"Rar!\x1a\x07\x00"
MARK5 = b"Rar!\x1a\x07\x01\x00"
LOCKED, SPLIT_AFTER, UNICODE = 0x0004, 0x0002, 0x0200
UNIX, WINDOWS = 3, 2
LINK_MODE, FIFO_MODE, FILE_MODE = 0o120777, 0o010644, 0o100644


@dataclass(frozen=True)
class Stored:
    """A file in the archive; ``flags`` are those of RAR 4, ``extra`` of RAR 5."""

    name: bytes
    data: bytes = b"words"
    flags: int = 0
    mode: int = FILE_MODE
    size: int | None = None
    crc: int | None = None
    extra: bytes = b""


def _block4(kind: int, flags: int, body: bytes, data: bytes = b"") -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + data


def make_rar4(*files: Stored, main_flags: int = 0) -> bytes:
    """Return a RAR as versions 3 and 4 wrote it."""
    made = MARK4 + _block4(0x73, main_flags, bytes(6))
    for file in files:
        size = len(file.data) if file.size is None else file.size
        crc = zlib.crc32(file.data) if file.crc is None else file.crc
        body = struct.pack(
            "<LLBLLBBHL",
            *(len(file.data), size, UNIX, crc, 0x21000000, 29, 0x30),
            *(len(file.name), file.mode),
        )
        made += _block4(0x74, 0x8000 | file.flags, body + file.name, file.data)
    return made + _block4(0x7B, 0x4000, b"")


def number(value: int) -> bytes:
    """Return a number of RAR 5: seven bits a byte."""
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def _block5(kind: int, flags: int, body: bytes, data: bytes = b"") -> bytes:
    head = number(kind) + number(flags) + body
    head = number(len(head)) + head
    return struct.pack("<L", zlib.crc32(head)) + head + data


def make_rar5(*files: Stored, main_flags: int = 0, locked: bool = False) -> bytes:
    """Return a RAR as version 5 writes it."""
    made = MARK5
    if locked:
        return made + _block5(4, 0, number(0) + number(0) + b"\x0f" + bytes(16))
    part = number(1) if main_flags & 0x02 else b""
    made += _block5(1, 0, number(main_flags) + part)
    for file in files:
        size = len(file.data) if file.size is None else file.size
        crc = zlib.crc32(file.data) if file.crc is None else file.crc
        extra = number(len(file.extra)) if file.extra else b""
        body = extra + number(len(file.data)) + number(4) + number(size)
        body += number(file.mode) + struct.pack("<L", crc) + number(0) + number(1)
        body += number(len(file.name)) + file.name + file.extra
        made += _block5(2, 0x02 | bool(file.extra) | file.flags, body, file.data)
    return made + _block5(5, 0, number(0))


def record(kind: int, body: bytes) -> bytes:
    """Return an extra record of a RAR 5 file."""
    inside = number(kind) + body
    return number(len(inside)) + inside


def link(target: bytes, kind: int = 1) -> bytes:
    return record(5, number(kind) + number(0) + number(len(target)) + target)


def lock() -> bytes:
    return record(1, number(0) + number(0) + b"\x0f" + bytes(32))
