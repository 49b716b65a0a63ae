"""The loop, with small real processes as children."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from guidekit.supervisor.child import Child, Role
from guidekit.supervisor.errors import StartRefusedError
from guidekit.supervisor.supervisor import Supervisor

# Writes its name and process id down, and its name once more when told to stop.
ACTOR = """
import os, signal, sys, time
diary, name = sys.argv[1:]
def note(line):
    with open(diary, "a") as file:
        file.write(line + "\\n")
def stop(*args):
    note(f"{name} stopped")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
note(f"{name} {os.getpid()}")
while True:
    time.sleep(0.05)
"""


def actor(name: str, diary: Path) -> Role:
    return Role(name, lambda: (sys.executable, "-c", ACTOR, str(diary), name))


def lines(diary: Path) -> list[str]:
    return diary.read_text().splitlines() if diary.exists() else []


def wait_for(condition: Callable[[], bool], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_supervisor_stops_the_last_started_first_and_redis_last(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    supervisor = Supervisor([actor(name, diary) for name in ("redis", "web", "beat")])
    threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)

    try:
        supervisor.run()
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])

    assert sorted(lines(diary)[3:5]) == ["beat stopped", "web stopped"]
    assert lines(diary)[5:] == ["redis stopped"]


def test_child_is_started_again_after_kill_with_growing_pauses(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    child = Child(actor("web", diary))

    child.watch()
    first = child.process
    assert first is not None
    first.kill()
    first.wait()
    child.watch()

    assert child.process is None
    assert child.pause == 2.0
    child.watch()
    assert child.process is None  # its pause is not over
    child.due = time.monotonic()
    child.watch()
    assert child.process is not None
    assert child.process.pid != first.pid
    child.ask_to_stop()
    child.wait_until_stopped()


# Hears nothing, and has a child of its own.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGQUIT, signal.SIG_IGN)
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
with open(sys.argv[1], "w") as file:
    file.write(f"{inner.pid}\\n")
time.sleep(60)
"""


def test_child_that_ignores_term_is_killed_with_its_own_child(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    command = (sys.executable, "-c", STUBBORN, str(diary))
    child = Child(Role("worker", lambda: command))
    child.start()
    wait_for(lambda: len(lines(diary)) == 1)

    child.ask_to_stop()
    child.wait_until_stopped(patience=0.3)

    wait_for(lambda: not alive(int(lines(diary)[0])))
    assert not child.lives()


def test_children_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    script = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from guidekit.supervisor.supervisor import Supervisor
        from tests.guidekit.supervisor.test_supervisor import actor
        Supervisor([actor("web", Path({str(diary)!r}))]).run()
    """)
    parent = subprocess.Popen([sys.executable, "-c", script])
    wait_for(lambda: len(lines(diary)) == 1)
    pid = int(lines(diary)[0].split()[1])

    parent.kill()
    parent.wait()

    wait_for(lambda: not alive(pid))
    assert lines(diary)[1:] == ["web stopped"]


def test_first_start_that_fails_refuses_and_a_later_one_waits() -> None:
    def refuse(lives: Callable[[], bool]) -> None:
        raise StartRefusedError("It does not answer.")

    child = Child(Role("redis", lambda: ("sleep", "60"), after=refuse))

    with pytest.raises(StartRefusedError, match="It does not answer"):
        child.watch()
    child.due = time.monotonic()
    child.signal_group(signal.SIGKILL)
    assert child.process is not None
    child.process.wait()
    child.process = None
    child.watch()

    assert child.process is None
    assert child.due > time.monotonic()
