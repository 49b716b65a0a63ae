"""One bell for many jobs, heard through a real Redis."""

import base64
import json

import pytest
from celery import current_app
from redis import Redis

from desk.enums import JobQueue, JobState
from desk.jobs import register
from desk.models import Job
from desk.services.jobs import enqueue_all
from desk.tasks import run_photos
from tests.desk.builders import make_job

calls: list[str] = []


def noted(job, context):
    calls.append(job.unique_key)


register("tests.rung", noted, queue=JobQueue.PHOTOS)


@pytest.fixture
def heard(redis_url, monkeypatch):
    """Give the bell a real Redis; return what takes the messages of a queue off it."""
    broker = redis_url.replace("unix://", "redis+socket://")
    monkeypatch.setitem(current_app.conf, "broker_url", broker)
    calls.clear()
    with Redis.from_url(redis_url) as client:
        client.flushall()

        def take(queue: str) -> list[dict]:
            messages = client.lrange(queue, 0, -1)
            client.delete(queue)
            return [named(json.loads(message)) for message in messages]

        yield take


def named(message: dict) -> dict:
    """Return the named arguments of a message (protocol 2 of Celery's)."""
    _args, named, _embed = json.loads(base64.b64decode(message["body"]))
    return named


@pytest.mark.django_db(transaction=True)
def test_one_bell_rings_for_many_and_who_hears_it_rings_for_the_others(heard):
    enqueue_all(kind="tests.rung", payloads={f"noted:{n}": {} for n in range(3)})
    jobs = {str(pk) for pk in Job.objects.values_list("pk", flat=True)}

    (first,) = heard("photos")
    assert {first["job_id"], *first["also"]} == jobs
    assert run_photos(**first) == JobState.DONE

    others = heard("photos")
    assert [set(message) for message in others] == [{"job_id"}] * 2
    assert {message["job_id"] for message in others} == set(first["also"])
    for message in others:
        assert run_photos(**message) == JobState.DONE
    assert sorted(calls) == ["noted:0", "noted:1", "noted:2"]


@pytest.mark.django_db(transaction=True)
def test_one_job_is_rung_for_as_ever(heard):
    enqueue_all(kind="tests.rung", payloads={"noted:1": {}})

    (only,) = heard("photos")
    assert only == {"job_id": str(Job.objects.get().pk)}


@pytest.mark.django_db
def test_a_bell_that_names_no_job_is_dropped():
    job = make_job()

    assert run_photos("nonsense") == "dropped"
    assert run_photos(str(job.pk), also=["nonsense"]) == "dropped"
    assert run_photos(str(job.pk), also=None) == "dropped"
