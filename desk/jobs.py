"""The registry of job kinds, and what a handler gets in its hands.

An app registers its kinds in ``AppConfig.ready()``; ``desk.services.jobs`` runs them.

A handler may be run twice (a worker died, a lease was lost): it writes its results so
that the second time changes nothing. It holds no transaction over long work, because
the lease is renewed from another connection.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from desk.enums import JobQueue
from desk.exceptions import Refused

if TYPE_CHECKING:
    from desk.models import Job


class GiveUp(Refused):
    """Raised by a handler whose work can never succeed: no further attempts."""


class LeaseLost(Exception):  # noqa: N818 - told to the handler, never shown
    """Tell a handler that another worker has its job; it stops and writes nothing."""


class JobContext(Protocol):
    """What a handler may say while it works."""

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Show how far the work is, and renew the lease; written once a second at most.

        Raises ``LeaseLost`` when the job has been taken by another worker.
        """

    def heartbeat(self) -> None:
        """Renew the lease; raises ``LeaseLost`` as above."""


Handler = Callable[["Job", JobContext], "dict[str, Any] | None"]


@dataclass(frozen=True, slots=True)
class JobKind:
    """How one kind of work is done."""

    name: str
    handler: Handler
    queue: JobQueue
    lease_seconds: int
    max_attempts: int


_kinds: dict[str, JobKind] = {}


def register(
    kind: str,
    handler: Handler,
    *,
    queue: JobQueue | str = JobQueue.DEFAULT,
    lease_seconds: int = 60,
    max_attempts: int = 3,
) -> None:
    """Name the handler of a kind of job."""
    known = _kinds.get(kind)
    if known is not None and known.handler is not handler:
        raise ValueError(f"The job kind {kind!r} has a handler already.")
    _kinds[kind] = JobKind(kind, handler, JobQueue(queue), lease_seconds, max_attempts)


def find_kind(name: str) -> JobKind | None:
    """Return a registered kind; None when this release does not know it."""
    return _kinds.get(name)
