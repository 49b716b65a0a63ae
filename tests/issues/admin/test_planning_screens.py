"""The month clock, planned stories and the calendar, by Django's client."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from issues.enums import MilestoneKind, StoryState
from issues.models import ClockStep, Milestone, PlannedStory
from issues.services.clock import HOUSE_CLOCK
from issues.services.planned_copy import link_copy
from submissions.models import Submission
from tests.issues.builders import make_issue, make_piece, make_supplement
from tests.issues.plans import at, make_section, make_story

pytestmark = pytest.mark.django_db
STORIES = "/admin/issues/plannedstory/"


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_an_issue_shows_its_clock_and_what_is_late(client, cast):
    issue = make_issue(cover_date=timezone.localdate() + timedelta(days=2))
    story = make_story(issue=issue, state="asked", responsible=cast.editor)
    client.force_login(cast.chief)

    page = client.get(f"/admin/issues/issue/{issue.pk}/change/").content.decode()

    assert page.count('class="gk-due gk-due-') == 7
    assert "gk-due-late" in page
    assert f'href="{STORIES}{story.pk}/change/"' in page
    assert str(cast.editor) in page


def test_a_step_is_moved_from_the_page_of_the_issue(client, cast):
    issue = make_issue(cover_date=date(2026, 11, 23))
    address = f"/admin/issues/issue/{issue.pk}/milestones/first_reads/"
    client.force_login(cast.chief)

    moved = client.post(address, {"at": "2026-11-16T12:00"})
    wrong = client.post(address, {"at": "never"})
    look = client.get(address)

    assert Milestone.objects.get().at == at(2026, 11, 16, 12)
    assert moved["Location"].endswith("/change/#clock")
    assert said(wrong)[-1].startswith("This is no date and time")
    assert look.status_code == 405
    client.force_login(cast.editor)
    assert client.post(address, {"at": ""}).status_code == 403


def test_the_clock_of_a_supplement_is_set(client, cast):
    supplement = make_supplement()
    address = f"/admin/issues/supplement/{supplement.pk}/clock/"
    fields = {
        f"{kind.value}_{name}": value
        for kind, step in HOUSE_CLOCK.items()
        for name, value in (("days", step.days_before), ("at", step.at))
    }
    client.force_login(cast.chief)

    client.post(address, {**fields, "conference_days": 7})
    refused = client.post(address, {**fields, "conference_days": 11})

    row = ClockStep.objects.get(kind=MilestoneKind.CONFERENCE)
    assert (row.supplement, row.days_before) == (supplement, 7)
    assert "falls after" in refused.content.decode()
    client.force_login(cast.editor)
    assert client.get(address).status_code == 403


def test_the_board_says_what_is_late_and_whose_it_is(client, cast):
    issue = make_issue(cover_date=timezone.localdate() + timedelta(days=2))
    story = make_story(issue=issue, state="asked", responsible=cast.editor)
    client.force_login(cast.proofreader)

    page = client.get("/admin/").content.decode()

    assert "gk-dues-small" in page
    assert story.title in page
    assert str(cast.editor) in page


def test_a_story_is_planned_in_one_line(client, cast):
    issue, section = make_issue(), make_section()
    client.force_login(cast.editor)
    back = f"/admin/issues/issue/{issue.pk}/change/"
    fields = {"title": "零碳园区", "issue": issue.pk, "section": section.pk}

    answer = client.post(f"{STORIES}quick/", {**fields, "next": back})
    away = client.post(f"{STORIES}quick/", {"title": "", "next": "//evil.example/"})

    story = PlannedStory.objects.get()
    assert (story.issue, story.section, story.length) == (issue, section, 0)
    assert (answer["Location"], away["Location"]) == (back, "/admin/")
    assert story.title in client.get(back).content.decode()
    client.force_login(cast.proofreader)
    assert client.post(f"{STORIES}quick/", fields).status_code == 403


def test_a_story_is_said_whole_and_changed(client, cast):
    client.force_login(cast.editor)
    fields = {"title": "零碳园区", "length": 900, "photos": 2, "state": "idea"}

    client.post(f"{STORIES}add/", {**fields, "brief": "采访两家企业"})
    story = PlannedStory.objects.get()
    client.post(f"{STORIES}{story.pk}/change/", {**fields, "state": "asked"})

    story.refresh_from_db()
    assert (story.length, story.photos, story.state) == (900, 2, StoryState.ASKED)
    client.force_login(cast.proofreader)
    shown = client.get(f"{STORIES}{story.pk}/change/")
    refused = client.post(f"{STORIES}{story.pk}/change/", fields)
    assert (shown.status_code, refused.status_code) == (200, 403)
    assert "gk-primary" not in shown.content.decode()


def test_copy_is_linked_parted_and_typed_in(client, cast):
    story, piece = (
        make_story(title="滨河零碳工厂"),
        make_piece(headline="滨河零碳工厂投产"),
    )
    at_story = f"{STORIES}{story.pk}/"
    client.force_login(cast.editor)

    offered = client.get(f"{at_story}change/").content.decode()
    client.post(f"{at_story}link/", {"ref": piece.ref.lower()})
    unknown = client.post(f"{at_story}link/", {"ref": "GK-1"})
    client.post(f"{at_story}part/")
    form = client.get(f"{at_story}write/").context["form"]
    words = {
        "key": "one",
        "headline": "滨河零碳工厂",
        "body": "昨天投产。",
        "kind": "news",
    }
    typed = client.post(f"{at_story}write/", words)

    story.refresh_from_db()
    new = Submission.objects.exclude(pk=piece.pk).get()
    assert f'value="{piece.ref}"' in offered
    assert said(unknown)[-1] == "There is no piece “GK-1”."
    assert form["headline"].value() == "滨河零碳工厂"
    assert (story.submission, story.state) == (new, StoryState.IN)
    assert typed["Location"] == f"/admin/submissions/submission/{new.pk}/change/"


def test_the_list_asks_as_much_for_three_stories_as_for_one(
    client, cast, django_assert_num_queries
):
    client.force_login(cast.editor)
    link_copy(story=make_story(), submission=make_piece(), actor=cast.editor)
    client.get(STORIES)

    with django_assert_num_queries(9):
        client.get(STORIES)
    for _number in range(2):
        link_copy(story=make_story(), submission=make_piece(), actor=cast.editor)
    with django_assert_num_queries(9):
        client.get(STORIES)


def test_the_calendar_shows_a_month_to_who_looks_at_issues(client, cast):
    issue = make_issue(cover_date=date(2026, 10, 26))
    client.force_login(cast.proofreader)

    page = client.get("/admin/issues/issue/calendar/?month=2026-10").content.decode()

    assert f"{issue.label} Released to press" in page
    assert "?month=2026-09" in page
    assert "?month=2026-11" in page
    assert "National Day" in page
    assert "/admin/desk/daymark/" not in page


def test_the_board_lists_her_stories_and_those_due_soon(client, cast):
    hers = make_story(responsible=cast.editor)
    soon = make_story(due_at=timezone.now() + timedelta(days=1))
    later = make_story(due_at=timezone.now() + timedelta(days=9))
    client.force_login(cast.editor)

    board = client.get("/admin/")
    client.post(f"{STORIES}quick/", {"title": "夜校", "responsible": cast.editor.pk})

    assert [story.pk for story in board.context["stories"]] == [soon.pk, hers.pk]
    assert later.title not in board.content.decode()
    assert PlannedStory.objects.get(title="夜校").responsible == cast.editor
