"""A whole issue made up from its screen in a browser, and undone."""

import pytest
from playwright.sync_api import expect

from desk.services.jobs import run_job
from issues.models import IssueRun, Placement
from submissions.models import Section
from tests.e2e.test_presence import desk
from tests.issues.builders import Cast, accepted, make_issue

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]


def test_an_issue_is_made_up_told_and_undone(browser, live_server):
    cast, errors = Cast(), []
    issue = make_issue()
    section = Section.objects.create(name="产业", slug="industry")
    issue.pages.get().sections.add(section)
    placed, left = accepted(cast, sentences=20), accepted(cast)
    type(placed).objects.filter(pk=placed.pk).update(section=section)
    page = desk(browser, live_server.url, cast.editor, errors)
    page.goto(f"{live_server.url}/admin/issues/issue/{issue.pk}/make-up/")

    page.get_by_role("button", name="整期拼版").click()
    expect(page.get_by_role("button", name="停下")).to_be_visible()
    run_job(IssueRun.objects.get().job_id)

    expect(page.locator(".gk-run-pages")).to_contain_text(placed.title, timeout=15_000)
    expect(page.locator(".gk-run-pages img")).to_be_visible()
    expect(page.locator(".gk-run-left li")).to_have_count(1)
    expect(page.locator(".gk-run-left li")).to_contain_text(left.title)

    page.get_by_role("button", name="撤销整期拼版").click()
    expect(page.get_by_role("button", name="撤销整期拼版")).to_have_count(0)
    assert not Placement.objects.exists()
    assert errors == []
