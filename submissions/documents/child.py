"""Run a converter where it can harm nothing: no network, no files of ours, no time.

With bubblewrap the child sees a read-only system and one folder.  Without it, it still
has no network: a name space of its own, or a filter of system calls.  Where neither
works nothing is run, and the file is kept as it came.
"""

from __future__ import annotations

import io
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from submissions.documents.limits import CHUNK, MAX_UNPACKED, MIB

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STARTER = Path(__file__).with_name("child_start.py")
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt")
SETTINGS = (
    *("/etc/fonts", "/etc/ld.so.cache", "/etc/libreoffice", "/etc/alternatives"),
    *("/etc/passwd", "/etc/nsswitch.conf", "/var/cache/fontconfig"),
)
PATHS = "/usr/local/bin:/usr/bin:/bin"
PROBE_SECONDS = 10
GRACE = 2  # seconds between the end of a child and the end of its pipe


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """What a child may use: seconds on the wall, bytes of memory, of one file."""

    seconds: int
    memory: int = 1024 * MIB
    space: int = 8192 * MIB  # addresses, most of which are never touched
    file_size: int = MAX_UNPACKED


class _Output(io.RawIOBase):
    """What a child prints, until it ends or its time is over.

    A pipe that something else still holds open must not hold us.
    """

    def __init__(self, pipe: IO[bytes], seconds: float) -> None:
        self._pipe, self._end = pipe, time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        left = max(0.0, self._end - time.monotonic())
        content = b""
        if _has_news(self._pipe, left):
            content = os.read(self._pipe.fileno(), len(memoryview(buffer)))
        memoryview(buffer)[: len(content)] = content
        return len(content)


def _has_news(pipe: IO[bytes], seconds: float) -> bool:
    """Wait for a pipe; ``select`` itself knows no descriptor above 1023."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        return bool(selector.select(seconds))


class Child:
    """A converter that runs; read ``stdout`` to its end, then ask ``succeeded``."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: int) -> None:
        self._process = process
        self.timed_out = False
        assert process.stdout is not None  # noqa: S101  # asked for when started
        self._pipe = process.stdout
        self.stdout = io.BufferedReader(_Output(self._pipe, seconds + GRACE), CHUNK)
        self._timer = threading.Timer(seconds, self._too_long)
        self._timer.daemon = True
        self._timer.start()

    def runs(self, seconds: float) -> bool:
        """Wait a while and tell whether the child still runs."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return True
        return False

    def ended_with(self) -> int:
        """Wait for the end and return the code of it; output not read is lost."""
        while self.stdout.read(CHUNK):
            continue
        return self._process.wait()

    def succeeded(self) -> bool:
        """Wait for the end and tell whether it was a good one."""
        return self.ended_with() == 0 and not self.timed_out

    def kill(self) -> None:
        """End the child and all that it started."""
        self._timer.cancel()
        self._end_group()
        self._process.wait()
        self._pipe.close()

    def _too_long(self) -> None:
        if self._process.returncode is None:
            self.timed_out = True
            self._end_group()

    def _end_group(self) -> None:
        # Only a child that was not waited for still owns its number.
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


@contextmanager
def child(
    command: Sequence[str],
    *,
    work: Path,
    limits: ChildLimits,
    reads: Sequence[Path] = (),
) -> Iterator[Child]:
    """Run a program that may write in ``work`` only, and end it at the end."""
    wall = [] if not bubblewrap() else _walls(command, work=work, reads=reads)
    starter = [
        *(sys.executable, "-I", "-S", str(STARTER)),
        "boxed" if wall else "bare",
        *map(str, (limits.space, limits.memory, limits.seconds * 2, limits.file_size)),
    ]
    process = subprocess.Popen(  # noqa: S603  # a list of ours, never a shell's line
        [*starter, *wall, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        bufsize=0,
        stderr=subprocess.DEVNULL,
        cwd=work,
        env=environment(work),
        start_new_session=True,
        close_fds=True,
    )
    running = Child(process, limits.seconds)
    try:
        yield running
    finally:
        running.kill()


def program(*names: str) -> str | None:
    """Return the path of the first of some programs that this machine has."""
    return next((found for name in names if (found := shutil.which(name))), None)


def environment(work: Path) -> dict[str, str]:
    """Return the few words a child is told; nothing of our own surroundings."""
    home = str(work)
    return {
        "PATH": PATHS,
        "HOME": home,
        "TMPDIR": home,
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }


@cache
def bubblewrap() -> str | None:
    """Return bubblewrap's path where it is there and may do its work."""
    found = shutil.which("bwrap")
    if found is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        walls = _walls(["/bin/true"], work=Path(folder), reads=(), bwrap=found)
        try:
            tried = subprocess.run(  # noqa: S603
                [*walls, "/bin/true"], capture_output=True, timeout=PROBE_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
    return found if tried.returncode == 0 else None


def _walls(
    command: Sequence[str],
    *,
    work: Path,
    reads: Sequence[Path],
    bwrap: str | None = None,
) -> list[str]:
    shown = [Path(command[0]).parent, Path(command[0]).resolve().parent, *reads]
    walls = [bwrap or bubblewrap() or "", "--unshare-all", "--die-with-parent"]
    walls += ["--new-session", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]  # noqa: S108
    for path in (*SYSTEM, *SETTINGS):
        walls += _shown(path)
    for path in dict.fromkeys(map(str, shown)):
        walls += ["--ro-bind", path, path]
    here = str(work.resolve())
    walls += ["--bind", here, here, "--chdir", here, "--clearenv"]
    for name, value in environment(work).items():
        walls += ["--setenv", name, value]
    return [*walls, "--"]


def _shown(path: str) -> list[str]:
    """Show a part of the system; /bin and the like are links on most systems now."""
    if Path(path).is_symlink() and path in SYSTEM:
        return ["--symlink", str(Path(path).readlink()), path]
    return ["--ro-bind-try", path, path]
