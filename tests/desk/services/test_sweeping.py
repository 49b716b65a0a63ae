from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone
from redis import Redis

from desk.enums import JobState
from desk.models import Job
from desk.services.jobs import enqueue, run_job, sweep_jobs
from desk.services.leases import claim
from desk.services.sweeping import RING_AGAIN, Sweep
from tests.desk.builders import make_job

pytestmark = pytest.mark.django_db
NOTHING = Sweep(taken_back=0, failed=0, rung=0)


@pytest.fixture
def redis(redis_url, monkeypatch):
    """Give the bell a real Redis."""
    broker = redis_url.replace("unix://", "redis+socket://")
    monkeypatch.setitem(current_app.conf, "broker_url", broker)
    with Redis.from_url(redis_url) as client:
        client.flushall()
        yield client


def expired(**overrides):
    """Make a job whose worker died a second ago."""
    job = make_job(**overrides)
    claim(job, seconds=-1)
    return job


def test_a_sweep_of_a_tidy_desk_does_nothing(redis):
    claim(make_job(), seconds=60)
    make_job(state=JobState.DONE)
    make_job(due_at=timezone.now() + timedelta(minutes=1))

    assert sweep_jobs() == NOTHING
    assert redis.llen("default") == 0


def test_an_expired_lease_is_taken_back_and_rung_for(redis):
    job = expired()

    assert sweep_jobs() == Sweep(taken_back=1, failed=0, rung=1)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_token) == (JobState.QUEUED, 1, None)
    assert redis.llen("default") == 1
    assert run_job(job.pk).attempts == 2


def test_f03_a_job_that_kills_its_workers_fails_after_its_attempts(redis):
    job = make_job(max_attempts=3)
    sweeps = []

    for _ in range(3):
        claim(job, seconds=-1)
        sweeps.append(sweep_jobs())

    job.refresh_from_db()
    assert [sweep.failed for sweep in sweeps] == [0, 0, 1]
    assert (job.state, job.attempts, job.lease_until) == (JobState.FAILED, 3, None)
    assert "3" in job.error
    assert sweep_jobs() == NOTHING


@pytest.mark.django_db(transaction=True)
def test_f05_500_jobs_are_rung_again_after_redis_forgot_them(redis):
    jobs = [
        enqueue(kind="desk.selftest", unique_key=f"f05:{n}", payload={"seconds": 0})
        for n in range(500)
    ]
    rung_at_first = redis.llen("default")
    redis.flushall()
    later = timezone.now() + RING_AGAIN + timedelta(seconds=1)

    sweeps = [sweep_jobs(), sweep_jobs(now=later), sweep_jobs(now=later)]

    assert rung_at_first == 500
    assert [sweep.rung for sweep in sweeps] == [0, 500, 0]
    assert redis.llen("default") == 500
    for job in jobs[:20] * 2:
        run_job(job.pk)
    assert Job.objects.filter(state=JobState.DONE, attempts=1).count() == 20


def test_f06_without_redis_a_sweep_still_takes_back_and_rings_later():
    job = expired()

    assert sweep_jobs() == Sweep(taken_back=1, failed=0, rung=0)

    job.refresh_from_db()
    assert (job.state, job.rung_at) == (JobState.QUEUED, None)


def test_f08_a_job_whose_bell_was_never_rung_is_rung_for(redis):
    job = make_job(rung_at=timezone.now() - RING_AGAIN)

    assert [sweep_jobs().rung, sweep_jobs().rung] == [1, 0]

    job.refresh_from_db()
    assert job.rung_at > timezone.now() - timedelta(seconds=5)
