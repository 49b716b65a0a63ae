"""The bytes of a request as they come: with an end to waiting, and room for others."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext as _

from desk.exceptions import Refused

logger = logging.getLogger(__name__)

# Bytes asked for at once: what is lost when a line is reset or a process killed.  A
# fast line fills the larger ones at once; small ones would cost it a turn of Python's
# lock each, and a slow line loses little.
SMALLEST, LARGEST = 8 * 1024, 32 * 1024
QUICK, SLOW = 0.05, 0.25  # seconds for one of them
STALL = 15  # seconds without a byte: the line is dead, its thread is wanted elsewhere
DRAIN = 10  # seconds in which the rest of a refused file is taken and thrown away
# Uploads at once in a process; the other threads stay free for the pages.
AT_ONCE = threading.BoundedSemaphore(max(1, settings.WEB_THREADS * 3 // 4))


def chunks_of(request: HttpRequest) -> Iterator[bytes]:
    """Yield a body in small pieces; end early when the line is cut or dead."""
    _give_up_waiting(request)
    size, began = SMALLEST, time.monotonic()
    try:
        while chunk := request.read(size):
            took = time.monotonic() - began
            yield chunk
            if took < QUICK:
                size = min(size * 2, LARGEST)
            elif took > SLOW:
                size = max(size // 2, SMALLEST)
            began = time.monotonic()
    except UnreadablePostError as broken:
        logger.info("A line broke off: %s", type(broken.__context__).__name__)


def drain(request: HttpRequest) -> bool:
    """Take the rest of a refused body, so that the browser hears why; false: too long.

    A browser whose connection is closed while it sends shows an error of its own.
    """
    end = time.monotonic() + DRAIN
    return all(time.monotonic() <= end for _chunk in chunks_of(request))


@contextmanager
def one_of_few() -> Iterator[None]:
    """Let so many uploads write at once that a page is still answered at once."""
    if not AT_ONCE.acquire(blocking=False):
        raise Refused(
            _("Many files are arriving just now; this one goes on in a moment."),
            code="busy",
        )
    try:
        yield
    finally:
        AT_ONCE.release()


def _give_up_waiting(request: HttpRequest) -> None:
    """End a read that brings nothing; the server waits for ever by itself."""
    socket = request.META.get("gunicorn.socket")
    if socket is not None:
        socket.settimeout(STALL)
