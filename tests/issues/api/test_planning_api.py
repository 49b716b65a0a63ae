"""Clock, milestones, planned stories and the calendar over the API."""

from datetime import date

import pytest
from rest_framework.test import APIClient

from desk.models import DayMark
from issues.models import PlannedStory
from tests.issues.builders import make_issue, make_piece, make_supplement
from tests.issues.plans import at, make_section, make_story

pytestmark = pytest.mark.django_db


def client(user):
    made = APIClient()
    made.force_authenticate(user)
    return made


def test_the_clock_of_a_supplement_is_read_and_set(cast):
    path = f"/api/supplements/{make_supplement().pk}/clock/"
    step = {"kind": "conference", "days_before": 7, "at": "14:00"}

    before = client(cast.editor).get(path)
    forbidden = client(cast.editor).post(path, {"steps": [step]}, format="json")
    changed = client(cast.chief).post(path, {"steps": [step]}, format="json")

    assert [row["kind"] for row in before.data][:2] == ["copy_deadline", "conference"]
    assert forbidden.status_code == 403
    assert changed.data[1] == step


def test_the_steps_of_an_issue_are_told_and_moved(cast):
    issue = make_issue(cover_date=date(2026, 11, 23))
    path = f"/api/issues/{issue.pk}/clock/"
    asked = {"kind": "proofs", "at": "2026-11-19T12:00:00+08:00"}

    told = client(cast.proofreader).get(path)
    forbidden = client(cast.editor).post(path, asked, format="json")
    moved = client(cast.chief).post(path, asked, format="json")

    assert (told.data["press_day"], len(told.data["steps"])) == ("2026-11-20", 7)
    assert forbidden.status_code == 403
    step = moved.data["steps"][5]
    assert (step["kind"], step["by_hand"]) == ("proofs", True)


def test_a_story_is_planned_changed_and_joined_with_its_copy(cast):
    section, issue, piece = make_section(), make_issue(), make_piece()
    editor = client(cast.editor)
    asked = {"title": "零碳园区", "section": section.slug, "issue": issue.pk}

    made = editor.post("/api/planned-stories/", asked, format="json")
    path = f"/api/planned-stories/{made.data['id']}/"
    changed = editor.patch(path, {"length": 600, "state": "asked"}, format="json")
    copy = {"submission": piece.ref}
    linked = editor.put(f"{path}copy/", copy, format="json")
    again = editor.patch(path, {"state": "dropped"}, format="json")
    parted = editor.delete(f"{path}copy/")

    assert (made.status_code, made.data["section"]) == (201, section.slug)
    assert (changed.data["wanted_length"], changed.data["state"]) == (600, "asked")
    assert (linked.data["submission"], linked.data["state"]) == (piece.ref, "in")
    assert (again.status_code, again.data["code"]) == (409, "copy_is_in")
    assert (parted.data["submission"], parted.data["state"]) == (None, "asked")


def test_suggestions_and_the_room_are_told(cast):
    issue = make_issue()
    story = make_story(title="滨河零碳工厂", issue=issue, length=700)
    piece = make_piece(headline="滨河零碳工厂投产")
    editor = client(cast.editor)

    found = editor.get(f"/api/planned-stories/{story.pk}/suggestions/")
    room = editor.get(f"/api/issues/{issue.pk}/room/")

    assert [row["submission"] for row in found.data] == [piece.ref]
    assert (room.data["planned"], room.data["expected"]) == (700, 700)


def test_who_only_looks_plans_nothing(cast):
    looking = client(cast.proofreader)

    answer = looking.post("/api/planned-stories/", {"title": "好"}, format="json")

    assert (answer.status_code, answer.data["code"]) == (403, "not_allowed")
    assert not PlannedStory.objects.exists()
    assert looking.get("/api/planned-stories/").data["results"] == []


def test_the_calendar_is_told_by_the_month(cast):
    make_story(due_at=at(2026, 10, 15, 9))

    told = client(cast.proofreader).get("/api/calendar/?month=2026-10").data

    days = {day["day"]: day for day in told["days"]}
    assert (days["2026-10-10"]["mark"], told["first"]) == ("work", "2026-10-01")
    assert [each["kind"] for each in days["2026-10-15"]["entries"]] == ["story"]


def test_days_of_the_desks_own_are_kept_over_the_api(cast):
    chief, path = client(cast.chief), "/api/days/2026-06-03/"
    asked = {"is_working": False, "note": "报庆"}

    forbidden = client(cast.editor).put(path, asked, format="json")
    made = chief.put(path, asked, format="json")
    listed = chief.get("/api/days/")
    gone = chief.delete(path)

    assert forbidden.status_code == 403
    assert made.data == listed.data[0] == {"day": "2026-06-03", **asked}
    assert (gone.status_code, chief.delete(path).status_code) == (204, 404)
    assert chief.put("/api/days/2026-13-40/", asked, format="json").status_code == 404
    assert not DayMark.objects.exists()


def test_three_stories_ask_as_much_as_one(cast, django_assert_num_queries):
    looking = client(cast.editor)
    make_story(section=make_section())
    looking.get("/api/planned-stories/")

    with django_assert_num_queries(2):
        looking.get("/api/planned-stories/")
    make_story(section=make_section())
    make_story(section=make_section())
    with django_assert_num_queries(2):
        looking.get("/api/planned-stories/")
