"""Look after jobs that nobody looks after.

Runs every 15 seconds, and when a worker starts.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import JobState
from desk.models import Job
from desk.services.bell import ring
from desk.services.leases import NO_LEASE

logger = logging.getLogger(__name__)

# A bell is trusted for so long; then it counts as lost and is rung again.
RING_AGAIN = timedelta(seconds=60)
RINGS_A_SWEEP = 500


@dataclass(frozen=True, slots=True)
class Sweep:
    """What a sweep found to do: numbers of jobs."""

    taken_back: int
    failed: int
    rung: int


def sweep_jobs(*, now: datetime | None = None) -> Sweep:
    """Take back expired leases, fail spent jobs, ring for queued jobs that are due.

    Any number of sweepers may run at once: leases are taken back by conditional
    update, and a bell too many finds no job.
    """
    now = now or timezone.now()
    failed = _fail_spent(now)
    taken_back = _take_back(now)
    sweep = Sweep(taken_back=taken_back, failed=failed, rung=_ring_due(now))
    if sweep != Sweep(0, 0, 0):
        logger.info("%s", sweep)
    return sweep


def _fail_spent(now: datetime) -> int:
    spent = Q(
        state=JobState.RUNNING, lease_until__lt=now, attempts__gte=F("max_attempts")
    )
    count = 0
    for job in Job.objects.filter(spent):
        reason = _("The worker died during this work, at attempt %(count)d.") % {
            "count": job.attempts
        }
        count += Job.objects.filter(spent, pk=job.pk).update(
            state=JobState.FAILED, error=reason, finished_at=now, **NO_LEASE
        )
        logger.error("Job %s (%s) killed its worker too often", job.pk, job)
    return count


def _take_back(now: datetime) -> int:
    return Job.objects.filter(
        state=JobState.RUNNING, lease_until__lt=now, attempts__lt=F("max_attempts")
    ).update(state=JobState.QUEUED, due_at=now, rung_at=None, **NO_LEASE)


def _ring_due(now: datetime) -> int:
    """Ring for the longest waiting; stop at the first bell that is not taken."""
    unheard = Q(rung_at=None) | Q(rung_at__lte=now - RING_AGAIN)
    due = Job.objects.filter(unheard, state=JobState.QUEUED, due_at__lte=now)
    rung: list[UUID] = []
    for pk, queue in due.order_by("due_at").values_list("pk", "queue")[:RINGS_A_SWEEP]:
        if not ring(f"desk.run_{queue}", queue=queue, job_id=str(pk)):
            break
        rung.append(pk)
    Job.objects.filter(pk__in=rung, state=JobState.QUEUED).update(rung_at=now)
    return len(rung)
