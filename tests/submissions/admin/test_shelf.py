"""Holding a piece until a day, on the desk's screens and over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from submissions.enums import Action, Status
from submissions.models import Submission
from submissions.services.workflow import perform
from tests.submissions.builders import Cast, make_submission

pytestmark = pytest.mark.django_db
PIECES = "/admin/submissions/submission/"


@pytest.fixture
def cast():
    return Cast()


def day(days):
    return timezone.localdate() + timedelta(days=days)


def held(cast, until=None):
    piece = make_submission()
    return perform(submission=piece, action=Action.HOLD, actor=cast.editor, until=until)


def test_the_room_asks_until_when_and_holds_until_then(client, cast):
    piece = make_submission()
    client.force_login(cast.editor)

    room = client.get(f"{PIECES}{piece.pk}/change/").content.decode()
    act = {"action": "hold", "until": day(12).isoformat()}
    client.post(f"{PIECES}{piece.pk}/act/", act)
    shown = client.get(f"{PIECES}{piece.pk}/change/").content.decode()

    piece.refresh_from_db()
    assert f'name="until" id="act-until" value="{day(30):%Y-%m-%d}"' in room
    assert (piece.status, piece.held_until) == (Status.HELD, day(12))
    assert f'action="{PIECES}{piece.pk}/shelf/"' in shown


def test_a_day_that_is_none_holds_nothing(client, cast):
    piece = make_submission()
    client.force_login(cast.editor)

    answer = client.post(f"{PIECES}{piece.pk}/act/", {"action": "hold", "until": "x"})

    piece.refresh_from_db()
    assert (answer.status_code, piece.status) == (409, Status.RECEIVED)


def test_the_shelf_life_is_changed_in_the_room(client, cast):
    piece = held(cast)
    address = f"{PIECES}{piece.pk}/shelf/"
    client.force_login(cast.editor)

    client.post(address, {"until": day(3).isoformat()})
    client.post(address, {"until": ""})

    piece.refresh_from_db()
    assert piece.held_until == day(3)
    assert client.get(address).status_code == 405
    client.force_login(cast.proofreader)
    assert client.post(address, {"until": day(9).isoformat()}).status_code == 403


def test_the_list_and_the_board_show_whose_day_has_come(client, cast):
    piece, other = held(cast), held(cast)
    Submission.objects.filter(pk=piece.pk).update(held_until=day(0))
    client.force_login(cast.editor)

    over = client.get(f"{PIECES}?shelf=over").content.decode()
    board = client.get("/admin/").content.decode()

    assert piece.ref in over
    assert other.ref not in over
    assert 'aria-labelledby="shelf"' in board
    assert piece.title in board


def test_a_piece_is_held_until_a_day_over_the_api(cast):
    piece = make_submission()
    client = APIClient()
    client.force_authenticate(cast.editor)
    path = f"/api/submissions/{piece.ref}/"

    asked = {"action": "hold", "until": day(5).isoformat()}
    client.post(f"{path}actions/", asked, format="json")
    longer = client.put(f"{path}shelf/", {"until": day(9).isoformat()}, format="json")
    past = client.put(f"{path}shelf/", {"until": day(0).isoformat()}, format="json")

    assert longer.data["held_until"] == day(9).isoformat()
    assert (past.status_code, past.data["code"]) == (409, "until")
    client.force_authenticate(cast.proofreader)
    assert client.put(f"{path}shelf/", {"until": day(9)}).status_code == 403
