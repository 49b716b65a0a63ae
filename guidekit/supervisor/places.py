"""Make sure that nobody else has the port or the home."""

import fcntl
import os
import socket
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from guidekit.supervisor.errors import StartRefusedError


def require_free_port(bind: str, port: int) -> None:
    """Refuse the start when somebody listens there already."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind.strip("[]"), port))
        except OSError:
            message = _(
                "Port %(port)d is taken. Stop what listens there, or choose another: "
                "make run PORT=%(other)d"
            ) % {"port": port, "other": port + 1}
            raise StartRefusedError(message) from None


@contextmanager
def hold_roles(home: Path, names: Iterable[str]) -> Iterator[None]:
    """Hold a lock for each role while we run; the system frees it if we die."""
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(_hold(home / f"{name}.lock", home))
        yield


@contextmanager
def _hold(path: Path, home: Path) -> Iterator[None]:
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            message = _(
                "Process %(pid)s already runs guidekit in %(home)s. "
                "Stop it, or set GUIDEKIT_HOME to another place."
            ) % {"pid": file.read().strip() or "?", "home": home}
            raise StartRefusedError(message) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
