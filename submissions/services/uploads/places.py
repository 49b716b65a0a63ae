"""Where the bytes of an upload lie, and who may write them.

One file by our own id, ``uploads/files/<2>/<hex>`` in the home, with the copies made of
it beside it; the sender's name is a label and never a path.  The file's length is the
truth about how much has arrived: it outlives a killed process, the row does not know.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from submissions.enums import RenditionKind

PRIVATE = 0o700
POLL = 0.05  # seconds


def path_of(key: UUID) -> Path:
    """Return where the bytes of an upload are."""
    return _uploads() / "files" / key.hex[:2] / key.hex


def copy_path(key: UUID, kind: str) -> Path:
    """Return where a copy made by us is, beside the upload's bytes."""
    path = path_of(key)
    return path.with_name(f"{path.name}-{RenditionKind(kind).value}.jpg")


def unverified_path(key: UUID) -> Path:
    """Return the mark of a chunk whose checksum is not compared yet.

    It holds the offset at which the chunk began: what lies behind does not count.
    """
    path = path_of(key)
    return path.with_name(f"{path.name}.from")


def bytes_here(key: UUID) -> int | None:
    """Return how many bytes have arrived for good; None when the file is gone."""
    try:
        size = path_of(key).stat().st_size
    except FileNotFoundError:
        return None
    return min(size, _verified(key, size))


def make_file(key: UUID) -> None:
    """Make the empty file of an upload."""
    path = path_of(key)
    path.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


@contextmanager
def held_file(key: UUID, *, wait: float = 0) -> Iterator[int]:
    """Open an upload's file for writing, alone; refuse while another writes to it.

    It is tried for ``wait`` seconds.  What a dead writer left unverified is cut off.
    """
    descriptor = os.open(path_of(key), os.O_RDWR)
    try:
        _lock(descriptor, time.monotonic() + wait)
        _cut_unverified(key, descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def _lock(descriptor: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < until:
                time.sleep(POLL)
                continue
            raise Refused(
                _("This file is being sent already; it goes on in a moment."),
                code="locked",
            ) from None
        return


def remove_files(key: UUID) -> None:
    """Take an upload's bytes and copies away; what a piece has linked stays there."""
    path = path_of(key)
    copies = (copy_path(key, kind) for kind in RenditionKind.values)
    for one in (*copies, unverified_path(key), path):
        one.unlink(missing_ok=True)


def guard_of(form_key: UUID | None, link: int | None) -> UUID:
    """Return what is held while the files of a form, or of a link, are taken over."""
    return form_key or UUID(int=link or 0)


@contextmanager
def hold_form(key: UUID, *, wait: bool = True) -> Iterator[bool]:
    """Let one request at a time send a form: a double click waits for the first.

    Who holds it may hold it again. With ``wait=False`` it yields whether nobody else
    held it.
    """
    if key in _held_here():
        yield True
        return
    folder = _uploads() / "forms"
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    with _locked(folder / f"{key.hex}.lock", wait=wait) as got:
        if got:
            _held_here().add(key)
        try:
            yield got
        finally:
            _held_here().discard(key)


@contextmanager
def _locked(path: Path, *, wait: bool) -> Iterator[bool]:
    while True:
        with path.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            if _is_still(path, lock.fileno()):
                yield True
                return


def _held_here() -> set[UUID]:
    if not hasattr(_here, "forms"):
        _here.forms = set()
    held: set[UUID] = _here.forms
    return held


_here = threading.local()


def lock_files() -> Iterator[Path]:
    """Yield the locks of forms."""
    yield from (_uploads() / "forms").glob("*.lock")


def loose_files() -> Iterator[tuple[UUID, Path]]:
    """Yield the files of uploads with the key that their names tell."""
    for path in (_uploads() / "files").glob("??/*"):
        with suppress(ValueError):
            yield UUID(hex=path.name[:32]), path


def _uploads() -> Path:
    return Path(settings.GUIDEKIT_HOME) / "uploads"


def _verified(key: UUID, size: int) -> int:
    try:
        return int(unverified_path(key).read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return size


def _cut_unverified(key: UUID, descriptor: int) -> None:
    known = os.fstat(descriptor)
    verified = _verified(key, known.st_size)
    # A file that a piece has linked is whole, and is never written to again.
    if verified < known.st_size and known.st_nlink == 1:
        os.ftruncate(descriptor, verified)
    unverified_path(key).unlink(missing_ok=True)


def _is_still(path: Path, descriptor: int) -> bool:
    """Tell whether a lock's file was swept away while we waited for it."""
    try:
        return path.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False
