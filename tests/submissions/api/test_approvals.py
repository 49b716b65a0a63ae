"""Asking a leader for a read by a link: over the API and at the desk."""

import pytest
from django.urls import reverse

from desk.enums import StaffRole
from submissions.enums import Action
from submissions.models import ApprovalLink, SigningPin
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.api.callers import client_of
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece(cast):
    made = make_submission()
    return perform(submission=made, action=Action.SIGN_FIRST_READ, actor=cast.editor)


def links(piece):
    return f"/api/submissions/{piece.ref}/approval-links/"


def admin(name, *args):
    return reverse(f"admin:submissions_{name}", args=args)


def test_a_link_is_made_listed_and_taken_back(cast, piece):
    api = client_of(cast.editor)

    made = api.post(links(piece), {"reader": cast.chief.username, "hours": 2})

    assert made.status_code == 201
    told = made.json()
    assert (told["stage"], told["version"], told["is_written"]) == ("second", 1, False)
    assert told["qr"].startswith("<svg")
    (listed,) = api.get(links(piece)).json()
    assert (listed["reader"], listed["is_live"]) == (cast.chief.username, True)
    assert told["url"].rstrip("/").rpartition("/")[2] not in str(listed)
    ended = api.post(f"{links(piece)}{listed['id']}/revoke/").json()
    assert (ended["outcome"], ended["is_live"]) == ("revoked", False)


def test_refusals_over_the_api(cast, piece):
    api = client_of(cast.editor)
    nobody = api.post(links(piece), {"reader": "nobody"})
    herself = api.post(links(piece), {"reader": cast.editor.username})
    letter = api.post(links(piece), {"reader": cast.chief.username, "by_letter": True})

    assert (nobody.status_code, herself.status_code) == (400, 409)
    assert herself.json()["code"] == "not_a_reader"
    assert letter.json()["code"] == "no_email"
    asked = {"reader": cast.chief.username}
    looks = client_of(cast.proofreader)
    assert looks.post(links(piece), asked).status_code == 403
    assert not ApprovalLink.objects.exists()


def test_the_desk_makes_one_and_sees_it_once(client, cast, piece):
    client.force_login(cast.editor)
    page = admin("submission_approval", piece.pk)
    offered = client.get(page).context["readers"]
    assert set(offered) == {cast.chief, cast.head}

    made = client.post(page, {"reader": cast.chief.pk, "hours": 24})

    url = made.context["made"].url
    assert url in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    room = client.get(admin("submission_change", piece.pk)).content.decode()
    assert str(cast.chief) in room
    assert url not in room
    link = ApprovalLink.objects.get()
    client.post(admin("submission_approval_revoke", piece.pk, link.pk))
    link.refresh_from_db()
    assert link.outcome == "revoked"


def test_who_must_not_ask_cannot(client, cast, piece):
    client.force_login(cast.proofreader)
    page = admin("submission_approval", piece.pk)

    assert client.get(page).status_code == 403
    assert client.post(page, {"reader": cast.chief.pk, "hours": 2}).status_code == 403
    client.force_login(cast.editor)
    assert client.post(page, {"hours": 2}).status_code == 422
    revoke = admin("submission_approval_revoke", piece.pk, 1)
    assert client.get(revoke).status_code == 405
    assert client.post(revoke).status_code == 404


def test_a_person_sets_her_own_pin(client):
    person = make_user(StaffRole.SECTION_CHIEF)
    person.set_password("a-long-password")
    person.save()
    client.force_login(person)
    said = {"pin": "482913", "again": "482913", "password": "a-long-password"}

    slip = client.post(admin("signing_pin"), {**said, "again": "482914"})
    wrong = client.post(admin("signing_pin"), {**said, "password": "x"})
    done = client.post(admin("signing_pin"), said)

    assert [slip.status_code, wrong.status_code, done.status_code] == [422, 422, 302]
    assert SigningPin.objects.get().user == person
    assert "482913" not in client.get(admin("signing_pin")).content.decode()
