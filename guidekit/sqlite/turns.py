"""Turns at writing: who comes first writes first, in all processes of a home.

SQLite lets one connection write at a time and has the others ask again and again, at
growing intervals.  With dozens of writers some ask for seconds while others come and
go; here they wait in a row.  SQLite's own lock stays what keeps the database whole: a
turn that cannot be had in time is only a turn less fair.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ASK_AGAIN = 0.001  # seconds; at most one thread of each process asks

_this_thread = threading.local()


@contextmanager
def giving_way() -> Iterator[None]:
    """Let what this thread writes meanwhile wait until no other thread waits."""
    _this_thread.gives_way = True
    try:
        yield
    finally:
        _this_thread.gives_way = False


def gives_way() -> bool:
    """Tell whether this thread lets others write first."""
    return getattr(_this_thread, "gives_way", False)


class Turns:
    """The row of one process, and its place among the other processes.

    Threads wait in the order in which they came; those that give way, behind all
    others: without it fifty people who send photographs wait three times as long for
    their receipts (`form_50_users_p95_ms`).  The first of them takes ``next``, then
    ``now``: while a process writes, its ``next`` is free for another one, so processes
    take turns however many threads one of them has.
    """

    def __init__(self, beside: Path) -> None:
        """Keep the two lock files beside the database ``beside``."""
        self._guard = threading.Lock()
        self._is_taken = False
        self._row: deque[threading.Lock] = deque()
        self._behind: deque[threading.Lock] = deque()
        self._next, self._now = (_open(beside, name) for name in ("next", "now"))

    def take(self, seconds: float) -> bool:
        """Wait for a turn for so long at most; say whether it was had."""
        end = time.monotonic() + seconds
        row = self._behind if gives_way() else self._row
        if not self._in_process(seconds, row):
            return False
        if self._among_processes(end):
            return True
        self._call_next()
        return False

    def give(self) -> None:
        """Let the next one write."""
        fcntl.flock(self._now, fcntl.LOCK_UN)
        self._call_next()

    def _in_process(self, seconds: float, row: deque[threading.Lock]) -> bool:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = threading.Lock()
            mine.acquire()
            row.append(mine)
        if mine.acquire(timeout=max(0, seconds)):
            return True
        with self._guard:
            if mine in row:
                row.remove(mine)
                return False
        return True  # called in the moment in which it gave up

    def _call_next(self) -> None:
        with self._guard:
            row = self._row or self._behind
            if row:
                row.popleft().release()
            else:
                self._is_taken = False

    def _among_processes(self, end: float) -> bool:
        if not _locked(self._next, end):
            return False
        try:
            return _locked(self._now, end)
        finally:
            fcntl.flock(self._next, fcntl.LOCK_UN)


_known: dict[Path, Turns] = {}
_guard = threading.Lock()


def turns_at(database: Path) -> Turns:
    """Return this process's row for a database; there is one for all its threads."""
    with _guard:
        if database not in _known:
            _known[database] = Turns(database)
        return _known[database]


def _begin_anew() -> None:
    """In a forked child: its parent's threads are not here, its open files are.

    With the parent's files it would hold the parent's locks.
    """
    global _guard  # another thread of the parent may have held it
    _guard = threading.Lock()
    _known.clear()


os.register_at_fork(after_in_child=_begin_anew)


def _open(beside: Path, name: str) -> int:
    path = beside.with_name(f"{beside.name}-{name}")
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locked(descriptor: int, end: float) -> bool:
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if time.monotonic() >= end:
            return False
        time.sleep(ASK_AGAIN)
