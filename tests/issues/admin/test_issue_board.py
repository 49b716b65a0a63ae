"""The board of an issue as a screen: moves, undoing, make-up, parts asked again."""

import pytest
from django.urls import reverse

from issues.enums import PageStatus
from issues.models import Page, Placement
from issues.services.placing import place_submission
from tests.issues.builders import accepted, make_issue

pytestmark = pytest.mark.django_db


def address(issue, name=""):
    return reverse(f"admin:issues_issue_board{name}", args=(issue.pk,))


def signed_in(client, user):
    client.force_login(user)
    return client


def test_a_move_without_a_script_comes_back_to_the_board_and_is_undone(client, cast):
    issue, piece = make_issue(pages=2), accepted(cast)
    desk = signed_in(client, cast.editor)

    asked = {"story": piece.ref, "to": "2", "seen_on": "", "query": "q=x"}
    answer = desk.post(address(issue, "_move"), asked)
    shown = desk.get(address(issue))
    undone = desk.post(address(issue, "_undo"), follow=True)
    again = desk.post(address(issue, "_undo"), follow=True)

    assert answer.url == f"{address(issue)}?q=x"
    assert "was moved to page 2" in shown.content.decode()
    assert "stands where it stood" in undone.content.decode()
    assert "There is no move to take back." in again.content.decode()
    assert not Placement.objects.exists()


def test_a_script_is_told_what_was_done_and_what_was_refused(client, cast):
    issue, piece = make_issue(pages=2), accepted(cast)
    desk = signed_in(client, cast.editor)
    asked = {"story": piece.ref, "to": "1", "seen_on": ""}

    done = desk.post(address(issue, "_move"), asked, headers={"X-Board": "1"})
    refused = desk.post(address(issue, "_move"), asked, headers={"X-Board": "1"})

    assert "it needs make-up" in done.json()["said"]
    assert refused.status_code == 409
    assert "look before you move it" in refused.json()["error"]


def test_a_ready_story_is_weighed_on_the_board(client, cast):
    issue, piece = make_issue(), accepted(cast)
    desk = signed_in(client, cast.editor)
    asked = {"story": piece.ref, "weight": "lead"}

    told = desk.post(address(issue, "_weigh"), asked, follow=True).content.decode()
    wrong = {**asked, "weight": "huge"}
    refused = desk.post(address(issue, "_weigh"), wrong, follow=True)

    assert f"“{piece.title}” counts as: Lead." in told
    assert 'value="lead" selected' in told
    assert "There is no such weight: huge." in refused.content.decode()


def test_a_page_is_made_up_from_the_board(client, cast):
    issue, piece = make_issue(), accepted(cast)
    page = issue.pages.get()
    place_submission(page=page, submission=piece, actor=cast.editor)
    desk = signed_in(client, cast.editor)

    desk.post(address(issue, "_make_up"), {"page": "1"})

    assert Page.objects.get().status == PageStatus.MADE_UP


def test_parts_are_sent_again_only_when_they_have_changed(client, cast):
    issue, piece = make_issue(), accepted(cast)
    desk = signed_in(client, cast.editor)
    part = f"{address(issue)}?part=pages"

    first = desk.get(part)
    known = {"If-None-Match": first.headers["ETag"]}
    same = desk.get(part, headers=known)
    place_submission(page=issue.pages.get(), submission=piece, actor=cast.editor)
    other = desk.get(part, headers=known)

    assert (first.status_code, same.status_code, other.status_code) == (200, 304, 200)
    assert piece.title in other.content.decode()


def test_who_only_looks_sees_no_moves(client, cast):
    issue, piece = make_issue(), accepted(cast)
    desk = signed_in(client, cast.proofreader)

    shown = desk.get(address(issue)).content.decode()
    answer = desk.post(address(issue, "_move"), {"story": piece.ref, "to": "1"})

    assert "data-story" not in shown
    assert answer.status_code in {403, 404}
    assert not Placement.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_asks_as_often_for_many_as_for_one(
    client, cast, count, django_assert_num_queries
):
    issue = make_issue(pages=count)
    for page in issue.pages.all():
        place_submission(page=page, submission=accepted(cast), actor=cast.editor)
        accepted(cast)
    desk = signed_in(client, cast.editor)
    desk.get(address(issue))

    with django_assert_num_queries(19):
        desk.get(address(issue))
