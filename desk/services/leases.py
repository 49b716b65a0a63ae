"""A worker's hold on a job: claim it, renew it, finish by compare-and-set.

Every write names the lease; a worker that lost it changes nothing.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from desk.enums import JobState
from desk.jobs import LeaseLost
from desk.models import Job
from desk.services.renewing import renewing

logger = logging.getLogger(__name__)

PROGRESS_SECONDS = 1.0
NO_LEASE = {"lease_token": None, "lease_until": None}


class Lease:
    """The hold on one job; it is also what the handler gets as its context."""

    def __init__(self, job: Job, *, seconds: int) -> None:
        """Hold ``job``, whose row carries the token."""
        self.job = job
        self.seconds = seconds
        self._lost = threading.Event()
        self._written_at = float("-inf")

    def heartbeat(self) -> None:
        """Renew the lease; raise ``LeaseLost`` when it is another's by now."""
        self._renew({})

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Show how far the work is, and renew the lease, at most once a second."""
        if self._lost.is_set():
            raise LeaseLost
        if time.monotonic() - self._written_at < PROGRESS_SECONDS:
            return
        percent = min(100, max(0, 100 * done // total)) if total > 0 else 0
        self._renew({"progress": percent, "progress_note": note[:200]})
        self._written_at = time.monotonic()

    def end(self, **fields: Any) -> bool:
        """Give up the hold with these fields; False when it was lost before."""
        return self._write({**NO_LEASE, **fields})

    def _renew(self, fields: dict[str, Any]) -> None:
        until = timezone.now() + timedelta(seconds=self.seconds)
        if not self._write({"lease_until": until, **fields}):
            self._lost.set()
            raise LeaseLost

    def _write(self, fields: dict[str, Any]) -> bool:
        held = Job.objects.filter(
            pk=self.job.pk, state=JobState.RUNNING, lease_token=self.job.lease_token
        )
        return held.update(**fields) == 1


def claim(job: Job, *, seconds: int) -> Lease | None:
    """Take a queued job that is due; None when another was faster or it is not due."""
    now = timezone.now()
    token = uuid.uuid4()
    taken = Job.objects.filter(
        pk=job.pk, state=JobState.QUEUED, due_at__lte=now
    ).update(
        state=JobState.RUNNING,
        lease_token=token,
        lease_until=now + timedelta(seconds=seconds),
        attempts=F("attempts") + 1,
        started_at=now,
        finished_at=None,
        progress=0,
        progress_note="",
    )
    if not taken:
        return None
    job.refresh_from_db()
    # What the row says by now may be another's; this worker goes by its own token.
    job.lease_token = token
    return Lease(job, seconds=seconds)


@contextmanager
def kept(lease: Lease) -> Iterator[None]:
    """Renew a lease from a thread of its own while the body runs."""
    every, name = lease.seconds / 3, f"lease-{lease.job.pk}"
    with renewing(lambda: _beat(lease), every=every, name=name):
        yield


def _beat(lease: Lease) -> bool:
    try:
        lease.heartbeat()
    except LeaseLost:
        logger.warning("Job %s was taken by another worker", lease.job.pk)
        return False
    return True
