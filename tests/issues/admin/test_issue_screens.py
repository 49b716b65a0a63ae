"""Flatplan, opening an issue, packages and release, by Django's client."""

from datetime import date

import pytest
from django.contrib.messages import get_messages

from desk.services.jobs import run_job
from issues.enums import IssueStatus
from issues.models import Export, Issue
from issues.services.signing import sign_page, withdraw_sign_off
from tests.issues.builders import made_page, make_grid, make_issue, make_supplement

pytestmark = pytest.mark.django_db


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def at(issue, act="change"):
    return f"/admin/issues/issue/{issue.pk}/{act}/"


@pytest.fixture
def signed(cast):
    page = made_page(cast)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    return page.issue


def test_an_issue_is_opened_with_its_pages(client, cast):
    supplement, grid = make_supplement(), make_grid()
    client.force_login(cast.chief)
    fields = {
        "supplement": supplement.pk,
        "cover_date": "2026-12-07",
        "pages": 4,
        "grid": grid.pk,
    }

    answer = client.post("/admin/issues/issue/add/", fields)
    twice = client.post("/admin/issues/issue/add/", fields)

    issue = Issue.objects.get()
    assert answer["Location"] == at(issue)
    assert (issue.cover_date, issue.pages.count()) == (date(2026, 12, 7), 4)
    assert twice.status_code == 200
    assert 'class="gk-error"' in twice.content.decode()


def test_the_next_issue_is_offered_like_the_last(client, cast):
    grid = make_grid()
    make_issue(grid=grid)
    client.force_login(cast.chief)

    form = client.get("/admin/issues/issue/add/").context["form"]

    assert form["grid"].value() == grid.pk


def test_an_editor_opens_no_issue(client, cast):
    client.force_login(cast.editor)

    assert client.get("/admin/issues/issue/add/").status_code == 403


def test_a_page_is_added_like_the_last(client, cast):
    issue = make_issue()
    client.force_login(cast.chief)

    answer = client.post(at(issue, "add-page"))
    client.get(at(issue, "add-page"))

    assert said(answer) == ["Page 2 is added."]
    first, second = issue.pages.order_by("number")
    assert first.grid == second.grid


def test_a_package_is_asked_for_built_and_offered(client, cast, signed):
    client.force_login(cast.duty)

    client.post(at(signed, "export"))
    waiting = client.get(at(signed)).content.decode()
    export = Export.objects.get()
    run_job(export.job_id)
    ready = client.get(at(signed)).content.decode()

    export.refresh_from_db()
    assert f'data-job="/api/jobs/{export.job_id}/"' in waiting
    assert ">Proof<" not in ready
    assert f"/desk/packages/{export.pk}.zip" in ready
    assert export.sha256[:16] in ready


def test_a_package_built_before_a_signature_was_withdrawn_is_outdated(
    client, cast, signed
):
    client.force_login(cast.duty)
    client.post(at(signed, "export"))
    before = client.get(at(signed)).content.decode()

    page = signed.pages.get()
    withdraw_sign_off(page=page, actor=cast.duty, reason="头条有误")
    after = client.get(at(signed)).content.decode()

    assert "Outdated: a page was changed after it" not in before
    assert "Outdated: a page was changed after it" in after


def test_a_look_asks_for_nothing(client, cast, signed):
    client.force_login(cast.duty)

    client.get(at(signed, "export"))
    client.get(at(signed, "release"))

    signed.refresh_from_db()
    assert not Export.objects.exists()
    assert signed.status == IssueStatus.SIGNED


def test_an_editor_asks_for_no_package_and_releases_nothing(client, cast, signed):
    client.force_login(cast.editor)

    text = client.get(at(signed)).content.decode()
    asked = client.post(at(signed, "export"))
    released = client.post(at(signed, "release"))

    assert "Build the press package" not in text
    assert said(asked)[0].startswith("“Making a press package”")
    assert said(released)[-1].startswith("“Releasing an issue to press”")
    assert not Export.objects.exists()


def test_a_signed_issue_is_released_once(client, cast, signed):
    client.force_login(cast.duty)
    assert "Release to press" in client.get(at(signed)).content.decode()

    answer = client.post(at(signed, "release"))

    signed.refresh_from_db()
    assert signed.status == IssueStatus.RELEASED
    assert said(answer) == [f"{signed} has gone to press."]
    assert "Release to press" not in client.get(at(signed)).content.decode()


def test_an_unsigned_issue_tells_that_its_package_is_a_proof(client, cast):
    issue = made_page(cast).issue
    client.force_login(cast.duty)

    text = client.get(at(issue)).content.decode()

    assert "1 page is not signed off; a package built now is a proof." in text


def test_three_pages_ask_as_much_as_one(client, cast, django_assert_num_queries):
    one, three = make_issue(), make_issue(pages=3)
    client.force_login(cast.duty)
    client.get(at(one))

    for issue in (one, three):
        with django_assert_num_queries(21):
            client.get(at(issue))


def test_three_issues_ask_as_much_as_one(client, cast, django_assert_num_queries):
    make_issue()
    client.force_login(cast.duty)
    client.get("/admin/issues/issue/")

    with django_assert_num_queries(8):
        client.get("/admin/issues/issue/")
    make_issue()
    make_issue()
    with django_assert_num_queries(8):
        client.get("/admin/issues/issue/")
