"""A new private link over the API, and what a list says of promises."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.enums import StaffRole
from submissions.incoming import IncomingClearance
from submissions.services.status_links import token_of
from tests.desk.builders import make_user
from tests.submissions.api.callers import client_of
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def test_a_new_link_goes_to_the_author_and_not_into_the_answer(cast):
    piece = make_submission()
    old = token_of(piece)

    answer = client_of(cast.editor).post(f"/api/submissions/{piece.ref}/status-link/")

    piece.refresh_from_db()
    assert answer.status_code == 200
    assert set(answer.json()) == {"ref", "link_until"}
    assert piece.status_token_number == 1
    assert token_of(piece) not in answer.content.decode()
    assert client_of(None).get(f"/status/{old}/").status_code == 404


def test_who_does_not_write_to_authors_is_refused():
    piece = make_submission()
    reader = client_of(make_user(StaffRole.PROOFREADER))

    answer = reader.post(f"/api/submissions/{piece.ref}/status-link/")

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    piece.refresh_from_db()
    assert piece.status_token_number == 0


def test_promises_and_approvals_are_told(cast):
    until = timezone.localdate() + timedelta(days=20)
    ours = make_submission(
        is_exclusive=True,
        exclusive_until=until,
        clearance=IncomingClearance(approved_by="王主任"),
    )
    make_submission()
    client = client_of(cast.editor)

    found = client.get("/api/submissions/?exclusive=true").json()["results"]
    others = client.get("/api/submissions/?exclusive=false").json()["results"]
    one = client.get(f"/api/submissions/{ours.ref}/").json()
    other = client.get(f"/api/submissions/{others[0]['ref']}/").json()

    assert [(row["ref"], row["exclusive_until"]) for row in found] == [
        (ours.ref, until.isoformat())
    ]
    assert len(others) == 1
    assert one["clearance"]["approved_by"] == "王主任"
    assert one["clearance"]["has_page"] is False
    assert other["clearance"] is None
