"""The embedded Redis: real, private, and it remembers."""

import os
import stat
import subprocess
from pathlib import Path

import pytest
from redis import Redis

from guidekit.supervisor.child import Child, Role
from guidekit.supervisor.errors import StartRefusedError
from guidekit.supervisor.redis import (
    OLDEST,
    prepare_socket,
    redis_binary,
    redis_command,
    version_of,
    wait_for_redis,
)


def start(socket: Path, folder: Path) -> Child:
    child = Child(
        Role(
            "redis",
            lambda: redis_command(socket, folder),
            before=lambda: prepare_socket(socket),
            after=lambda lives: wait_for_redis(socket, lives),
        )
    )
    child.start()
    return child


def stop(child: Child) -> None:
    child.ask_to_stop()
    child.wait_until_stopped()


def test_binary_is_new_enough() -> None:
    assert version_of(redis_binary()) >= OLDEST


def test_version_of_something_else_is_zero() -> None:
    assert version_of("/bin/true") == (0, 0)


def test_redis_is_private_and_remembers(tmp_path: Path) -> None:
    socket = tmp_path / "redis.sock"
    child = start(socket, tmp_path)
    with Redis(unix_socket_path=str(socket)) as client:
        client.rpush("default", "ring")
        port = client.config_get("port")
    mode = stat.S_IMODE(socket.stat().st_mode)
    stop(child)

    child = start(socket, tmp_path)
    with Redis(unix_socket_path=str(socket)) as client:
        kept = client.lrange("default", 0, -1)
    stop(child)

    assert (port, mode, kept) == ({"port": "0"}, 0o700, [b"ring"])


def test_stale_socket_is_removed(tmp_path: Path) -> None:
    socket = tmp_path / "redis.sock"
    child = start(socket, tmp_path)
    assert child.process is not None
    child.process.kill()
    child.process.wait()
    assert socket.exists()

    again = start(socket, tmp_path)

    assert again.lives()
    stop(again)


def test_silent_redis_is_refused_as_soon_as_it_died(tmp_path: Path) -> None:
    with pytest.raises(StartRefusedError, match="Redis"):
        wait_for_redis(tmp_path / "redis.sock", lambda: False)


@pytest.mark.skipif(os.getuid() != 0, reason="Only root can give a folder away.")
def test_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "runtime"
    folder.mkdir()
    subprocess.run(["chown", "nobody", str(folder)], check=True)

    with pytest.raises(StartRefusedError, match="GUIDEKIT_HOME"):
        prepare_socket(folder / "redis.sock")
