"""The four roles and their command lines."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx
from django.conf import settings

from guidekit.supervisor.child import Role
from guidekit.supervisor.redis import (
    prepare_socket,
    redis_binary,
    redis_command,
    wait_for_redis,
)

# Where to ask a server that listens everywhere.
LOOPBACK = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104 - compared, not bound
# In the order of starting; they are stopped the other way round.
ROLE_NAMES = ("redis", "web", "worker", "beat")

# Dozens of threads would each keep a heap of their own: some 40 MB in a web process.
WEB_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}

# Pages are answered first, then photographs looked at.
WORKER_NICENESS = 10


@dataclass(frozen=True, slots=True)
class Opening:
    """What is done before the web role starts, and once its first page can be had."""

    prepare: Callable[[], None]
    greet: Callable[[], None]


def roles_to_run(only: str | None, opening: Opening) -> tuple[Role, ...]:
    """Name the roles of this start; Redis only where it is ours."""
    wanted: tuple[str, ...] = (only,) if only else ROLE_NAMES
    if not settings.EMBED_REDIS and only != "redis":
        wanted = tuple(name for name in wanted if name != "redis")
    return tuple(make_role(name, opening) for name in wanted)


def make_role(name: str, opening: Opening) -> Role:
    """Describe one role."""
    if name == "redis":
        return redis_role()
    if name == "web":
        return Role(
            name,
            web_command,
            before=opening.prepare,
            ready=lambda: answers(opening.greet),
            environment=WEB_ENVIRONMENT,
        )
    if name == "worker":
        return Role(name, worker_command, niceness=WORKER_NICENESS)
    return Role(name, beat_command)


def redis_role() -> Role:
    """Describe the embedded Redis."""
    socket = settings.REDIS_SOCKET
    redis_binary()  # refuses now, not in the middle of the start
    return Role(
        "redis",
        lambda: redis_command(socket, settings.GUIDEKIT_HOME),
        before=lambda: prepare_socket(socket),
        after=lambda lives: wait_for_redis(socket, lives),
    )


def answers(greet: Callable[[], None]) -> bool:
    """Ask our own web server whether it is there, and greet when it is."""
    host = LOOPBACK.get(settings.BIND, settings.BIND)
    try:
        answer = httpx.get(
            f"http://{host}:{settings.PORT}/healthz",
            headers={"Host": "localhost"},
            timeout=2,
            trust_env=False,
        )
    except httpx.TransportError:
        return False
    if answer.status_code != httpx.codes.OK:
        return False
    greet()
    return True


def web_command() -> Sequence[str]:
    """Serve pages: few processes, some threads each."""
    options = {
        "bind": f"{settings.BIND}:{settings.PORT}",
        "worker-class": "gthread",
        "workers": settings.WEB_PROCESSES,
        "threads": settings.WEB_THREADS,
        "timeout": 60,
        "graceful-timeout": 15,
        "max-requests": 5000,
        "max-requests-jitter": 500,
        "log-level": "warning",
    }
    words = tuple(f"--{name}={value}" for name, value in options.items())
    return (
        # Loaded once and then forked: half the memory, and a quicker first page.
        *(sys.executable, "-m", "gunicorn", "--preload", "--no-control-socket"),
        *(*words, "guidekit.wsgi:application"),
    )


def worker_command() -> Sequence[str]:
    """Do the work of all queues in one pool, so that none stands idle."""
    return (
        *celery("worker"),
        f"--concurrency={settings.WORKER_PROCESSES}",
        f"--queues={','.join(settings.WORKER_QUEUES)}",
        "--without-gossip",
        "--without-mingle",
        f"--hostname=guidekit-{settings.PORT}@%h",
    )


def beat_command() -> Sequence[str]:
    """Ring for what comes back at fixed times."""
    return (*celery("beat"), "--pidfile=")


def celery(command: str) -> Sequence[str]:
    """Begin a celery command line, without its banner."""
    return (
        # In a container the worker is root, and a warning at each start helps nobody.
        *(sys.executable, "-W", "ignore:You're running the worker", "-m", "celery"),
        *("-q", "-A", "guidekit", command),
    )
