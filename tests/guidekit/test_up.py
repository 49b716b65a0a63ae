"""The whole house, really started: it opens, heals and closes."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest

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

    def said(self) -> str:
        return (self.home / "up.log").read_text()

    def answers(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/healthz").is_success
        except httpx.TransportError:
            return False


def running(process: psutil.Process) -> list[str]:
    """Read a command line; empty for a process that has ended."""
    try:
        return [] if process.status() == psutil.STATUS_ZOMBIE else process.cmdline()
    except psutil.NoSuchProcess:
        return []


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def up(home: Path, port: int) -> subprocess.Popen[str]:
    kept = {
        k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}
    }
    environment = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "guidekit.settings",
        "GUIDEKIT_HOME": str(home),
        "PORT": str(port),
        "SAMPLE": "0",
    }
    home.mkdir(exist_ok=True)
    log = home / "up.log"
    return subprocess.Popen(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=log.open("a"),
        stderr=subprocess.STDOUT,
    )


def wait_for(condition: Callable[[], bool], *, seconds: float = 150) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home, port = tmp_path_factory.mktemp("home"), free_port()
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


def test_first_page_and_desk_open(house: House) -> None:
    base = f"http://127.0.0.1:{house.port}"

    codes = [
        httpx.get(base + path, timeout=30).status_code
        for path in ("/", "/admin/login/")
    ]

    assert codes == [200, 200]


def test_home_is_for_its_owner_only(house: House) -> None:
    names = ("secret.key", "field.keys", "accounts.txt")

    modes = {name: (house.home / name).stat().st_mode & 0o777 for name in names}

    assert modes == dict.fromkeys(names, 0o600)


def test_second_start_is_refused_with_a_sentence(house: House, tmp_path: Path) -> None:
    before = len(house.said())
    other = tmp_path / "other"
    starts = [up(house.home, free_port()), up(other, house.port)]

    codes = [start.wait(120) for start in starts]

    same_home, same_port = house.said()[before:], (other / "up.log").read_text()
    assert codes == [1, 1]
    assert str(house.process.pid) in same_home
    assert f"PORT={house.port + 1}" in same_port
    assert [same_home.count("\n"), same_port.count("\n")] == [1, 1]


def test_each_killed_child_is_started_again(house: House) -> None:
    before = house.children()

    for child in before.values():
        child.kill()

    def renewed() -> bool:
        now = house.children()
        return set(now) == set(SIGNS) and all(
            now[name].pid != before[name].pid for name in SIGNS
        )

    wait_for(renewed)
    wait_for(house.answers)


def test_term_ends_all_and_leaves_nobody(house: House) -> None:
    family = psutil.Process(house.process.pid).children(recursive=True)

    house.process.send_signal(signal.SIGTERM)
    code = house.process.wait(120)

    assert code == 0, house.said()
    assert [running(child) for child in family if running(child)] == []
    assert not house.answers()
