"""winmail.dat as Outlook writes it."""

from __future__ import annotations

import struct
from collections.abc import Sequence


def tnef(
    text: str,
    files: Sequence[tuple[str, bytes]],
    *,
    codepage: int = 936,
    charset: str = "gb18030",
    html: str = "",
    rtf: bytes = b"",
) -> bytes:
    """Return a TNEF stream as Outlook writes it."""
    body = text.encode(charset) + b"\x00"
    stream = b"\x78\x9f\x3e\x22" + struct.pack("<H", 1)
    stream += _attribute(1, 0x0008, 0x9006, struct.pack("<I", 0x10000))
    stream += _attribute(1, 0x0006, 0x9007, struct.pack("<II", codepage, 0))
    if html or rtf:
        value, number = (html.encode(charset), 0x1013) if html else (rtf, 0x1009)
        told = _number(0x3FDE, codepage) + _binary(number, value)
        stream += _attribute(1, 0x0006, 0x9003, struct.pack("<I", 2) + told)
    elif text:
        stream += _attribute(1, 0x0002, 0x800C, body)
    for name, data in files:
        short = name.encode(charset)[:8] + b"\x00"
        long = _string(0x3707, name.encode(charset) + b"\x00")
        stream += _attribute(2, 0x0006, 0x9002, b"\x00" * 14)
        stream += _attribute(2, 0x0001, 0x8010, short)
        stream += _attribute(2, 0x0006, 0x800F, data)
        stream += _attribute(2, 0x0006, 0x9005, struct.pack("<I", 1) + long)
    return stream


def _attribute(level: int, kind: int, number: int, data: bytes) -> bytes:
    check = sum(data) & 0xFFFF
    head = struct.pack("<BHHI", level, number, kind, len(data))
    return head + data + struct.pack("<H", check)


def _string(number: int, data: bytes) -> bytes:
    return _valued(0x1E, number, data)


def _binary(number: int, data: bytes) -> bytes:
    return _valued(0x102, number, data)


def _valued(kind: int, number: int, data: bytes) -> bytes:
    padded = data + b"\x00" * (-len(data) % 4)
    return struct.pack("<HHII", kind, number, 1, len(data)) + padded


def _number(number: int, value: int) -> bytes:
    return struct.pack("<HHI", 3, number, value)
