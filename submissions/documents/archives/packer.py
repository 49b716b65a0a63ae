"""Members that only another program can unpack: it runs boxed, we count and write.

bsdtar turns any archive into a stream of members, so that nothing is written under a
name of the sender's.  unar knows more kinds of RAR, but must write by itself.
"""

from __future__ import annotations

import shutil
import stat
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from submissions.documents.archives.gate import Unpacking
from submissions.documents.archives.names import is_junk, sameness
from submissions.documents.child import Child, ChildLimits, child, program
from submissions.documents.limits import CHUNK, MAX_UNPACKED, MIB, UNPACK_SECONDS
from submissions.documents.refusal import RefusedError, rejected
from submissions.problems import ProblemCode

LIMITS = ChildLimits(seconds=UNPACK_SECONDS, memory=512 * MIB)
WATCH_SECONDS = 0.05
BROKEN_TAR = (tarfile.TarError, EOFError, OSError, ValueError, KeyError)


def unpacked_by_program(
    path: Path, names: Sequence[str], *, unpacking: Unpacking, work: Path
) -> None:
    """Unpack the named members of an archive; an empty name is not wanted.

    Raise ``RefusedError`` where no program can, or where something is not as listed.
    """
    wanted = [name for name in names if name]
    tried = False
    for unpack in (_by_bsdtar, _by_unar):
        unpacking.forget()
        done = unpack(path, wanted, unpacking=unpacking, work=work)
        if done and len(unpacking.members) == len(wanted):
            return
        tried = tried or done is not None
    if not tried:
        raise RefusedError(ProblemCode.CONVERTER_MISSING)
    raise RefusedError(ProblemCode.CONVERTER_FAILED)


def _by_bsdtar(
    path: Path, wanted: Sequence[str], *, unpacking: Unpacking, work: Path
) -> bool | None:
    bsdtar = program("bsdtar")
    if bsdtar is None:
        return None
    command = [bsdtar, "-c", "-f", "-", "--format", "pax", f"@{path.resolve()}"]
    with child(command, work=work, limits=LIMITS, reads=[path.resolve()]) as running:
        whole = _take_stream(running.stdout, list(wanted), unpacking)
        ended = running.succeeded()
        _refuse_slow(running)
    return whole and ended


def _take_stream(source: IO[bytes], left: list[str], unpacking: Unpacking) -> bool:
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for info in tar:
                if info.issym() or info.islnk() or info.isdev():
                    raise rejected(ProblemCode.LINK)
                if info.isfile() and not is_junk(info.name) and left:
                    content = tar.extractfile(info)
                    if content is None:
                        return False
                    unpacking.take(_label(info.name, left), _read(content))
    except BROKEN_TAR:
        return False
    return True


def _label(name: str, left: list[str]) -> str:
    """Return the listed name of a member: the same one, or the next in order."""
    same = sameness(name)
    at = next((at for at, one in enumerate(left) if sameness(one) == same), 0)
    return left.pop(at)


def _read(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(CHUNK):
        yield piece


def _by_unar(
    path: Path, wanted: Sequence[str], *, unpacking: Unpacking, work: Path
) -> bool | None:
    unar = program("unar")
    if unar is None:
        return None
    folder = work / "unpacked"
    folder.mkdir()
    try:
        command = [unar, "-quiet", "-force-skip", "-no-directory", "-no-recursion"]
        command += ["-output-directory", str(folder.resolve()), str(path.resolve())]
        with child(command, work=work, limits=LIMITS, reads=[path.resolve()]) as one:
            while one.runs(WATCH_SECONDS):
                if _size_of(folder) > MAX_UNPACKED:
                    raise rejected(ProblemCode.TOO_BIG_UNPACKED)
            ended = one.succeeded()
            _refuse_slow(one)
        return ended and _take_folder(folder, list(wanted), unpacking)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_folder(folder: Path, left: list[str], unpacking: Unpacking) -> bool:
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            continue
        if not stat.S_ISREG(mode):
            raise rejected(ProblemCode.LINK)
        name = path.relative_to(folder).as_posix()
        if is_junk(name) or not left:
            continue
        with path.open("rb") as content:
            unpacking.take(_label(name, left), _read(content))
        path.unlink()
    return True


def _size_of(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except OSError:
            continue  # renamed while we looked
    return total


def _refuse_slow(running: Child) -> None:
    if running.timed_out:
        raise rejected(ProblemCode.TIMED_OUT)
