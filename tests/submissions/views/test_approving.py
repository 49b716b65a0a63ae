"""The page on which a leader signs: what it shows, whom it lets in, how it ends."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from desk.enums import StaffRole
from desk.models import Job
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from submissions.enums import Action, Status
from submissions.models import ApprovalLink
from submissions.services.approval_links import make_approval_link
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.signing_pins import set_pin
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.builders import Cast, make_photo, make_submission, paragraphs

pytestmark = pytest.mark.django_db
NOTE = "<script>alert('x')</script>"


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def leader():
    person = make_user(StaffRole.SECTION_CHIEF, display_name="王主任")
    person.set_password("a-long-password")
    person.save()
    set_pin(user=person, pin="482913", password="a-long-password")
    return person


@pytest.fixture
def piece(cast):
    made = make_submission(
        headline=f"项目开工{NOTE}",
        blocks=paragraphs("投资5亿元。"),
        photos=(make_photo(),),
    )
    run_job(Job.objects.get(payload={"photo": made.photos.get().pk}).pk)
    return perform(
        submission=made, action=Action.SIGN_FIRST_READ, actor=cast.editor, note="已核。"
    )


@pytest.fixture
def link(cast, piece, leader):
    return make_approval_link(submission=piece, reader=leader, actor=cast.editor)


def save(piece, author, **words):
    piece.refresh_from_db()
    save_copy(
        submission=piece,
        copy=replace(current_copy(piece), **words),
        author=author,
        expected_number=piece.current_version.number,
    )


def at(link):
    return reverse("submissions:approval", args=[link.token])


def test_the_page_shows_what_is_signed_and_who_signed_before(client, link, piece):
    page = client.get(at(link))

    text = page.content.decode()
    for words in (
        "投资5亿元。",
        "王主任",
        "工人在调试生产线。",
        "已核。",
        "Second read",
    ):
        assert words in text
    assert NOTE not in text
    assert piece.contact_email not in text
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    photo = reverse(
        "submissions:approval_photo", args=[link.token, piece.photos.get().key]
    )
    assert photo in text
    assert client.get(photo)["Content-Type"] == "image/jpeg"


def test_she_signs_without_a_script(link, piece):
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(at(link))
    said = {"answer": "sign", "opinion": "同意。", "pin": "482913"}
    said["csrfmiddlewaretoken"] = str(page.context["csrf_token"])

    done = browser.post(at(link), said)
    after = browser.get(at(link))

    assert (done.status_code, done["Location"]) == (303, at(link))
    assert (after.status_code, "投资5亿元" in after.content.decode()) == (200, False)
    assert "You have signed" in after.content.decode()
    piece.refresh_from_db()
    assert piece.status == Status.ACCEPTED


def test_a_wrong_pin_keeps_what_she_typed(client, link, piece):
    said = {"answer": "sign", "opinion": "同意。", "pin": "1"}

    page = client.post(at(link), said)

    assert page.status_code == 422
    assert "This is not your signing PIN." in page.content.decode()
    assert "同意。</textarea>" in page.content.decode()
    assert ApprovalLink.objects.get().attempts == 1
    piece.refresh_from_db()
    assert piece.status == Status.SECOND_READ


def test_signed_in_she_is_asked_for_no_pin(client, link, leader, cast):
    assert 'name="pin"' in client.get(at(link)).content.decode()
    client.force_login(cast.editor)
    assert 'name="pin"' in client.get(at(link)).content.decode()
    client.force_login(leader)

    assert 'name="pin"' not in client.get(at(link)).content.decode()
    assert client.post(at(link), {"answer": "sign"}).status_code == 303


def test_without_a_pin_she_is_sent_to_sign_in(client, cast, piece):
    made = make_approval_link(submission=piece, reader=cast.chief, actor=cast.editor)

    page = client.get(at(made)).content.decode()

    assert f"/admin/login/?next={at(made)}" in page
    assert 'name="answer"' not in page


def test_a_dead_link_says_why_and_takes_the_wish_for_a_new_one(
    client, cast, link, piece
):
    save(piece, cast.editor, headline="项目竣工")

    page = client.get(at(link))
    asked = client.post(at(link), {"again": "yes"}, follow=True)

    assert page.status_code == 410
    assert "were changed after this link was made" in page.content.decode()
    assert "投资5亿元" not in page.content.decode()
    assert "sees at the desk that you ask" in asked.content.decode()
    assert entries_for(piece).last().verb == "submission.approval_asked_again"


def test_a_guessed_address_is_answered_as_every_other(client, link):
    guessed = reverse("submissions:approval", args=[link.token[:-1] + "_"])
    photo = reverse(
        "submissions:approval_photo",
        args=["x" * 32, "00000000-0000-0000-0000-000000000000"],
    )

    for address in (guessed, photo):
        assert client.get(address).status_code == 404
    assert client.post(guessed, {"answer": "sign"}).status_code == 404
    assert client.put(at(link)).status_code == 405


def test_floods_are_stopped_before_anything_is_looked_up(client, link, monkeypatch):
    monkeypatch.setattr("submissions.views.approving.OPENED_PER_HOUR", 1)

    assert client.get(at(link)).status_code == 200
    assert client.get(at(link)).status_code == 429
