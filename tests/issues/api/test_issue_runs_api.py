"""The flatplan and the make-up of a whole issue over the API."""

import pytest
from rest_framework.test import APIClient

from desk.services.jobs import run_job
from issues.models import IssueRun
from submissions.models import Section
from tests.issues.builders import accepted, make_grid, make_issue

pytestmark = pytest.mark.django_db


def client(user):
    made = APIClient()
    made.force_authenticate(user)
    return made


def test_the_flatplan_is_set_and_carried_to_the_next_issue(cast):
    issue = make_issue(pages=2)
    section = Section.objects.create(name="产业", slug="industry")
    rows = [{"number": 2, "label": "产业", "sections": [section.slug]}]
    path = f"/api/issues/{issue.pk}/flatplan/"

    forbidden = client(cast.editor).put(path, {"pages": rows}, format="json")
    answer = client(cast.chief).put(path, {"pages": rows}, format="json")
    following = make_issue(supplement=issue.supplement, pages=3, grid=make_grid())
    carried = client(cast.editor).get(f"/api/issues/{following.pk}/flatplan/")

    assert forbidden.status_code == 403
    assert answer.data[1] == rows[0]
    assert carried.data[1] == rows[0]
    assert carried.data[2]["sections"] == []


def test_a_page_that_is_not_there_is_named(cast):
    issue = make_issue()
    path = f"/api/issues/{issue.pk}/flatplan/"

    answer = client(cast.chief).put(path, {"pages": [{"number": 9}]}, format="json")

    assert answer.status_code == 409
    assert "no page 9" in answer.data["detail"]


def test_an_issue_is_made_up_and_the_make_up_undone(cast):
    issue = make_issue()
    piece = accepted(cast, sentences=20)
    issue.pages.get().sections.clear()
    editor = client(cast.editor)

    asked = editor.post("/api/issue-runs/", {"issue": issue.pk}, format="json")
    run_job(asked.data["job"]["id"])
    path = f"/api/issue-runs/{asked.data['id']}/"
    done = editor.get(path)
    undone = editor.post(f"{path}undo/")

    assert asked.status_code == 202
    assert done.data["state"] == "done"
    assert [row["submission"] for row in done.data["dealt"]] == [piece.ref]
    assert (done.data["left"], done.data["undo_refusal"]) == ([], "")
    assert undone.data["state"] == "undone"


def test_the_screens_ask_show_and_undo(client, cast, django_assert_num_queries):
    issue = make_issue()
    accepted(cast, sentences=20)
    client.force_login(cast.editor)
    path = f"/admin/issues/issue/{issue.pk}/make-up/"

    empty = client.get(path).content.decode()
    client.post(path)
    run = IssueRun.objects.get()
    running = client.get(f"{path}?part=1")
    same = client.get(f"{path}?part=1", headers={"If-None-Match": running["ETag"]})
    run_job(run.job.pk)
    shown = client.get(path).content.decode()
    client.post(f"{path}{run.pk}/undo/")
    run.refresh_from_db()

    assert "has not been made up as a whole" in empty
    assert "<progress" in running.content.decode()
    assert same.status_code == 304
    assert "Every ready story is on a page." in shown
    assert run.state == "undone"
