"""Ring for a worker.  A bell that is not heard costs a minute, never the request."""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import Any

from celery import current_app
from kombu import Connection
from kombu.exceptions import KombuError
from kombu.pools import producers

logger = logging.getLogger(__name__)

# Celery's own connection would knock for six seconds at a Redis that is away.
PATIENCE = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
}
SLOW_SECONDS = 0.5
SILENT_SECONDS = 10.0

_silence = threading.local()


def ring(task: str, *, queue: str, **arguments: Any) -> bool:
    """Put a message on a queue; return whether it was taken.  Never raises.

    After a slow failure nobody rings from this thread for ten seconds, so that a
    request with many jobs does not wait for each of them.
    """
    begun = time.monotonic()
    if begun < getattr(_silence, "until", 0.0):
        return False
    try:
        _send(task, queue, arguments)
    except (KombuError, OSError) as error:
        if time.monotonic() - begun > SLOW_SECONDS:
            _silence.until = time.monotonic() + SILENT_SECONDS
        # Its words only: the error holds the broken connection and its descriptor,
        # and whoever keeps log records would keep them.
        logger.warning("No bell for %s %s: %s", task, arguments, str(error))
        return False
    return True


def _send(task: str, queue: str, arguments: dict[str, Any]) -> None:
    # Pools are kept by options: with the process among them, a child that was forked
    # never speaks into its parent's socket.
    options = {**PATIENCE, "process": os.getpid()}
    connection: Connection = current_app.connection_for_write(transport_options=options)
    with producers[connection].acquire(block=True, timeout=1) as producer:
        current_app.send_task(
            task, kwargs=arguments, queue=queue, producer=producer, retry=False
        )
