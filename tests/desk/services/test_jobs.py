"""Every exit of a job, in one process; workers are killed in test_worker.py."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from desk.enums import JobQueue, JobState
from desk.exceptions import Refused
from desk.jobs import GiveUp, LeaseLost, register
from desk.models import Job
from desk.services.jobs import enqueue, run_job
from desk.services.leases import NO_LEASE, claim
from tests.desk.builders import make_job

pytestmark = pytest.mark.django_db
calls: list[str] = []


@pytest.fixture(autouse=True)
def no_calls():
    calls.clear()


def noted(job, context):
    calls.append(job.unique_key)
    return {"said": job.payload.get("say", "")}


def breaks(job, context):
    calls.append(job.unique_key)
    raise RuntimeError("secret detail")


def refuses(job, context):
    raise Refused("The picture is still being checked.")


def gives_up(job, context):
    raise GiveUp("The picture was deleted.")


def unwritable(job, context):
    return {"when": timezone.now()}


def loses(job, context):
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, **NO_LEASE)
    return {"written": True}


def loses_and_notices(job, context):
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, **NO_LEASE)
    with pytest.raises(LeaseLost):
        context.progress(1, 2)
    calls.append("stopped")
    context.heartbeat()


def says_progress(job, context):
    context.progress(1, 4, "first step")
    context.progress(2, 4, "too soon to be written")
    calls.extend(Job.objects.values_list("progress_note", flat=True))


register("tests.noted", noted, queue=JobQueue.PHOTOS, max_attempts=2)
for handler in (
    breaks,
    refuses,
    gives_up,
    unwritable,
    loses,
    loses_and_notices,
    says_progress,
):
    register(f"tests.{handler.__name__}", handler)


def ask(kind="tests.noted", key="noted:1", **payload):
    return enqueue(kind=kind, unique_key=key, payload=payload)


def test_run_job_does_the_work_once():
    job = ask(say="好")

    done = run_job(job.pk)
    again = run_job(job.pk)

    assert (done.state, done.attempts, done.progress) == (JobState.DONE, 1, 100)
    assert done.result == {"said": "好"}
    assert done.lease_token is done.lease_until is None
    assert again is None
    assert calls == ["noted:1"]


def test_run_job_without_a_row_does_nothing():
    assert run_job("7d1e1a4e-0000-4000-8000-000000000000") is None


def test_run_job_waits_until_the_job_is_due():
    job = make_job(due_at=timezone.now() + timedelta(minutes=1))

    assert run_job(job.pk) is None


def test_an_error_puts_the_job_back_with_growing_pauses_and_then_fails_it(caplog):
    job = make_job(kind="tests.breaks")
    pauses = []

    while (after := run_job(job.pk)) and after.state == JobState.QUEUED:
        pauses.append(round((after.due_at - timezone.now()).total_seconds()))
        Job.objects.update(due_at=timezone.now())

    assert pauses == [10, 60]
    assert (after.state, after.attempts) == (JobState.FAILED, 3)
    assert "RuntimeError" in after.error
    assert "secret detail" not in after.error
    assert f"Job {job.pk}" in caplog.text
    assert "secret detail" in caplog.text


def test_a_refusal_is_kept_in_its_own_words_and_tried_again():
    after = run_job(make_job(kind="tests.refuses").pk)

    assert (after.state, after.error) == (
        JobState.QUEUED,
        "The picture is still being checked.",
    )


def test_giving_up_fails_at_once():
    after = run_job(make_job(kind="tests.gives_up").pk)

    assert (after.state, after.attempts, after.error) == (
        JobState.FAILED,
        1,
        "The picture was deleted.",
    )


def test_a_result_that_cannot_be_written_is_an_error_of_the_handler():
    after = run_job(make_job(kind="tests.unwritable").pk)

    assert after.state == JobState.QUEUED
    assert "TypeError" in after.error


def test_f48_an_unknown_kind_is_parked_with_a_reason():
    job = make_job(kind="tests.from_the_future")

    after = run_job(job.pk)

    assert (after.state, after.attempts) == (JobState.FAILED, 0)
    assert "tests.from_the_future" in after.error
    assert run_job(job.pk) is None


@pytest.mark.parametrize("kind", ["tests.loses", "tests.loses_and_notices"])
def test_who_lost_the_lease_writes_nothing(kind):
    job = make_job(kind=kind)

    assert run_job(job.pk) is None

    job.refresh_from_db()
    assert (job.state, job.result, job.error) == (JobState.QUEUED, {}, "")


def test_a_handler_learns_that_its_lease_is_lost():
    run_job(make_job(kind="tests.loses_and_notices").pk)

    assert calls == ["stopped"]


def test_progress_is_written_once_a_second_at_most():
    run_job(make_job(kind="tests.says_progress").pk)

    assert calls == ["first step"]


def test_a_claim_counts_the_attempt_and_sets_a_lease():
    job = make_job()

    lease = claim(job, seconds=60)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)
    assert job.lease_token == lease.job.lease_token
    left = (job.lease_until - timezone.now()).total_seconds()
    assert 55 < left <= 60
    assert claim(job, seconds=60) is None


@pytest.mark.django_db(transaction=True)
def test_f42_many_workers_on_one_job_do_it_once():
    job = make_job(kind="tests.noted")
    gate = threading.Barrier(6)
    outcomes = []

    def work():
        try:
            gate.wait()
            outcomes.append(run_job(job.pk))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert calls == [job.unique_key]
    assert [outcome.pk for outcome in outcomes if outcome] == [job.pk]


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_renewed_while_a_handler_says_nothing():
    leases = []

    def silent(job, context):
        for _ in range(2):
            leases.append(Job.objects.get(pk=job.pk).lease_until)
            threading.Event().wait(0.8)

    register("tests.silent", silent, lease_seconds=1)
    after = run_job(make_job(kind="tests.silent").pk)

    assert after.state == JobState.DONE
    assert leases[1] > leases[0]
