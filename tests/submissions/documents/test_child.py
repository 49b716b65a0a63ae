"""The box that converters run in: no network, no files of ours, an end in time."""

import sys
import time

import pytest

from submissions.documents import child as boxes
from submissions.documents.child import ChildLimits, child
from submissions.documents.limits import MIB

LIMITS = ChildLimits(seconds=20)
linux = pytest.mark.skipif(sys.platform != "linux", reason="boxes are Linux's")


@pytest.fixture(params=["bubblewrap", "bare"])
def box(request, monkeypatch):
    """Run with the walls of bubblewrap, and without."""
    if request.param == "bare":
        monkeypatch.setattr(boxes, "bubblewrap", lambda: None)
    elif boxes.bubblewrap() is None:
        pytest.skip("bubblewrap is missing or may not work here")
    return request.param


def run(code, work, **limits):
    """Run some Python in the box; return what it printed and whether it ended well."""
    command = [sys.executable, "-I", "-S", "-c", code]
    reads = [boxes.Path(sys.prefix), boxes.Path(sys.base_prefix)]
    chosen = ChildLimits(**{"seconds": 20, **limits})
    with child(command, work=work, limits=chosen, reads=reads) as running:
        said = running.stdout.read().decode().strip()
        return said, running.succeeded(), running.timed_out


def test_it_runs_and_writes_in_its_folder(box, tmp_path):
    said = run("open('made', 'w').write('x'); print('done')", tmp_path)

    assert said == ("done", True, False)
    assert (tmp_path / "made").read_text() == "x"


CONNECT = """
import socket
try:
    socket.create_connection(("127.0.0.1", PORT), 3)
except OSError as error:
    print("refused")
"""


@linux
def test_no_network(box, tmp_path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        code = CONNECT.replace("PORT", str(server.getsockname()[1]))
        said, _, _ = run(code, tmp_path)
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):
            server.accept()

    assert said == "refused"


@linux
def test_no_network_by_the_filter_of_calls(tmp_path):
    import subprocess

    code = (
        "import ctypes, sys; sys.path[:0] = sys.argv[1:]; import child_start as c;"
        "from press.imaging import walls; ctypes.CDLL(None).prctl(38, 1, 0, 0, 0);"
        "print(c._forbid_sockets(walls)); import socket; socket.socketpair();"
        "socket.socket(socket.AF_UNIX); socket.socket(socket.AF_INET)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, boxes.STARTER.parent, boxes.STARTER.parents[2]],
        capture_output=True,
        text=True,
    )

    assert ran.stdout.strip() == "True"
    assert "PermissionError" in ran.stderr.splitlines()[-1]


@linux
def test_nothing_of_ours_is_seen_or_written(tmp_path):
    if boxes.bubblewrap() is None:
        pytest.skip("bubblewrap is missing or may not work here")
    secret = tmp_path / "secret"
    secret.write_text("x")
    work = tmp_path / "work"
    work.mkdir()
    code = (
        f"import os; print(os.path.exists({str(secret)!r}), os.access('/usr', os.W_OK),"
        "os.path.exists('/etc/shadow'), sorted(os.environ))"
    )

    said, _, _ = run(code, work)

    assert said.startswith("False False False [")
    assert "DJANGO" not in said


def test_f25_time_is_limited(box, tmp_path):
    started = time.monotonic()

    said, ended, timed_out = run("while True: pass", tmp_path, seconds=1)

    assert (said, ended, timed_out) == ("", False, True)
    assert time.monotonic() - started < 10


@linux
def test_f25_what_the_child_started_ends_with_it(box, tmp_path):
    code = (
        "import subprocess, sys; print('up', flush=True);"
        "subprocess.run([sys.executable, '-S', '-c', 'import time; time.sleep(600)'])"
    )
    started = time.monotonic()

    _, ended, timed_out = run(code, tmp_path, seconds=2)

    assert (ended, timed_out) == (False, True)
    assert time.monotonic() - started < 15


@linux
def test_f25_memory_is_limited(box, tmp_path):
    _, ended, _ = run("bytearray(600 * 1024 * 1024)", tmp_path, memory=200 * MIB)

    assert not ended


@linux
def test_f25_files_are_limited(box, tmp_path):
    code = "open('big', 'wb').write(bytes(20 * 1024 * 1024))"

    _, ended, _ = run(code, tmp_path, file_size=MIB)

    assert not ended
    assert (tmp_path / "big").stat().st_size <= MIB


def test_a_child_that_is_left_is_ended(box, tmp_path):
    command = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"]
    started = time.monotonic()

    reads = [boxes.Path(sys.prefix), boxes.Path(sys.base_prefix)]
    with child(command, work=tmp_path, limits=LIMITS, reads=reads):
        pass

    assert time.monotonic() - started < 10
