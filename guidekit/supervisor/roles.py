"""The four roles and their command lines."""

import sys
from collections.abc import Sequence

from django.conf import settings

from guidekit.supervisor.child import Role
from guidekit.supervisor.redis import (
    prepare_socket,
    redis_binary,
    redis_command,
    wait_for_redis,
)

# In the order of starting; they are stopped the other way round.
ROLE_NAMES = ("redis", "web", "worker", "beat")


def roles_to_run(only: str | None) -> tuple[Role, ...]:
    """Name the roles of this start; Redis only where it is ours."""
    wanted = (only,) if only else ROLE_NAMES
    if not settings.EMBED_REDIS and only != "redis":
        wanted = tuple(name for name in wanted if name != "redis")
    return tuple(make_role(name) for name in wanted)


def make_role(name: str) -> Role:
    """Describe one role."""
    if name == "redis":
        socket = settings.REDIS_SOCKET
        redis_binary()  # refuses now, not in the middle of the start
        return Role(
            name,
            lambda: redis_command(socket, settings.GUIDEKIT_HOME),
            before=lambda: prepare_socket(socket),
            after=lambda lives: wait_for_redis(socket, lives),
        )
    command = {"web": web_command, "worker": worker_command, "beat": beat_command}[name]
    return Role(name, command)


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
        *(sys.executable, "-m", "gunicorn", "--no-control-socket"),
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
    return (sys.executable, "-m", "celery", "-q", "-A", "guidekit", command)
