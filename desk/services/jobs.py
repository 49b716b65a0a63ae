"""Durable jobs: the row is the record, Celery is the bell.

``enqueue`` writes the row with the act that causes it; ``run_job`` does the work once;
``sweep_jobs`` takes back what dead workers held and rings for what nobody heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import JobState
from desk.exceptions import Refused
from desk.jobs import find_kind
from desk.models import Job, User
from desk.policy import policy
from desk.services.bell import ring
from desk.services.running import run_job
from desk.services.sweeping import sweep_jobs

__all__ = ["enqueue", "enqueue_all", "retry_job", "run_job", "sweep_jobs"]


@transaction.atomic
def enqueue(
    *,
    kind: str,
    unique_key: str,
    payload: dict[str, Any],
    created_by: User | None = None,
) -> Job:
    """Ask for a piece of work; asking again for the same key finds the same row.

    A failed job is queued again with the new payload; a queued, running or done one
    is left as it is. The bell rings after commit.
    """
    job, created = Job.objects.get_or_create(
        unique_key=unique_key,
        defaults={**_fields(kind), "payload": payload, "created_by": created_by},
    )
    if created:
        transaction.on_commit(partial(_ring_for, job), robust=True)
    else:
        _queue_again(job, payload=payload)
    return job


@transaction.atomic(savepoint=False)
def enqueue_all(*, kind: str, payloads: Mapping[str, dict[str, Any]]) -> None:
    """Ask for many pieces of work of one kind, by unique key, as ``enqueue`` does.

    One bell rings for all that are new.
    """
    if not payloads:
        return
    keys = Job.objects.filter(unique_key__in=payloads)
    known = set(keys.values_list("unique_key", flat=True))
    for key in known:
        enqueue(kind=kind, unique_key=key, payload=payloads[key])
    new = [
        Job(unique_key=key, payload=payload, **_fields(kind))
        for key, payload in payloads.items()
        if key not in known
    ]
    Job.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        transaction.on_commit(partial(_ring_for, *new), robust=True)


def _fields(kind: str) -> dict[str, Any]:
    """Return what a new job of a kind has from it."""
    known = find_kind(kind)
    if known is None:
        raise LookupError(f"No handler is registered for the job kind {kind!r}.")
    now = timezone.now()
    return {
        "kind": kind,
        "queue": known.queue,
        "max_attempts": known.max_attempts,
        "due_at": now,
        "rung_at": now,
    }


def retry_job(*, job: Job, actor: User) -> Job:
    """Queue a failed job again, by hand."""
    policy.require(actor, "job.retry", job)
    with transaction.atomic():
        if not _queue_again(job):
            raise Refused(
                _("Only a failed job is tried again; this one is: %(state)s.")
                % {"state": job.get_state_display()},
                code="job_not_failed",
            )
    return job


def _queue_again(job: Job, **fields: Any) -> bool:
    now = timezone.now()
    changed = Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.QUEUED,
        attempts=0,
        error="",
        progress=0,
        progress_note="",
        due_at=now,
        rung_at=now,
        finished_at=None,
        **fields,
    )
    job.refresh_from_db()
    if changed:
        transaction.on_commit(partial(_ring_for, job), robust=True)
    return bool(changed)


def _ring_for(job: Job, *others: Job) -> None:
    """Ring once for jobs of a queue; who hears it rings for the others."""
    also = {"also": [str(other.pk) for other in others]} if others else {}
    if not ring(f"desk.run_{job.queue}", queue=job.queue, job_id=str(job.pk), **also):
        # So that the next sweep rings at once instead of waiting a minute.
        unheard = Job.objects.filter(pk__in=[job.pk, *(other.pk for other in others)])
        unheard.filter(state=JobState.QUEUED).update(rung_at=None)
