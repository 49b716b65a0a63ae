"""Words that are new, read by a worker: after commit, once for each version.

Whoever has something to find out about the words of a piece names a reader; all of
them come with one job, so that an arrival writes one row and rings one bell.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from desk.jobs import JobContext, register
from desk.models import Job
from desk.services.jobs import enqueue_all
from submissions.models import Submission, Version

logger = logging.getLogger(__name__)

KIND = "submissions.read_new_words"

Reader = Callable[[Submission], Any]
_readers: list[Reader] = []


def register_reader(reader: Reader) -> None:
    """Have the words of every new version read; apps do this when they start."""
    if reader not in _readers:
        _readers.append(reader)


def ask_about_words(piece: Submission, version: Version) -> None:
    """Ask once for each version of a piece, in the transaction that writes it."""
    enqueue_all(kind=KIND, payloads={f"{KIND}:{version.pk}": {"piece": piece.pk}})


def read_new_words(job: Job, context: JobContext) -> dict[str, Any]:
    """Let every reader read; may run twice.

    One that fails keeps none of the others from reading; the job is tried again.
    """
    rows = Submission.objects.select_related("current_version")
    piece = rows.filter(pk=job.payload.get("piece")).first()
    if piece is None:
        return {"outcome": "gone"}
    failed: list[Exception] = []
    for reader in _readers:
        try:
            reader(piece)
        except Exception as error:
            logger.exception("The words of %s were not read by one", piece.ref)
            failed.append(error)
        context.heartbeat()
    if failed:
        raise failed[0]
    return {}


def register_jobs() -> None:
    """Name the reading to the desk."""
    register(KIND, read_new_words)
