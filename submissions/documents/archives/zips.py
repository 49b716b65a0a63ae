"""A .zip: judged whole before its first byte is unpacked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from submissions.documents.archives.gate import Listed, Unpacking, check_entries
from submissions.documents.archives.names import is_unsafe, zip_names
from submissions.documents.archives.packer import unpacked_by_program
from submissions.documents.archives.telling import told_of_archive
from submissions.documents.limits import MAX_PARTS
from submissions.documents.model import Document, DocumentOutcome
from submissions.documents.refusal import RefusedError, rejected
from submissions.documents.zip_directory import (
    END,
    LOCAL,
    SPANNED,
    ZipDirectory,
    ZipEntry,
    named_locally,
    overlapping,
    read_directory,
)
from submissions.documents.zip_streams import METHODS, recovered_directory, stream
from submissions.problems import Problem, ProblemCode
from submissions.upload_names import file_label

ZIP = "zip"


@dataclass(frozen=True, slots=True)
class _Zip:
    """A zip that is open: its directory, and its entries with their names decoded."""

    path: Path
    file: BinaryIO
    directory: ZipDirectory
    listed: tuple[tuple[ZipEntry, Listed], ...]

    @property
    def wanted(self) -> tuple[tuple[ZipEntry, Listed], ...]:
        return tuple((entry, seen) for entry, seen in self.listed if seen.is_wanted)


def read_zip(path: Path, *, work: Path) -> Document:
    """Return the members of a zip; raise ``RefusedError`` for a bad one."""
    with path.open("rb") as file:
        opened = _opened(path, file)
        size = path.stat().st_size
        check_entries([seen for _, seen in opened.listed], packed=size)
        _check_local_names(opened)
        _check_structure(opened)
        unpacking = Unpacking(work, packed=size)
        try:
            problems = _unpack(opened, unpacking, work=work)
        except RefusedError as refusal:
            if refusal.outcome is DocumentOutcome.REJECTED:
                unpacking.forget()
            raise
    if opened.directory.damaged:
        problems.insert(0, Problem(ProblemCode.DAMAGED))
    return told_of_archive(ZIP, unpacking.members, problems)


def _opened(path: Path, file: BinaryIO) -> _Zip:
    head = file.read(8)
    try:
        directory = read_directory(file, most=MAX_PARTS)
    except RefusedError as refusal:
        if refusal.problem.code is ProblemCode.TOO_MANY_ENTRIES:
            raise rejected(ProblemCode.TOO_MANY_ENTRIES) from refusal
        raise
    if directory is None:
        directory = recovered_directory(file, most=MAX_PARTS)
    if not directory.entries and not head.startswith(END):
        raise RefusedError(ProblemCode.DAMAGED)
    if not head.startswith((LOCAL, END, *SPANNED)):
        # Something else stands before the archive: two kinds of file in one.
        directory = replace(directory, damaged=True)
    return _Zip(path, file, directory, tuple(_listed(directory)))


def _listed(directory: ZipDirectory) -> Iterable[tuple[ZipEntry, Listed]]:
    names = zip_names(directory.entries)
    for entry, name in zip(directory.entries, names, strict=True):
        yield (
            entry,
            Listed(
                name=name,
                size=entry.size,
                packed=entry.packed,
                is_folder=entry.is_folder,
                is_link=entry.is_link,
                raw_name=entry.raw_name,
            ),
        )


def _check_local_names(opened: _Zip) -> None:
    """Refuse names that only programs see which read zips as a stream."""
    found = (named_locally(opened.file, entry) for entry, _ in opened.listed)
    local = [entry for entry in found if entry is not None]
    for entry, name in zip(local, zip_names(local), strict=True):
        if is_unsafe(name, entry.raw_name):
            raise rejected(ProblemCode.UNSAFE_PATH, file_label(name))


def _check_structure(opened: _Zip) -> None:
    if any(entry.is_encrypted for entry, _ in opened.wanted):
        raise RefusedError(ProblemCode.ENCRYPTED)
    if not opened.directory.damaged and overlapping(opened.file, opened.directory):
        raise rejected(ProblemCode.OVERLAP)


def _unpack(opened: _Zip, unpacking: Unpacking, *, work: Path) -> list[Problem]:
    """Unpack all wanted members; give what went wrong with single ones."""
    if any(entry.method not in METHODS for entry, _ in opened.wanted):
        names = [seen.name if seen.is_wanted else "" for _, seen in opened.listed]
        unpacked_by_program(opened.path, names, unpacking=unpacking, work=work)
        return []
    problems = []
    for entry, seen in opened.wanted:
        try:
            unpacking.take(seen.name, stream(opened.file, entry))
        except RefusedError as refusal:
            code = refusal.problem.code
            if code is ProblemCode.BOMB:
                raise rejected(ProblemCode.BOMB) from refusal
            if refusal.outcome is DocumentOutcome.REJECTED:
                raise
            problems.append(Problem(code, seen.name))
    return problems
