"""The table of contents of a zip, read by ourselves and believed as little as possible.

``zipfile`` of the Pythons we run on does not see entries that overlap, and it takes
names and sizes as they are declared.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO

from submissions.documents.refusal import RefusedError
from submissions.problems import ProblemCode

LOCAL = b"PK\x03\x04"
CENTRAL = b"PK\x01\x02"
END = b"PK\x05\x06"
SPANNED = (b"PK\x07\x08PK", b"PK00PK")  # one part, though it was to be several
END64 = b"PK\x06\x06"
LOCATOR64 = b"PK\x06\x07"

LONGEST_TAIL = 22 + 65_535 + 4096  # end record, its comment, a little rubbish
LONGEST_HEADER = 30 + 2 * 65_535  # with its name and its extra fields
LONGEST_DIRECTORY = 16 * 1024 * 1024
LARGEST_OFFSET = 1 << 62  # what no file reaches and every system can seek
ALL_ONES = 0xFFFFFFFF
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")

UTF8_NAME = 0x800
ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
AES_METHOD = 99
HAS_DESCRIPTOR = 0x8
UNICODE_PATH = 0x7075
UNIX_LINK_FIELD = 0x000D
UNIX_LINK_LONGEST = 12  # without a link's target
ASI_UNIX_FIELD = 0x756E
DOS_FOLDER = 0x10
WINDOWS_LINK = 0x400  # reparse point


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One line of the directory; ``offset`` is where its local header stands."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    attributes: int = 0
    extra: dict[int, bytes] = field(default_factory=dict)
    sizes_known: bool = True

    @property
    def is_folder(self) -> bool:
        by_system = self.attributes & DOS_FOLDER or stat.S_ISDIR(self.attributes >> 16)
        by_name = self.raw_name.endswith((b"/", b"\\"))
        return by_name or (bool(by_system) and not self.size)

    @property
    def is_encrypted(self) -> bool:
        return bool(self.flags & ENCRYPTED_FLAGS) or self.method == AES_METHOD

    @property
    def is_link(self) -> bool:
        """Tell whether the entry is anything but a file or a folder."""
        modes = [self.attributes >> 16]
        if asi := self.extra.get(ASI_UNIX_FIELD):
            modes += struct.unpack_from("<H", asi.ljust(6, b"\0"), 4)
        special = any(stat.S_IFMT(m) not in _PLAIN for m in modes)
        if self.raw_name == b"-":  # what zip was given through a pipe
            special = any(stat.S_IFMT(m) not in (*_PLAIN, stat.S_IFIFO) for m in modes)
        unix_link = len(self.extra.get(UNIX_LINK_FIELD, b"")) > UNIX_LINK_LONGEST
        return special or unix_link or bool(self.attributes & WINDOWS_LINK)


_PLAIN = {0, stat.S_IFREG, stat.S_IFDIR}


@dataclass(frozen=True, slots=True)
class ZipDirectory:
    """All entries; ``start`` is where the directory itself begins in the file."""

    entries: tuple[ZipEntry, ...]
    start: int
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class _End:
    count: int
    size: int
    offset: int
    position: int


def ends_as_zip(file: BinaryIO) -> bool:
    """Tell whether a file ends like a zip, whatever it begins with."""
    return _find_end(file, file.seek(0, 2)) is not None


def read_directory(file: BinaryIO, *, most: int) -> ZipDirectory | None:
    """Return the directory, or nothing where there is none that can be read.

    Raise ``RefusedError`` for more than ``most`` entries and for parts of a split zip.
    """
    size = file.seek(0, 2)
    found = _find_end(file, size)
    if found is None:
        return None
    end, several_disks = found
    if several_disks:
        raise RefusedError(ProblemCode.VOLUME_MISSING)
    if end.size > min(LONGEST_DIRECTORY, end.position):
        return None
    start = end.position - end.size
    file.seek(start)
    raw = file.read(end.size)
    # What stands before the archive moves every offset by the same number of bytes.
    shift = start - end.offset
    entries: list[ZipEntry] = []
    for entry in _central_entries(raw, shift):
        entries.append(entry)
        if len(entries) > most:
            raise RefusedError(ProblemCode.TOO_MANY_ENTRIES)
    if end.count and not entries:
        return None
    # The count is of 16 bits unless the zip is a 64-bit one.
    short = (len(entries) ^ end.count) & 0xFFFF != 0
    return ZipDirectory(tuple(entries), start, damaged=short)


def _find_end(file: BinaryIO, size: int) -> tuple[_End, bool] | None:
    """Return the end record: one that ends with the file, else the last of all."""
    file.seek(max(0, size - LONGEST_TAIL))
    base = file.tell()
    tail = file.read(LONGEST_TAIL)
    places = [at for at in _places(tail) if len(tail) >= at + _END.size]
    fitting = (at for at in places if _END.unpack_from(tail, at)[7] == _rest(tail, at))
    at = next(fitting, places[0] if places else None)
    if at is None:
        return None
    _, disk, first_disk, here, count, length, offset, _ = _END.unpack_from(tail, at)
    end = _End(count, length, offset, base + at)
    several = disk not in (0, 0xFFFF) or first_disk not in (0, 0xFFFF) or here != count
    return _end64(file, end) or end, several


def _places(tail: bytes) -> Iterator[int]:
    at = tail.rfind(END)
    while at >= 0:
        yield at
        at = tail.rfind(END, 0, at)


def _rest(tail: bytes, at: int) -> int:
    return len(tail) - at - _END.size


def _end64(file: BinaryIO, end: _End) -> _End | None:
    """Return the 64-bit end record, if the file has one."""
    if end.position < 20:
        return None
    file.seek(end.position - 20)
    locator = file.read(20)
    if not locator.startswith(LOCATOR64):
        return None
    (position,) = struct.unpack_from("<Q", locator, 8)
    for place in (position, end.position - 20 - _END64.size):
        if not 0 <= place <= end.position - _END64.size:
            continue
        file.seek(place)
        raw = file.read(_END64.size)
        if raw.startswith(END64):
            count, length, offset = _END64.unpack(raw)[7:10]
            return _End(count, length, offset, place)
    return None


def _central_entries(raw: bytes, shift: int) -> Iterator[ZipEntry]:
    at = 0
    while raw.startswith(CENTRAL, at) and len(raw) - at >= _CENTRAL.size:
        fields = _CENTRAL.unpack_from(raw, at)
        flags, method = fields[5], fields[6]
        crc, packed, size = fields[9:12]
        name_start = at + _CENTRAL.size
        name_end = name_start + fields[12]
        extra_end = name_end + fields[13]
        extra = extra_fields(raw[name_end:extra_end], name=raw[name_start:name_end])
        size, packed, offset = _wide(extra, size, packed, fields[18])
        yield ZipEntry(
            raw_name=raw[name_start:name_end],
            flags=flags,
            method=method,
            crc=crc,
            packed=packed,
            size=size,
            offset=offset + shift,
            attributes=fields[17],
            extra=extra,
        )
        at = extra_end + fields[14]


def _wide(
    extra: dict[int, bytes], size: int, packed: int, offset: int
) -> tuple[int, int, int]:
    """Take the 64-bit numbers where the 32-bit ones are all ones."""
    raw = extra.get(1, b"")
    values = []
    for value in (size, packed, offset):
        if value == ALL_ONES and len(raw) >= 8:
            value, raw = int.from_bytes(raw[:8], "little"), raw[8:]
        values.append(value)
    return values[0], values[1], values[2]


def extra_fields(raw: bytes, *, name: bytes) -> dict[int, bytes]:
    """Return the extra fields by their numbers; of Unicode names one that counts."""
    fields: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(raw):
        number, length = struct.unpack_from("<HH", raw, at)
        content = raw[at + 4 : at + 4 + length]
        if number != UNICODE_PATH or _is_name_of(content, name):
            fields.setdefault(number, content)
        at += 4 + length
    return fields


def _is_name_of(field: bytes, name: bytes) -> bool:
    """Tell whether a Unicode name belongs to a name: it carries the sum of it."""
    fits = len(field) > 5 and field[0] == 1
    return fits and int.from_bytes(field[1:5], "little") == zlib.crc32(name)


def data_start(file: BinaryIO, entry: ZipEntry) -> int:
    """Return where an entry's data begin, after its local header."""
    if not 0 <= entry.offset < LARGEST_OFFSET:
        raise RefusedError(ProblemCode.DAMAGED)
    file.seek(entry.offset)
    raw = file.read(_LOCAL.size)
    if len(raw) < _LOCAL.size or not raw.startswith(LOCAL):
        raise RefusedError(ProblemCode.DAMAGED)
    name_length, extra_length = _LOCAL.unpack(raw)[9:11]
    return entry.offset + _LOCAL.size + int(name_length) + int(extra_length)


def named_locally(file: BinaryIO, entry: ZipEntry) -> ZipEntry | None:
    """Return what an entry's own header says, which is not what the directory says."""
    if not 0 <= entry.offset < LARGEST_OFFSET:
        return None
    file.seek(entry.offset)
    return local_entry(file.read(LONGEST_HEADER), entry.offset)


def local_entry(raw: bytes, offset: int) -> ZipEntry | None:
    """Return the entry a local header describes; its name may be cut off."""
    if len(raw) < _LOCAL.size or not raw.startswith(LOCAL):
        return None
    _, version, flags, method, _, _, crc, packed, size, names, extras = _LOCAL.unpack(
        raw[: _LOCAL.size]
    )
    name_end = _LOCAL.size + names
    if version > 100 or not names or len(raw) < name_end:
        return None
    name = raw[_LOCAL.size : name_end]
    extra = extra_fields(raw[name_end : name_end + extras], name=name)
    size, packed, _ = _wide(extra, size, packed, 0)
    known = not flags & HAS_DESCRIPTOR or packed > 0
    return ZipEntry(
        name, flags, method, crc, packed, size, offset, extra=extra, sizes_known=known
    )


def overlapping(file: BinaryIO, directory: ZipDirectory) -> bool:
    """Tell whether two entries, or an entry and the directory, share bytes."""
    spans = sorted(
        (entry.offset, data_start(file, entry) + entry.packed)
        for entry in directory.entries
    )
    spans.append((directory.start, directory.start))
    return any(one[1] > other[0] for one, other in pairwise(spans))
