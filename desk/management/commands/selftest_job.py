"""Ask for a self-test and watch it."""

from __future__ import annotations

import argparse
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from desk.enums import OPEN_JOB_STATES, JobState
from desk.models import Job
from desk.services.jobs import enqueue
from desk.services.selftest import KIND, selftest_key


class Command(BaseCommand):
    """Prove the whole way of a job: row, bell, worker, end."""

    help = "Ask for a job that counts seconds, and wait until a worker has done it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Offer the length of the job and of the wait."""
        parser.add_argument("--seconds", type=int, default=1, help="Length of the job.")
        parser.add_argument("--wait", type=int, default=60, help="Longest wait.")

    def handle(self, *args: Any, seconds: int, wait: int, **options: Any) -> None:
        """Print how long it took; exit 1 when it was not done."""
        begun = time.monotonic()
        job = enqueue(
            kind=KIND, unique_key=selftest_key(), payload={"seconds": seconds}
        )
        while job.state in OPEN_JOB_STATES and time.monotonic() - begun < wait:
            time.sleep(0.2)
            job = Job.objects.get(pk=job.pk)
        if job.state != JobState.DONE:
            raise CommandError(
                _("Job %(id)s was not done, it is: %(state)s. %(error)s")
                % {"id": job.pk, "state": job.get_state_display(), "error": job.error}
            )
        self.stdout.write(
            _("Done in %(seconds).1f s.") % {"seconds": time.monotonic() - begun}
        )
