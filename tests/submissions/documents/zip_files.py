"""Zips made byte by byte, so that they can lie as no library lets them."""

import struct
import zlib
from dataclasses import dataclass, field

STORED, DEFLATED = 0, 8


@dataclass
class Entry:
    """An entry; what is left out is computed honestly."""

    name: bytes
    data: bytes = b""
    method: int = DEFLATED
    flags: int = 0
    size: int | None = None
    packed: int | None = None
    crc: int | None = None
    attributes: int = 0
    extra: bytes = b""
    offset: int | None = None  # a local header that is elsewhere: an overlap
    raw: bytes | None = None  # packed bytes as they are

    def packed_data(self) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.method != DEFLATED:
            return self.data
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        return squeeze.compress(self.data) + squeeze.flush()

    def fields(self, packed: bytes) -> tuple[int, int, int]:
        return (
            zlib.crc32(self.data) if self.crc is None else self.crc,
            len(packed) if self.packed is None else self.packed,
            len(self.data) if self.size is None else self.size,
        )


@dataclass
class ZipFile:
    """A zip in the making."""

    before: bytes = b""
    comment: bytes = b""
    disk: int = 0
    end: bool = True
    body: bytearray = field(default_factory=bytearray)

    def build(self, *entries: Entry) -> bytes:
        self.body = bytearray(self.before)
        central = b"".join([self._add(entry) for entry in entries])
        if not self.end:
            return bytes(self.body)
        start = len(self.body)
        tail = struct.pack(
            "<4s4H2LH",
            b"PK\x05\x06",
            *(self.disk, self.disk, len(entries), len(entries)),
            *(len(central), start, len(self.comment)),
        )
        return bytes(self.body) + central + tail + self.comment

    def _add(self, entry: Entry) -> bytes:
        packed = entry.packed_data()
        crc, packed_size, size = entry.fields(packed)
        offset = entry.offset
        if offset is None:
            offset = len(self.body)
            self.body += struct.pack(
                "<4s5H3L2H",
                b"PK\x03\x04",
                *(20, entry.flags, entry.method, 0, 33),
                *(crc, packed_size, size, len(entry.name), 0),
            )
            self.body += entry.name + packed
        made_by = 0x0314 if entry.attributes >> 16 else 20
        head = struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            *(made_by, 20, entry.flags, entry.method, 0, 33),
            *(crc, packed_size, size, len(entry.name), len(entry.extra)),
            *(0, 0, 0, entry.attributes, offset),
        )
        return head + entry.name + entry.extra


def make_zip(*entries: Entry, **options: object) -> bytes:
    """Return a zip of some entries."""
    return ZipFile(**options).build(*entries)  # type: ignore[arg-type]


def text_entry(name: str = "a.txt", text: str = "words") -> Entry:
    return Entry(name.encode(), text.encode())
