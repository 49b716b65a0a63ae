"""A .rar: listed by ourselves, unpacked by a boxed program where it is packed."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import rarfile

from submissions.documents.archives.gate import Listed, Unpacking, check_entries
from submissions.documents.archives.names import guessed_name
from submissions.documents.archives.packer import unpacked_by_program
from submissions.documents.archives.rar_heads import LONGEST_HEAD, ends_whole, rar_head
from submissions.documents.archives.telling import told_of_archive
from submissions.documents.limits import CHUNK, MAX_PARTS
from submissions.documents.model import Document, DocumentOutcome
from submissions.documents.refusal import RefusedError, rejected
from submissions.problems import Problem, ProblemCode

RAR = "rar"
STORED = 0x30
VERSION_3 = 29  # of the unpacker; from then on an archive has an end
LONGEST_TAIL = 1024 * 1024  # bytes after the last file
UNICODE_NAME = 0x0200  # of a RAR4 entry
SPLIT_BEFORE, SPLIT_AFTER = 0x01, 0x02  # of a RAR4 entry
SPLIT_BEFORE5, SPLIT_AFTER5 = 0x08, 0x10  # of a RAR5 block
BROKEN_RAR = (
    rarfile.Error,
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    AssertionError,
    struct.error,
)


def read_rar(path: Path, *, work: Path) -> Document:
    """Return the members of a rar; raise ``RefusedError`` for a bad one."""
    with path.open("rb") as file:
        head = rar_head(file.read(LONGEST_HEAD))
    if head.locked:
        raise RefusedError(ProblemCode.ENCRYPTED)
    if not head.known:
        raise RefusedError(ProblemCode.DAMAGED)
    infos = _infos(path)
    if not infos:
        missing, damaged = ProblemCode.VOLUME_MISSING, ProblemCode.DAMAGED
        raise RefusedError(missing if head.volume else damaged)
    size = path.stat().st_size
    listed = [_listed(info) for info in infos]
    if head.volume or any(map(_is_split, infos)):
        raise RefusedError(ProblemCode.VOLUME_MISSING)
    check_entries(listed, packed=size)
    wanted = [
        (info, seen) for info, seen in zip(infos, listed, strict=True) if seen.is_wanted
    ]
    if any(info.needs_password() for info, _ in wanted):
        raise RefusedError(ProblemCode.ENCRYPTED)
    cut = _breaks_off(path, infos)
    unpacking = Unpacking(work, packed=size)
    try:
        _unpack(path, wanted, unpacking=unpacking, work=work)
    except RefusedError as refusal:
        if refusal.outcome is DocumentOutcome.REJECTED:
            unpacking.forget()
        raise
    problems = [Problem(ProblemCode.DAMAGED)] if cut else []
    return told_of_archive(RAR, unpacking.members, problems)


def _infos(path: Path) -> list[rarfile.RarInfo]:
    try:
        with rarfile.RarFile(path, part_only=True) as archive:
            infos = list(archive.infolist())
    except rarfile.NeedFirstVolume as error:
        raise RefusedError(ProblemCode.VOLUME_MISSING) from error
    except BROKEN_RAR as error:
        raise RefusedError(ProblemCode.DAMAGED) from error
    if len(infos) > MAX_PARTS:
        raise rejected(ProblemCode.TOO_MANY_ENTRIES)
    return infos


def _listed(info: rarfile.RarInfo) -> Listed:
    raw = info.orig_filename if isinstance(info.orig_filename, bytes) else b""
    name = str(info.filename or "")
    if raw and not info.flags & UNICODE_NAME and not _is_rar5(info):
        name = guessed_name(raw)
    mode = int(info.mode or 0)
    special = stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR)
    return Listed(
        name=name.replace("\\", "/"),
        size=int(info.file_size or 0),
        packed=int(info.compress_size or 0),
        is_folder=bool(info.isdir()),
        is_link=info.is_symlink() or special or bool(info.file_redir),
        raw_name=raw,
    )


def _is_rar5(info: rarfile.RarInfo) -> bool:
    return isinstance(info, rarfile.Rar5Info)


def _is_split(info: rarfile.RarInfo) -> bool:
    if _is_rar5(info):
        return bool(info.block_flags & (SPLIT_BEFORE5 | SPLIT_AFTER5))
    return bool(info.flags & (SPLIT_BEFORE | SPLIT_AFTER))


def _breaks_off(path: Path, infos: Sequence[rarfile.RarInfo]) -> bool:
    """Tell whether the end is missing, or a file that could not be listed."""
    ends = (int(info.data_offset) + int(info.compress_size or 0) for info in infos)
    end = max(ends)
    size = path.stat().st_size
    if end > size:
        return True
    with path.open("rb") as file:
        file.seek(end)
        tail = file.read(LONGEST_TAIL)
    if size - end > LONGEST_TAIL:
        return False  # recovery records: more than anybody cuts off
    has_end = any(int(info.extract_version or 0) >= VERSION_3 for info in infos)
    return not ends_whole(tail, is_rar5=_is_rar5(infos[0]), has_end=has_end)


def _unpack(
    path: Path,
    wanted: Sequence[tuple[rarfile.RarInfo, Listed]],
    *,
    unpacking: Unpacking,
    work: Path,
) -> None:
    if all(info.compress_type == STORED for info, _ in wanted):
        for info, seen in wanted:
            unpacking.take(seen.name, _stored(path, info))
        return
    names = [seen.name for _, seen in wanted]
    unpacked_by_program(path, names, unpacking=unpacking, work=work)


def _stored(path: Path, info: rarfile.RarInfo) -> Iterator[bytes]:
    """Yield the bytes of a member that is not packed at all."""
    if info.compress_size != info.file_size:
        raise rejected(ProblemCode.BOMB)
    left, crc = int(info.file_size), 0
    with path.open("rb") as file:
        file.seek(info.data_offset)
        while left and (piece := file.read(min(left, CHUNK))):
            left -= len(piece)
            crc = zlib.crc32(piece, crc)
            yield piece
    if left or (info.CRC is not None and crc != info.CRC):
        raise RefusedError(ProblemCode.DAMAGED)
