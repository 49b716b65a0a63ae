"""Celery's side: each task loads nothing but an id and calls one service.

Names are stable. Arguments of an older or newer release are tolerated: the rows drive
the work, a message is only a bell.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from typing import Any

from celery import Task, shared_task
from celery.signals import worker_ready
from django.db import DatabaseError, connections

from desk.services.bell import ring
from desk.services.jobs import run_job
from desk.services.jobs import sweep_jobs as sweep
from desk.services.loose_files import sweep_loose_files
from desk.services.posting import send_letters as send
from desk.services.seals import seal_days
from desk.services.sessions import forget_old_sessions

logger = logging.getLogger(__name__)

PREFIX = "desk.run_"  # before the queue, in the name of its task


def answer_bell(
    task: Task[..., str],
    job_id: object = None,
    *_args: Any,
    also: Sequence[object] = (),
    **_options: Any,
) -> str:
    """Run the job that a message names; a message that names none is dropped.

    For those that it names ``also`` bells are rung first, so that other workers hear
    them: who wrote the jobs had to ring only once.
    """
    try:
        known = uuid.UUID(str(job_id))
        others = [str(uuid.UUID(str(other))) for other in also]
    except (TypeError, ValueError):
        logger.error("A bell without a job's id was dropped: %.80r", job_id)
        return "dropped"
    queue = task.name.removeprefix(PREFIX)
    for other in others:
        ring(task.name, queue=queue, job_id=other)
    job = run_job(known)
    return job.state if job else "nothing to do"


# One task a queue. Time limits in seconds, under the broker's visibility timeout. No
# retry by Celery: attempts are counted in the row.
def _bell(queue: str, *, soft: int) -> Task[..., str]:
    make = shared_task(
        name=f"{PREFIX}{queue}",
        bind=True,
        soft_time_limit=soft,
        time_limit=soft + 60,
        ignore_result=True,
    )
    return make(answer_bell)


run_default = _bell("default", soft=600)
run_uploads = _bell("uploads", soft=300)
run_photos = _bell("photos", soft=300)
run_exports = _bell("exports", soft=1500)
run_letters = _bell("letters", soft=300)
run_mail = _bell("mail", soft=300)
run_backlog = _bell("backlog", soft=600)


@shared_task(name="desk.sweep_jobs", time_limit=60, ignore_result=True)
def sweep_jobs(*_args: Any, **_options: Any) -> None:
    """Look after jobs that nobody looks after."""
    sweep()


@shared_task(name="desk.send_letters", time_limit=1500, ignore_result=True)
def send_letters(*_args: Any, **_options: Any) -> None:
    """Send the letters that are due."""
    send()


@shared_task(name="desk.seal_ledger", time_limit=600, ignore_result=True)
def seal_ledger(*_args: Any, **_options: Any) -> None:
    """Seal the days of the ledger that are over."""
    seal_days()


@shared_task(name="desk.sweep_files", time_limit=600, ignore_result=True)
def sweep_files(*_args: Any, **_options: Any) -> None:
    """Delete stored files that no row speaks of, and sessions that nothing opens."""
    sweep_loose_files()
    forget_old_sessions()


@worker_ready.connect
def sweep_at_start(**_signal: Any) -> None:
    """Sweep when a worker comes up, so that recovery does not wait for beat."""
    try:
        sweep()
    except DatabaseError:
        logger.exception("The sweep at start failed; beat's next one comes soon")
    finally:
        # This process forks; a connection must not cross a fork.
        connections.close_all()
