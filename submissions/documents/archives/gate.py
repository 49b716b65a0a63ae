"""The rules every archive must pass: before it is opened, and while it flows."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from submissions.documents.archives.names import is_junk, is_unsafe, sameness
from submissions.documents.limits import (
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_UNPACKED,
    RATIO_FREE,
)
from submissions.documents.model import Member
from submissions.documents.refusal import RefusedError, rejected
from submissions.documents.zip_streams import write_stream
from submissions.problems import ProblemCode
from submissions.upload_names import file_label


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of any archive, as its table of contents declares it."""

    name: str
    size: int
    packed: int
    is_folder: bool = False
    is_link: bool = False
    raw_name: bytes = b""

    @property
    def is_wanted(self) -> bool:
        return not self.is_folder and not is_junk(self.name)


def check_entries(entries: Sequence[Listed], *, packed: int) -> None:
    """Refuse an archive for what its table of contents says already."""
    for entry in entries:
        if is_unsafe(entry.name, entry.raw_name):
            raise rejected(ProblemCode.UNSAFE_PATH, file_label(entry.name))
        if entry.is_link:
            raise rejected(ProblemCode.LINK, file_label(entry.name))
    _check_names(entries)
    if sum(not is_junk(entry.name) for entry in entries) > MAX_ENTRIES:
        raise rejected(ProblemCode.TOO_MANY_ENTRIES)
    total = sum(entry.size for entry in entries)
    if total > MAX_UNPACKED:
        is_bomb = total > MAX_RATIO * packed
        raise rejected(ProblemCode.BOMB if is_bomb else ProblemCode.TOO_BIG_UNPACKED)
    for entry in entries:
        check_ratio(entry.size, entry.packed)


def _check_names(entries: Iterable[Listed]) -> None:
    """Refuse two entries of one name, and a file that is also a folder."""
    files: set[str] = set()
    folders: set[str] = set()
    for entry in entries:
        same = sameness(entry.name)
        if entry.is_folder:
            folders.add(same)
            continue
        if same in files:
            raise rejected(ProblemCode.SAME_NAME, file_label(entry.name))
        files.add(same)
        steps = same.split("/")
        folders.update("/".join(steps[:at]) for at in range(1, len(steps)))
    if both := files & folders - {""}:
        raise rejected(ProblemCode.SAME_NAME, file_label(min(both)))


def check_ratio(unpacked: int, packed: int) -> None:
    """Refuse what swells beyond all reason."""
    if unpacked > RATIO_FREE and unpacked > MAX_RATIO * packed:
        raise rejected(ProblemCode.BOMB)


class Unpacking:
    """Writes members under names of ours and counts what really comes out."""

    def __init__(self, work: Path, *, packed: int) -> None:
        self._work, self._packed = work, packed
        self._total = 0
        self.members: list[Member] = []

    def take(self, name: str, source: Iterable[bytes]) -> Member:
        """Write a member and return it."""
        path = self._work / f"member-{secrets.token_hex(8)}"
        member = Member(file_label(name), path, 0)
        try:
            size = write_stream(self._counted(source), path)
        except RefusedError:
            path.unlink(missing_ok=True)
            raise
        member = Member(file_label(name), path, size)
        self.members.append(member)
        return member

    def forget(self) -> None:
        """Take everything back: the archive is refused."""
        for member in self.members:
            member.path.unlink(missing_ok=True)
        self.members.clear()
        self._total = 0

    def _counted(self, source: Iterable[bytes]) -> Iterator[bytes]:
        for piece in source:
            self._total += len(piece)
            if self._total > MAX_UNPACKED:
                raise rejected(ProblemCode.TOO_BIG_UNPACKED)
            check_ratio(self._total, self._packed)
            yield piece
