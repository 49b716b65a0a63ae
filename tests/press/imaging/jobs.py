"""Jobs for the picture box that no honest picture would give it."""

from __future__ import annotations

import ctypes
import os
import socket
from pathlib import Path
from typing import BinaryIO

import numpy as np

from press.imaging.box import boxed
from press.imaging.opening import TooManyPixelsError


@boxed
def length(file: BinaryIO) -> int:
    return len(file.read())


@boxed
def echo(file: BinaryIO, *, value: object) -> object:
    return value


@boxed
def crash(file: BinaryIO) -> None:
    ctypes.string_at(0)


@boxed
def leave(file: BinaryIO) -> None:
    os._exit(3)


@boxed
def go_on_for_ever(file: BinaryIO) -> None:
    while True:
        pass


@boxed
def fill_memory(file: BinaryIO) -> int:
    return int(np.ones(4 * 1024**3, np.uint8).sum())


@boxed
def refuse(file: BinaryIO) -> None:
    raise TooManyPixelsError("Far too many.")


@boxed
def surprise(file: BinaryIO) -> None:
    raise AttributeError("nobody thought of this")


@boxed
def reach_out(file: BinaryIO) -> list[str]:
    """Return what could be done that must not be."""
    done = []
    for name, deed in (
        ("socket", lambda: socket.socket().close()),
        ("program", lambda: os.execv("/bin/true", ["true"])),
        ("file", lambda: Path("/tmp/escaped-from-the-box").write_bytes(b"x")),
    ):
        try:
            deed()
        except OSError:
            continue
        done.append(name)
    return done
