"""Renew a hold from a thread of its own while long work is done."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections

logger = logging.getLogger(__name__)

JOIN_SECONDS = 5.0


@contextmanager
def renewing(renew: Callable[[], bool], *, every: float, name: str) -> Iterator[None]:
    """Call ``renew`` every so many seconds until the body ends or it says False."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_go_on, args=(renew, every, name, stop), name=name, daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(JOIN_SECONDS)


def _go_on(
    renew: Callable[[], bool], every: float, name: str, stop: threading.Event
) -> None:
    try:
        while not stop.wait(every):
            try:
                if not renew():
                    return
            except DatabaseError as error:  # it may heal before the hold runs out
                logger.warning("%s not renewed: %s", name, error)
                connections.close_all()
    finally:
        connections.close_all()
