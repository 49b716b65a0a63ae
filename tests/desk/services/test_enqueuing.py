"""Asking for work: the same key, the same job."""

import gc
from pathlib import Path

import pytest
from django.db import transaction

from desk.enums import JobQueue, JobState, StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.jobs import find_kind, register
from desk.models import Job
from desk.services.bell import ring
from desk.services.jobs import enqueue, enqueue_all, retry_job, run_job
from tests.desk.builders import make_job, make_user

pytestmark = pytest.mark.django_db
calls: list[str] = []


@pytest.fixture(autouse=True)
def no_calls():
    calls.clear()


def noted(job, context):
    calls.append(job.unique_key)


register("tests.asked", noted, queue=JobQueue.PHOTOS, max_attempts=2)


def ask(kind="tests.asked", key="noted:1", **payload):
    return enqueue(kind=kind, unique_key=key, payload=payload)


def test_enqueue_takes_queue_and_attempts_from_the_kind():
    job = ask(say="好")

    assert (job.queue, job.max_attempts, job.state) == ("photos", 2, "queued")
    assert job.payload == {"say": "好"}


def test_enqueue_again_finds_the_same_open_or_done_job():
    first = ask(say="一")
    again = ask(say="二")
    run_job(first.pk)
    after = ask(say="三")

    assert {first.pk, again.pk, after.pk} == {first.pk}
    assert (after.state, after.payload) == (JobState.DONE, {"say": "一"})
    assert calls == ["noted:1"]


def test_enqueue_again_queues_a_failed_job_anew():
    job = ask(say="一")
    Job.objects.update(state=JobState.FAILED, attempts=2, error="No.")

    again = ask(say="二")

    assert again.pk == job.pk
    assert (again.state, again.attempts, again.error) == (JobState.QUEUED, 0, "")
    assert again.payload == {"say": "二"}


def test_enqueue_refuses_a_kind_that_nobody_handles():
    with pytest.raises(LookupError):
        ask(kind="tests.nobody")


def test_registering_twice_is_quiet_and_two_handlers_are_not():
    register("tests.asked", noted, queue=JobQueue.PHOTOS, max_attempts=2)

    with pytest.raises(ValueError, match="has a handler already"):
        register("tests.asked", print)

    assert find_kind("tests.asked").handler is noted


def test_retry_by_hand_needs_the_duty_and_a_failed_job():
    job = make_job(state=JobState.FAILED, attempts=3, error="No.")
    page_editor = make_user(StaffRole.PAGE_EDITOR)

    with pytest.raises(NotAllowed):
        retry_job(job=job, actor=make_user(StaffRole.EDITOR))
    again = retry_job(job=job, actor=page_editor)
    with pytest.raises(Refused) as refusal:
        retry_job(job=job, actor=page_editor)

    assert (again.state, again.attempts, again.error) == (JobState.QUEUED, 0, "")
    assert refusal.value.code == "job_not_failed"


@pytest.mark.django_db(transaction=True)
def test_f06_asking_for_work_goes_on_without_redis(caplog):
    with transaction.atomic():
        job = ask()

    job.refresh_from_db()
    assert (job.state, job.rung_at) == (JobState.QUEUED, None)
    assert "No bell for desk.run_photos" in caplog.text


def test_many_are_asked_for_as_one_is():
    known = ask(key="noted:known", say="一")
    failed = ask(key="noted:failed", say="一")
    Job.objects.filter(pk=failed.pk).update(state=JobState.FAILED, error="No.")
    keys = ("noted:known", "noted:failed", "noted:new")

    enqueue_all(kind="tests.asked", payloads={key: {"say": "二"} for key in keys})
    enqueue_all(kind="tests.asked", payloads={})

    jobs = {job.unique_key: job for job in Job.objects.all()}
    assert set(jobs) == set(keys)
    assert {job.state for job in jobs.values()} == {JobState.QUEUED}
    assert jobs["noted:known"].payload == known.payload
    assert jobs["noted:failed"].payload == jobs["noted:new"].payload == {"say": "二"}
    assert (jobs["noted:new"].queue, jobs["noted:new"].max_attempts) == ("photos", 2)


@pytest.mark.django_db(transaction=True)
def test_f06_many_are_asked_for_without_redis_and_rung_for_by_the_next_sweep():
    enqueue_all(kind="tests.asked", payloads={f"noted:{n}": {} for n in range(3)})

    assert list(Job.objects.values_list("rung_at", flat=True)) == [None] * 3


def test_an_unknown_kind_is_not_asked_for_by_many():
    with pytest.raises(LookupError):
        enqueue_all(kind="tests.unheard", payloads={"a": {}})


def test_a_bell_that_nobody_hears_keeps_no_descriptor_open(caplog):
    def open_files() -> int:
        gc.collect()
        return len(list(Path("/proc/self/fd").iterdir()))

    assert not ring("desk.run_photos", queue="photos")
    before = open_files()
    for _ in range(20):
        assert not ring("desk.run_photos", queue="photos")

    assert len(caplog.records) >= 20
    assert open_files() < before + 5
