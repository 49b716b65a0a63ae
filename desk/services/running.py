"""Do one job, once."""

from __future__ import annotations

import json
import logging
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import JobState
from desk.exceptions import Refused
from desk.jobs import GiveUp, JobKind, LeaseLost, find_kind
from desk.models import Job
from desk.services.leases import Lease, claim, kept

logger = logging.getLogger(__name__)

# Seconds to wait after the first, second … failed attempt.
BACK_OFF = (10, 60, 300, 900)
# Seconds between the tries of writing an outcome down.
PAUSES = (1, 3, 6)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt came to nothing; ``final`` when another one is of no use."""

    reason: str
    final: bool = False


def run_job(job_id: uuid.UUID | str) -> Job | None:
    """Claim a job and do it; None when there was nothing to do or the lease was lost.

    Safe to call any number of times, from any number of workers.
    """
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        logger.warning("Job %s does not exist", job_id)
        return None
    kind = find_kind(job.kind)
    if kind is None:
        return _park(job)
    lease = claim(job, seconds=kind.lease_seconds)
    if lease is None:
        logger.info("Job %s is not free", job_id)
        return None
    return _work(lease, kind)


def _work(lease: Lease, kind: JobKind) -> Job | None:
    try:
        with kept(lease):
            result = _attempt(lease, kind)
    except LeaseLost:
        ended = False
    else:
        ended = _end(lease, result)
    if not ended:
        logger.warning("Job %s was taken by another; nothing written", lease.job.pk)
        return None
    job = lease.job
    job.refresh_from_db()
    logger.info("Job %s (%s) is %s, attempt %d", job.pk, job, job.state, job.attempts)
    return job


def _attempt(lease: Lease, kind: JobKind) -> dict[str, Any] | Failure:
    job = lease.job
    try:
        result = kind.handler(job, lease) or {}
        json.dumps(result)
    except LeaseLost:
        raise
    except Refused as refusal:
        logger.warning("Job %s (%s) was refused: %s", job.pk, job, refusal)
        return Failure(str(refusal), final=isinstance(refusal, GiveUp))
    except Exception as error:
        logger.exception("Job %s (%s) failed, attempt %d", job.pk, job, job.attempts)
        return Failure(_reason(error))
    return result


def _end(lease: Lease, result: dict[str, Any] | Failure) -> bool:
    """Write the outcome, patiently: the work is done, and a database comes back."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()  # the handler may have broken it
    for pause in PAUSES:
        try:
            return _write_end(lease, result)
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block:
                raise
            logger.warning("Outcome of job %s not written: %s", lease.job.pk, error)
            connection.close()
            time.sleep(pause)
    return _write_end(lease, result)


def _write_end(lease: Lease, result: dict[str, Any] | Failure) -> bool:
    now = timezone.now()
    if not isinstance(result, Failure):
        return lease.end(
            state=JobState.DONE,
            result=result,
            error="",
            progress=100,
            progress_note="",
            finished_at=now,
        )
    job = lease.job
    if result.final or job.attempts >= job.max_attempts:
        return lease.end(state=JobState.FAILED, error=result.reason, finished_at=now)
    wait = BACK_OFF[min(job.attempts, len(BACK_OFF)) - 1]
    return lease.end(
        state=JobState.QUEUED,
        error=result.reason,
        due_at=now + timedelta(seconds=wait),
        rung_at=None,
    )


def _reason(error: Exception) -> str:
    return _("The work could not be done because of an error (%(type)s).") % {
        "type": type(error).__name__
    }


def _park(job: Job) -> Job | None:
    reason = _(
        "This release does not know the kind of work “%(kind)s”. "
        "Try it again after the upgrade, or delete it."
    ) % {"kind": job.kind}
    parked = Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(
        state=JobState.FAILED, error=reason, finished_at=timezone.now()
    )
    if not parked:
        return None
    logger.error("Job %s is of the unknown kind %s; parked", job.pk, job.kind)
    job.refresh_from_db()
    return job
