"""The first headers of a RAR: is it a part of several, are its names locked."""

from __future__ import annotations

import struct
from dataclasses import dataclass

RAR4 = b"Rar!\x1a\x07\x00"
RAR5 = b"Rar!\x1a\x07\x01\x00"
LONGEST_HEAD = 4096
MAIN4, MAIN5, CRYPT5 = 0x73, 1, 4
VOLUME4, LOCKED4 = 0x0001, 0x0080
VOLUME5 = 0x0001
EXTRA5, DATA5 = 0x0001, 0x0002


@dataclass(frozen=True, slots=True)
class RarHead:
    """What the archive says of itself; ``known`` is false for a broken one."""

    known: bool = False
    volume: bool = False
    locked: bool = False


def rar_head(raw: bytes) -> RarHead:
    """Return what the first header after the mark says."""
    if raw.startswith(RAR5):
        return _head5(raw[len(RAR5) :])
    if not raw.startswith(RAR4) or len(raw) < len(RAR4) + 7:
        return RarHead()
    _, kind, flags = struct.unpack_from("<HBH", raw, len(RAR4))
    if kind != MAIN4:
        return RarHead()
    return RarHead(True, bool(flags & VOLUME4), bool(flags & LOCKED4))


def _head5(raw: bytes) -> RarHead:
    numbers: list[int] = []
    at = 4  # after the sum
    for _ in range(6):
        value, at = _number(raw, at)
        if value is None:
            break
        numbers.append(value)
    if len(numbers) < 3:
        return RarHead()
    _, kind, flags, *rest = numbers
    if kind == CRYPT5:
        return RarHead(known=True, locked=True)
    skipped = bool(flags & EXTRA5) + bool(flags & DATA5)
    if kind != MAIN5 or len(rest) <= skipped:
        return RarHead()
    return RarHead(known=True, volume=bool(rest[skipped] & VOLUME5))


def _number(raw: bytes, at: int) -> tuple[int | None, int]:
    """Read a number of seven bits a byte."""
    value = shift = 0
    while at < len(raw) and shift < 70:
        byte = raw[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80:
            return value, at
    return None, at
