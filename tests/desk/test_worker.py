"""Real workers on a real Redis, killed in the middle of a job."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from redis import Redis

from desk.enums import JobState
from desk.services.jobs import enqueue, sweep_jobs
from desk.services.selftest import KIND

pytestmark = pytest.mark.django_db(transaction=True)
COMMAND = (
    *(sys.executable, "-m", "celery", "-A", "guidekit", "worker", "-c", "1"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
)


@pytest.fixture
def broker(redis_url, monkeypatch):
    """Give the bell of this process the Redis that the workers listen to."""
    broker = redis_url.replace("unix://", "redis+socket://")
    monkeypatch.setitem(current_app.conf, "broker_url", broker)
    with Redis.from_url(redis_url) as client:
        client.flushall()
    return broker


@contextmanager
def worker(broker):
    """Run a worker on the database of the tests; nothing of it is left after."""
    database = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "guidekit.settings",
        "GUIDEKIT_HOME": str(settings.GUIDEKIT_HOME),
        "DATABASE_URL": f"sqlite:///{database['NAME']}",
        "REDIS_URL": broker,
    }
    process = subprocess.Popen(
        COMMAND, env=environment, cwd=settings.BASE_DIR, start_new_session=True
    )
    try:
        yield process
    finally:
        kill_all(process)


def kill_all(process):
    """Kill -9 the worker with its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def kill_child(process):
    """Kill -9 the child that does the work, not its parent."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    (child,) = listed.split()
    os.kill(int(child), signal.SIGKILL)


def wait_for(job, *, until, seconds=30):
    """Wait as beat does: sweep, look, sweep again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        sweep_jobs()
        job.refresh_from_db()
        if until(job):
            return
        time.sleep(0.3)
    raise AssertionError(f"{job.state}, {job.progress} %, {job.error}")


def is_half_done(job):
    return job.state == JobState.RUNNING and job.progress > 0


def is_over(job):
    return job.state in (JobState.DONE, JobState.FAILED)


def ask(*, seconds):
    return enqueue(kind=KIND, unique_key=KIND, payload={"seconds": seconds})


def test_f01_f02_a_worker_killed_in_a_job_costs_an_attempt_and_nothing_else(broker):
    job = ask(seconds=3)

    with worker(broker) as first:
        wait_for(job, until=is_half_done)
        kill_all(first)
    with worker(broker) as second:
        wait_for(job, until=lambda job: is_half_done(job) and job.attempts == 2)
        kill_child(second)
        wait_for(job, until=is_over)

    assert (job.state, job.attempts) == (JobState.DONE, 3)
    assert job.result == {"seconds": 3, "attempt": 3}


def test_f04_a_worker_told_to_stop_finishes_its_job_first(broker):
    job = ask(seconds=3)

    with worker(broker) as process:
        wait_for(job, until=is_half_done)
        process.terminate()
        process.wait(30)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)


def test_f07_f48_a_worker_drops_what_it_does_not_know_and_goes_on(broker):
    current_app.send_task("desk.run_default", args=["what"], kwargs={"new": 1})
    current_app.send_task("desk.from_an_old_release", kwargs={"job_id": "1"})
    job = ask(seconds=0)

    with worker(broker):
        wait_for(job, until=is_over)

    assert (job.state, job.attempts) == (JobState.DONE, 1)


def test_the_self_test_says_whether_a_worker_works(broker, settings, capsys):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(CommandError, match="it is: Queued"):
        call_command("selftest_job", seconds=0, wait=0)

    with worker(broker):
        call_command("selftest_job", seconds=0, wait=30)

    assert capsys.readouterr().out.startswith("Done in ")
