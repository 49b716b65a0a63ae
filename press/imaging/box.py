"""The picture box: files from strangers are decoded in a process of their own.

A warm process forks for every job (see ``box_start``), so a photograph costs a few
milliseconds more and a decoder that crashes, hangs or fills the memory costs one
photograph, never the worker.  ``boxed`` makes such a job of a function.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import wraps
from pathlib import Path
from typing import Any, BinaryIO, Concatenate, ParamSpec, TypeVar

from press.imaging import opening
from press.imaging.codec import CodecError, pack, unpack

logger = logging.getLogger(__name__)

MEMORY = 1200 * 1024**2  # bytes; a photograph of 120 million pixels fits
SECONDS = 60  # of processor time; twice as many on the wall
GRACE = 5  # seconds between the end of a job and the news of it
GIVEN_UP = -signal.SIGALRM
MOST_ANSWER = 512 * 1024**2  # bytes
CHUNK = 1024**2
STATUS, LENGTH = struct.Struct(">i"), struct.Struct(">Q")
STARTER = Path(__file__).with_name("box_start.py")
QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
ERRORS = (
    opening.PictureError,
    opening.NotAPictureError,
    opening.TooManyPixelsError,
    opening.TooMuchMemoryError,
    opening.DamagedPictureError,
    opening.DecoderDiedError,
)

Source = bytes | Path
P = ParamSpec("P")
R = TypeVar("R")


class BoxError(RuntimeError):
    """The box itself cannot be started."""


class _Warm:
    """The warm process that forks; started when it is first asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def hand(self, job: socket.socket, picture: int) -> None:
        """Hand a job's socket and its picture over; begin anew where it has died."""
        with self._lock:
            for _ in range(2):
                control = self._control or self._start()
                with suppress(OSError):
                    socket.send_fds(control, [b"j"], [job.fileno(), picture])
                    return
                self._end()
        raise BoxError("The process that decodes pictures does not start.")

    def close(self) -> None:
        with self._lock:
            self._end()

    def forget(self) -> None:
        """Leave the warm process to the parent, of which this is a fork."""
        self._lock = threading.Lock()
        if self._control is not None:
            self._control.close()
        self._control = self._process = None

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  a program of ours
                [sys.executable, "-I", str(STARTER), str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # it ends with us, not with our group
                env={**os.environ, **QUIET},
            )
        self._control = ours
        return ours

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
        self._control = self._process = None


_warm = _Warm()
os.register_at_fork(after_in_child=_warm.forget)


def close_box() -> None:
    """End the warm process; the next picture starts another."""
    _warm.close()


def boxed(
    task: Callable[Concatenate[BinaryIO, P], R],
) -> Callable[Concatenate[Source, P], R]:
    """Make a job of a function of an open file: it is called with bytes or a path.

    What goes in and out is what ``codec`` can write; a ``PictureError`` comes back as
    such, a crash as ``DecoderDiedError``.
    """

    @wraps(task)
    def outside(source: Source, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if args:
            raise TypeError("Only options by name go into the box.")
        request = {
            "module": task.__module__,
            "task": task.__name__,
            "options": kwargs,
            "memory": MEMORY,
            "seconds": SECONDS,
        }
        for _ in range(2):
            ended = _run(source, pack(request))
            if ended is not None:
                return _result(task.__name__, *ended)
        raise BoxError("The process that decodes pictures was ended.")

    return outside


def _run(source: Source, request: bytes) -> tuple[bytes, int] | None:
    """Return the answer's bytes and how the job ended; None: with the warm process."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs, closing(_opened(source)) as file:
            _warm.hand(theirs, file.fileno())
        with suppress(OSError):  # a job that died early; its end tells why
            ours.sendall(LENGTH.pack(len(request)) + request)
        told = _read(ours, time.monotonic() + 2 * SECONDS + GRACE)
    if len(told) < STATUS.size:
        return None
    return told[: -STATUS.size], STATUS.unpack(told[-STATUS.size :])[0]


def _opened(source: Source) -> BinaryIO:
    """Return an open file of the picture that may be handed to another process."""
    if isinstance(source, Path):
        return source.open("rb")
    if not hasattr(os, "memfd_create"):
        file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  closed by the caller
    else:
        file = os.fdopen(os.memfd_create("picture"), "w+b")
    file.write(source)
    file.seek(0)
    return file


def _read(job: socket.socket, deadline: float) -> bytes:
    told = bytearray()
    try:
        while len(told) < MOST_ANSWER:
            job.settimeout(max(0.001, deadline - time.monotonic()))
            part = job.recv(CHUNK)
            if not part:
                return bytes(told)
            told += part
    except ConnectionResetError:
        return bytes(told)
    except TimeoutError:
        logger.warning("A picture's job was given up.")
    return STATUS.pack(GIVEN_UP)


def _result(task: str, answer: bytes, status: int) -> Any:
    if status:
        logger.warning("A picture ended the job %s: %s.", task, status)
        raise opening.DecoderDiedError(f"The decoder ended by itself ({status}).")
    try:
        told = unpack(answer)
    except CodecError as error:
        raise opening.DecoderDiedError("The decoder's answer is unreadable.") from error
    if "error" not in told:
        return told.get("value")
    if told["error"] == opening.DecoderDiedError.__name__:
        logger.warning("A picture surprised the job %s: %s", task, told["message"])
    known = {error.__name__: error for error in ERRORS}
    raise known.get(told["error"], opening.DecoderDiedError)(told["message"])
