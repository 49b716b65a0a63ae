import pytest
from rest_framework.test import APIClient

from desk.enums import JobState, StaffRole
from desk.services.api_tokens import create_token, revoke_token
from tests.desk.builders import make_job, make_user

pytestmark = pytest.mark.django_db


def client_of(user):
    _token, key = create_token(user=user, name="tests")
    return APIClient(headers={"Authorization": f"Bearer {key}"})


def ids(answer):
    return {row["id"] for row in answer.json()["results"]}


def test_a_key_opens_the_api_and_a_revoked_one_does_not():
    user = make_user()
    token, key = create_token(user=user, name="tests")
    client = APIClient(headers={"Authorization": f"Bearer {key}"})

    before = client.get("/api/jobs/")
    revoke_token(token=token, actor=user)
    after = client.get("/api/jobs/")

    assert (before.status_code, after.status_code) == (200, 401)
    assert after.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header", ["", "Bearer ", "Bearer gk_x", "Bearer \xff", "Basic x"]
)
def test_without_a_key_nothing_is_shown(header):
    make_job()
    answer = APIClient(headers={"Authorization": header}).get("/api/jobs/")

    assert answer.status_code == 401
    assert "results" not in answer.json()


def test_one_sees_ones_own_jobs_and_by_duty_all():
    editor, chief = make_user(StaffRole.EDITOR), make_user(StaffRole.SECTION_CHIEF)
    own, other = make_job(created_by=editor), make_job(created_by=chief)

    assert ids(client_of(editor).get("/api/jobs/")) == {str(own.pk)}
    assert ids(client_of(chief).get("/api/jobs/")) == {str(own.pk), str(other.pk)}
    assert client_of(editor).get(f"/api/jobs/{other.pk}/").status_code == 404


def test_a_job_is_told_whole():
    editor = make_user(StaffRole.EDITOR)
    job = make_job(created_by=editor, progress=40, progress_note="第 2 页")

    answer = client_of(editor).get(f"/api/jobs/{job.pk}/").json()

    stamps = {name: answer.pop(name) for name in ("created_at", "finished_at")}
    assert stamps["finished_at"] is None
    assert answer == {
        "id": str(job.pk),
        "kind": "desk.selftest",
        "unique_key": job.unique_key,
        "state": "queued",
        "progress": 40,
        "progress_note": "第 2 页",
        "attempts": 0,
        "max_attempts": 3,
        "result": {},
        "error": "",
        "started_at": None,
    }


def test_jobs_are_filtered():
    chief = make_user(StaffRole.SECTION_CHIEF)
    failed = make_job(state=JobState.FAILED)
    make_job()

    assert ids(client_of(chief).get("/api/jobs/?state=failed")) == {str(failed.pk)}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_as_many_queries_at_any_size(rows, django_assert_num_queries):
    chief = make_user(StaffRole.SECTION_CHIEF)
    client = client_of(chief)
    for _ in range(rows):
        make_job()

    with django_assert_num_queries(5):  # key, its use, roles, count, rows
        answer = client.get("/api/jobs/")

    assert len(answer.json()["results"]) == rows


def test_retry_by_duty_own_job_without_duty_and_not_failed():
    chief, editor = make_user(StaffRole.SECTION_CHIEF), make_user(StaffRole.EDITOR)
    job = make_job(state=JobState.FAILED, created_by=editor)
    address = f"/api/jobs/{job.pk}/retry/"

    refused = client_of(editor).post(address)
    done = client_of(chief).post(address)
    again = client_of(chief).post(address)

    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert (done.status_code, done.json()["state"]) == (200, "queued")
    assert (again.status_code, again.json()["code"]) == (409, "job_not_failed")
    assert client_of(chief).get(address).status_code == 405
