"""The warm process of the picture box: it forks for every job and never decodes.

Started as a program.  It has Pillow and numpy loaded, so that a fork is all that a job
costs; a decoder that crashes or eats memory takes a fork with it and nothing else.
For every job it is handed two descriptors: the job's socket and the picture.  The fork
reads the request from the socket and writes its answer there; when it has ended, four
bytes follow that tell how (0: well; less: a signal; more: an exit code).
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import struct
import sys
import traceback
from pathlib import Path
from typing import Any

STATUS = struct.Struct(">i")
LENGTH = struct.Struct(">Q")
CHUNK = 1024**2
WARMED = ("looking", "cmyk")


def main(control: socket.socket) -> None:
    """Serve until the other side closes."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    for name in WARMED:
        importlib.import_module(f"press.imaging.{name}")
    walls = importlib.import_module("press.imaging.walls")
    walls.wall_in()
    gc.freeze()  # forks then share these pages for good
    _serve(control)


def _serve(control: socket.socket) -> None:
    bell, rung = socket.socketpair()
    bell.setblocking(False)
    rung.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is our parent's affair
    signal.set_wakeup_fd(rung.fileno(), warn_on_full_buffer=False)
    jobs: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([control, bell], [], [])
        if bell in ready:
            bell.recv(4096)
            _tell_ended(jobs)
        if control in ready:
            message, handed, _, _ = socket.recv_fds(control, 1, 2)
            if not message:
                return
            _begin(jobs, handed, (control, bell, rung))


def _tell_ended(jobs: dict[int, socket.socket]) -> None:
    while jobs:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        code = os.waitstatus_to_exitcode(status)
        with jobs.pop(pid) as job:
            try:
                job.send(STATUS.pack(code), socket.MSG_DONTWAIT)
            except OSError:
                continue  # nobody waits for it any more


def _begin(
    jobs: dict[int, socket.socket],
    handed: list[int],
    ours: tuple[socket.socket, ...],
) -> None:
    job = socket.socket(fileno=handed[0])
    pid = os.fork()
    if pid:
        os.close(handed[1])
        jobs[pid] = job
        return
    try:
        for one in (*ours, *jobs.values()):
            one.close()
        signal.set_wakeup_fd(-1)
        _work(job, handed[1])
    except BaseException:  # noqa: BLE001  whatever it was, the fork ends here
        os._exit(1)
    os._exit(0)


def _work(job: socket.socket, picture: int) -> None:
    from press.imaging import codec, walls  # noqa: PLC0415  loaded before the fork

    walls.end_with_parent()
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)  # libtiff talks
    (length,) = LENGTH.unpack(_exactly(job, LENGTH.size))
    request = codec.unpack(_exactly(job, length))
    walls.limit(memory=request["memory"], seconds=request["seconds"])
    with os.fdopen(picture, "rb") as file:
        answer = _answer(request, file)
    job.sendall(codec.pack(answer))


def _exactly(job: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = job.recv(min(size, CHUNK))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _answer(request: dict[str, Any], file: Any) -> dict[str, Any]:
    from press.imaging.opening import PictureError  # noqa: PLC0415  as above

    module = importlib.import_module(request["module"])
    task = getattr(module, request["task"]).__wrapped__
    try:
        return {"value": task(file, **request["options"])}
    except PictureError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        return {"error": "TooMuchMemoryError", "message": ""}
    except Exception:  # noqa: BLE001  a decoder's surprise is an answer too
        return {"error": "DecoderDiedError", "message": traceback.format_exc()[-2000:]}


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
