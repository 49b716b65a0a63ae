"""Our own web server, as ``up`` starts it, on the home and database of the tests."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from django.conf import settings
from django.db import connection

from tests.servers.ports import HOST, free_port, wait_for

MEBIBYTE = 1024**2


@dataclass(frozen=True, slots=True)
class WebServer:
    """A running gunicorn with one process that serves."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def serving(self) -> psutil.Process:
        """Return the process that serves, not its parent."""
        (child,) = psutil.Process(self.process.pid).children()
        return child

    def kill_serving(self) -> None:
        """Kill -9 the process that serves; its parent makes another."""
        self.serving().send_signal(signal.SIGKILL)

    def megabytes(self) -> float:
        """Return the resident memory of the process that serves."""
        return self.serving().memory_info().rss / MEBIBYTE


@contextmanager
def running_web(
    *, threads: int = 8, largest_file: int | None = None
) -> Iterator[WebServer]:
    """Run it with one process; nothing of it is left after.

    ``largest_file`` is the size in bytes at which the system ends every file.
    """
    from guidekit.supervisor.roles import WEB_ENVIRONMENT, web_command

    port = free_port()
    words = [
        word for word in web_command() if not word.startswith(("--bind", "--work"))
    ]
    words += [f"--bind={HOST}:{port}", "--workers=1", "--worker-class=gthread"]
    words = [w for w in words if not w.startswith("--threads")] + [
        f"--threads={threads}"
    ]
    process = subprocess.Popen(
        words,
        cwd=settings.BASE_DIR,
        env={
            **WEB_ENVIRONMENT,
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "guidekit.settings",
            "GUIDEKIT_HOME": str(settings.GUIDEKIT_HOME),
            "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
            "WEB_THREADS": str(threads),
            "PORT": str(port),
        },
        start_new_session=True,
        preexec_fn=None if largest_file is None else lambda: _limit(largest_file),
    )
    try:
        wait_for(port, seconds=30)
        yield WebServer(port, process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit(size: int) -> None:
    # Python ignores the signal, so that writing on fails with an error of its own.
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
