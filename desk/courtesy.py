"""Pages first: a thread that brings a file gives way while a page is being made.

All threads of a process share one lock of Python's, and all of a home one database
that takes one writer at a time.  Dozens of threads that copy files stand in the way of
the one that answers a person: each needs little, a page needs many turns.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE, AT_MOST = 0.005, 0.1  # seconds


class Courtesy:
    """How many pages are being made in this process, and which threads give way."""

    def __init__(self) -> None:
        """Begin with no page."""
        self._lock = threading.Lock()
        self._pages = 0
        self._mine = threading.local()

    @contextmanager
    def page(self) -> Iterator[None]:
        """Count a page while it is made."""
        with self._lock:
            self._pages += 1
        try:
            yield
        finally:
            with self._lock:
                self._pages -= 1

    @contextmanager
    def giving_way(self) -> Iterator[None]:
        """Let this thread's writings wait until no other waits."""
        self._mine.gives_way = True
        try:
            yield
        finally:
            self._mine.gives_way = False

    def gives_way(self) -> bool:
        """Tell whether this thread lets others go first."""
        return getattr(self._mine, "gives_way", False)

    def stand_back(self) -> None:
        """Wait while a page is made, but not for long: the file must come, too."""
        end = time.monotonic() + AT_MOST
        while self._pages and time.monotonic() < end:
            time.sleep(PAUSE)


courtesy = Courtesy()
