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
KIND5 = 0x100  # keeps the kinds of version 5 apart from those of 4
FILE4, END4, FILE5, END5 = 0x74, 0x7B, KIND5 | 2, KIND5 | 5
DATA4 = 0x8000
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


def ends_whole(tail: bytes, *, is_rar5: bool, has_end: bool) -> bool:
    """Tell whether an archive goes on as it should after the last file listed.

    What follows may be services and then the end, but no file: one whose header is
    broken is not listed.  Old versions wrote no end.
    """
    step = _block5 if is_rar5 else _block4
    at = 0
    while (found := step(tail, at)) is not None:
        kind, at = found
        if kind in (END4, END5):
            return True
        if kind in (FILE4, FILE5):
            return False
    return at == len(tail) and not has_end


def _block4(raw: bytes, at: int) -> tuple[int, int] | None:
    """Return the kind of a block and where the next one begins."""
    if len(raw) - at < 7:
        return None
    _, kind, flags, size = struct.unpack_from("<HBHH", raw, at)
    more = struct.unpack_from("<L", raw.ljust(at + 11, b"\0"), at + 7)[0]
    return (kind, at + max(7, size) + (more if flags & DATA4 else 0))


def _block5(raw: bytes, at: int) -> tuple[int, int] | None:
    size, start = _number(raw, at + 4)
    kind, place = _number(raw, start)
    flags, place = _number(raw, place)
    if size is None or kind is None or flags is None:
        return None
    data: int | None = 0
    if flags & EXTRA5:
        _, place = _number(raw, place)
    if flags & DATA5:
        data, place = _number(raw, place)
    return None if data is None else (kind | KIND5, start + max(1, size) + data)


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
