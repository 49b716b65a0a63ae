"""A system of the demo's own: started, waited for, stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from django.conf import settings

START_LIMIT = 120  # seconds
STOP_LIMIT = 60


@dataclass(frozen=True, slots=True)
class System:
    """A running system: its address, and the environment its commands run in."""

    url: str
    environment: dict[str, str]

    def command(self, *arguments: str) -> list[dict]:
        """Run a ``manage.py`` command with ``--json``; return its lines."""
        done = subprocess.run(  # noqa: S603  our own command, no shell
            [*_manage(), *arguments, "--json"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines() if line]


def _manage() -> list[str]:
    return [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]


def free_port() -> int:
    """Return a port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(home: Path, port: int) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in FOREIGN}
    return {
        **kept,
        "GUIDEKIT_HOME": str(home),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SAMPLE": "0",
        "FORM_RATE_PER_HOUR": "10000",
        "FORM_UPLOAD_MB_PER_HOUR": "100000",
    }


# A demo never touches the servers or the home that the caller's environment names.
FOREIGN = {
    "DATABASE_URL",
    "REDIS_URL",
    "MAILBOX_URL",
    "SMTP_URL",
    "DJANGO_SETTINGS_MODULE",
    "SECRET_KEY",
}


@contextmanager
def running_system(home: Path) -> Iterator[System]:
    """Start the whole system on ``home`` and stop it at the end.

    Raises ``RuntimeError`` with the end of the log when it does not come up.
    """
    port = free_port()
    environment = _environment(home, port)
    log = home / "up.log"
    with log.open("w") as sink:
        process = subprocess.Popen(  # noqa: S603  our own command, no shell
            [*_manage(), "up"], env=environment, stdout=sink, stderr=subprocess.STDOUT
        )
    try:
        system = System(f"http://127.0.0.1:{port}", environment)
        _wait(system, process, log)
        yield system
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(system: System, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{system.url}/healthz", timeout=2).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    tail = "\n".join(log.read_text().splitlines()[-20:])
    raise RuntimeError(f"The system did not come up. The end of its log:\n{tail}")
