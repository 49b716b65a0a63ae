"""The board of an issue over the API."""

import pytest

from issues.models import Placement
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from tests.issues.builders import accepted, make_issue
from tests.submissions.api.callers import client_of

pytestmark = pytest.mark.django_db


def test_the_board_lists_pages_with_stories_and_what_is_missing(cast):
    issue = make_issue(pages=2)
    page = issue.pages.get(number=1)
    piece = accepted(cast)
    place_submission(page=page, submission=piece, actor=cast.editor)
    make_up_page(page=page, actor=cast.page_editor, drafts=1)

    told = client_of(cast.duty).get(f"/api/issues/{issue.pk}/board/").json()

    assert [row["number"] for row in told] == [1, 2]
    assert [row["status"] for row in told] == ["made_up", "open"]
    assert [story["submission"] for story in told[0]["stories"]] == [piece.ref]
    assert told[0]["stories"][0]["lines_given"] > 0
    assert told[1]["stories"] == []
    assert len(told[1]["missing"]) == 1


def test_ready_stories_are_told_to_who_places(cast):
    issue, piece = make_issue(), accepted(cast)
    address = f"/api/issues/{issue.pk}/ready/"

    told = client_of(cast.editor).get(address).json()
    none = client_of(cast.editor).get(address, {"q": "没有这样的"}).json()
    forbidden = client_of(cast.proofreader).get(address)

    assert (told["total"], told["pages"]) == (1, 1)
    (story,) = told["stories"]
    assert (story["submission"], story["weight"]) == (piece.ref, "ordinary")
    assert story["lines"] > 0
    assert (none["total"], none["stories"]) == (0, [])
    assert forbidden.status_code == 403


def test_a_move_is_made_and_undone_by_the_move_back(cast):
    issue, piece = make_issue(pages=2), accepted(cast)
    address, client = f"/api/issues/{issue.pk}/moves/", client_of(cast.editor)

    asked = {"submission": piece.ref, "to": 2}
    moved = client.post(address, asked, format="json")
    stale = client.post(address, asked, format="json")
    back = {"submission": piece.ref, "to": None, "seen_on": 2}
    undone = client.post(address, back, format="json")
    unknown = client.post(address, {**asked, "submission": "none"}, format="json")

    assert moved.status_code == 200
    assert moved.json()["before"]["page"] is None
    assert moved.json()["after"] == {"page": 2, "slot": 1, "role": "auto"}
    assert (stale.status_code, stale.json()["code"]) == (409, "moved_meanwhile")
    assert undone.json()["after"]["page"] is None
    assert unknown.status_code == 404
    assert not Placement.objects.exists()


def test_a_story_is_weighed_and_judged_by_its_length_again(cast):
    issue, piece = make_issue(), accepted(cast)
    address, client = f"/api/issues/{issue.pk}/weights/", client_of(cast.editor)

    asked = {"submission": piece.ref, "weight": "lead"}
    given = client.post(address, asked, format="json").json()
    told = client.get(f"/api/issues/{issue.pk}/ready/").json()["stories"]
    taken = client.post(address, {**asked, "weight": ""}, format="json").json()
    wrong = client.post(address, {**asked, "weight": "huge"}, format="json")

    assert given == asked
    assert [(row["weight"], row["weight_given"]) for row in told] == [("lead", True)]
    assert taken["weight"] == "ordinary"
    assert wrong.status_code == 400
