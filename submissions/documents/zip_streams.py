"""The data of zip entries as streams that are counted while they flow."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from submissions.documents.limits import CHUNK
from submissions.documents.refusal import RefusedError
from submissions.documents.zip_directory import (
    LOCAL,
    LONGEST_HEADER,
    ZipDirectory,
    ZipEntry,
    data_start,
    local_entry,
)
from submissions.problems import ProblemCode

STORED, DEFLATED, BZIPPED, LZMA_PACKED = 0, 8, 12, 14
METHODS = frozenset((STORED, DEFLATED, BZIPPED, LZMA_PACKED))
BROKEN = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error)


class _Unpacker(Protocol):
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...

    @property
    def eof(self) -> bool: ...


def stream(file: BinaryIO, entry: ZipEntry) -> Iterator[bytes]:
    """Yield the unpacked bytes; raise ``RefusedError`` (DAMAGED) where they break.

    More bytes than the directory declares are never given out: a size that lies is
    refused at the moment it shows.
    """
    given = crc = 0
    for piece in _unpacked(file, entry):
        given += len(piece)
        if entry.sizes_known and given > entry.size:
            raise RefusedError(ProblemCode.BOMB)
        crc = zlib.crc32(piece, crc)
        yield piece
    if entry.sizes_known and (given != entry.size or crc != entry.crc):
        raise RefusedError(ProblemCode.DAMAGED)


def _unpacked(file: BinaryIO, entry: ZipEntry) -> Iterator[bytes]:
    start = data_start(file, entry)
    source = _raw(file, start, entry.packed if entry.sizes_known else None)
    if entry.method == STORED:
        yield from source
        return
    try:
        unpacker = _unpacker(entry.method, source)
        for packed in source:
            yield from _pieces(unpacker, packed)
            if unpacker.eof:
                return
    except BROKEN as error:
        raise RefusedError(ProblemCode.DAMAGED) from error
    # LZMA without a mark at its end is whole when its size is reached.
    if not unpacker.eof and entry.method != LZMA_PACKED:
        raise RefusedError(ProblemCode.DAMAGED)


def _raw(file: BinaryIO, start: int, length: int | None) -> Iterator[bytes]:
    """Yield packed bytes; the place is sought anew, others may read the same file."""
    at = start
    while length is None or at - start < length:
        file.seek(at)
        wanted = CHUNK if length is None else min(CHUNK, length - (at - start))
        piece = file.read(wanted)
        if not piece:
            return
        at += len(piece)
        yield piece


def _pieces(unpacker: _Unpacker, packed: bytes) -> Iterator[bytes]:
    piece = unpacker.decompress(packed, CHUNK)
    while piece:
        yield piece
        if unpacker.eof:
            return
        # zlib hands back what it did not use; the others keep it themselves.
        left = getattr(unpacker, "unconsumed_tail", b"")
        piece = unpacker.decompress(left, CHUNK)


def _unpacker(method: int, source: Iterator[bytes]) -> _Unpacker:
    if method == DEFLATED:
        return zlib.decompressobj(-zlib.MAX_WBITS)
    if method == BZIPPED:
        return bz2.BZ2Decompressor()
    if method == LZMA_PACKED:
        return _LzmaMember()
    raise RefusedError(ProblemCode.CONVERTER_MISSING)


class _LzmaMember:
    """LZMA as zips hold it: the filter's properties stand before the data."""

    def __init__(self) -> None:
        self._head = b""
        self._unpacker: lzma.LZMADecompressor | None = None

    @property
    def eof(self) -> bool:
        return self._unpacker is not None and self._unpacker.eof

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        if self._unpacker is None:
            self._head += data
            if len(self._head) < 4:
                return b""
            (length,) = struct.unpack_from("<H", self._head, 2)
            if len(self._head) < 4 + length:
                return b""
            self._unpacker = lzma.LZMADecompressor(
                lzma.FORMAT_RAW, filters=[_lzma_filter(self._head[4 : 4 + length])]
            )
            data = self._head[4 + length :]
        return self._unpacker.decompress(data, max_length)


def _lzma_filter(properties: bytes) -> dict[str, int]:
    first, dictionary = struct.unpack("<BL", properties[:5])
    rest, lc = divmod(first, 9)
    pb, lp = divmod(rest, 5)
    # A dictionary is memory: what a newspaper is sent never needs more than this.
    size = min(max(dictionary, 4096), 64 * 1024 * 1024)
    return {"id": lzma.FILTER_LZMA1, "dict_size": size, "lc": lc, "lp": lp, "pb": pb}


def recovered_directory(file: BinaryIO, *, most: int) -> ZipDirectory:
    """Return the entries that local headers still show, in a zip whose end is lost."""
    size = file.seek(0, 2)
    entries: list[ZipEntry] = []
    at = _next_header(file, 0)
    while at is not None and len(entries) < most:
        file.seek(at)
        entry = local_entry(file.read(LONGEST_HEADER), at)
        if entry is not None:
            entries.append(entry)
        known = entry is not None and entry.sizes_known
        skip = entry.packed if entry is not None and known else 0
        at = _next_header(file, at + 4 + skip)
    return ZipDirectory(tuple(entries), size, damaged=True)


def _next_header(file: BinaryIO, at: int) -> int | None:
    file.seek(at)
    before = b""
    while piece := file.read(CHUNK):
        window = before + piece
        found = window.find(LOCAL)
        if found >= 0:
            return at - len(before) + found
        at += len(piece)
        before = window[-3:]
    return None


def write_stream(source: Iterator[bytes], target: Path) -> int:
    """Write a stream to a new file and return its size."""
    written = 0
    with target.open("xb") as out:
        for piece in source:
            written += out.write(piece)
    return written
