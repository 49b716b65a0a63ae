"""The whole house, as `manage.py up` starts it, on a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from tests.servers.ports import HOST, free_port

ROOT = Path(__file__).resolve().parents[2]
# What a child's command line tells it by.
SIGNS = {
    "redis": "redis-server",
    "web": "guidekit.wsgi",
    "worker": "--queues=",
    "beat": "--pidfile=",
}


@dataclass
class House:
    process: subprocess.Popen[str]
    home: Path
    port: int

    def children(self) -> dict[str, psutil.Process]:
        """Name the direct children by their roles."""
        found = {}
        for child in psutil.Process(self.process.pid).children():
            words = " ".join(running(child))
            found.update({name: child for name, sign in SIGNS.items() if sign in words})
        return found

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def command(self, *arguments: str) -> list[dict]:
        """Run a ``manage.py`` command with ``--json`` on its home; return its lines."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments, "--json"],
            cwd=ROOT,
            env=environment_of(self.home, self.port),
            capture_output=True,
            text=True,
            check=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines() if line]

    def said(self) -> str:
        return (self.home / "up.log").read_text()

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz").is_success
        except httpx.TransportError:
            return False


def running(process: psutil.Process) -> list[str]:
    """Read a command line; empty for a process that has ended."""
    try:
        return [] if process.status() == psutil.STATUS_ZOMBIE else process.cmdline()
    except psutil.NoSuchProcess:
        return []


def environment_of(home: Path, port: int) -> dict[str, str]:
    foreign = {"DATABASE_URL", "REDIS_URL"}
    return {
        **{k: v for k, v in os.environ.items() if k not in foreign},
        "DJANGO_SETTINGS_MODULE": "guidekit.settings",
        "GUIDEKIT_HOME": str(home),
        "PORT": str(port),
        "SAMPLE": "0",
    }


def up(home: Path, port: int) -> subprocess.Popen[str]:
    home.mkdir(exist_ok=True)
    log = home / "up.log"
    return subprocess.Popen(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=environment_of(home, port),
        text=True,
        stdout=log.open("a"),
        stderr=subprocess.STDOUT,
    )


def wait_for(condition: Callable[[], bool], *, seconds: float = 150) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


@contextmanager
def running_house(home: Path) -> Iterator[House]:
    """Start it on an empty home; wait until all is there; stop it at the end."""
    port = free_port()
    house = House(up(home, port), home, port)
    try:
        wait_for(lambda: house.process.poll() is not None or house.answers())
        assert house.process.poll() is None, house.said()
        wait_for(lambda: set(house.children()) == set(SIGNS))
        yield house
    finally:
        if house.process.poll() is None:
            house.process.terminate()
            house.process.wait(120)
