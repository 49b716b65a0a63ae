"""A job that proves that jobs work: it counts seconds.

``manage.py selftest_job`` asks for one, to see the whole way: row, bell, worker, end.
"""

from __future__ import annotations

import time
import uuid
from typing import Any

from django.utils.translation import gettext as _

from desk.jobs import GiveUp, JobContext
from desk.models import Job

KIND = "desk.selftest"
LEASE_SECONDS = 5
MOST_SECONDS = 600
STEP = 0.25


def count_seconds(job: Job, context: JobContext) -> dict[str, Any]:
    """Let as many seconds pass as asked, showing progress."""
    seconds = job.payload.get("seconds", 1)
    if not isinstance(seconds, int | float) or not 0 <= seconds <= MOST_SECONDS:
        raise GiveUp(
            _("Ask for a number of seconds from 0 to %(most)d.")
            % {"most": MOST_SECONDS}
        )
    begun = time.monotonic()
    while (passed := time.monotonic() - begun) < seconds:
        context.progress(int(passed * 100), int(seconds * 100), f"{passed:.0f} s")
        time.sleep(min(STEP, seconds - passed))
    return {"seconds": seconds, "attempt": job.attempts}


def selftest_key() -> str:
    """Name one run."""
    return f"{KIND}:{uuid.uuid4()}"
