"""What an author sends once she need not type again."""

import pytest
from django.test import Client

from submissions.models import ConfirmedAddress, Submission
from submissions.services.addresses import confirm_address
from tests.submissions.authors.solving import code_in, letter_to, signed_in
from tests.submissions.pieces import typed

pytestmark = pytest.mark.django_db

EMAIL = "linxiao@example.org"
SENT = {
    "contact_name": "林晓",
    "contact_unit": "滨河开发区宣传办",
    "contact_phone": "13800001234",
    "contact_email": EMAIL,
    "approved_by": "周主任",
}


@pytest.fixture
def author(client: Client) -> Client:
    return signed_in(client, EMAIL)


def kept() -> tuple[str, ...]:
    address = ConfirmedAddress.objects.get(email=EMAIL)
    return address.name, address.unit, address.phone, address.approved_by


def test_the_next_form_is_filled_with_what_was_sent(author: Client):
    assert author.post("/", typed(**SENT)).status_code == 303

    form = author.get("/").context["form"]

    assert {name: form.initial[name] for name in SENT} == SENT


def test_the_form_says_as_whom_she_sends(author: Client):
    page = author.get("/").content.decode()

    assert "You send as l***@example.org." in page
    assert 'href="/mine/me/"' in page


def test_the_form_says_nothing_of_the_kind_to_a_stranger(client: Client):
    page = client.get("/").content.decode()

    assert ("You send as" in page, "/sign-out/" in page) == (False, False)


def test_who_signs_out_at_the_form_comes_back_to_it(author: Client):
    assert author.post("/sign-out/", {"next": "/"}).url == "/"
    assert "You send as" not in author.get("/").content.decode()


def test_what_she_keeps_is_not_written_over(author: Client):
    ConfirmedAddress.objects.update(name="林晓晓", unit="园区办")

    author.post("/", typed(**SENT))

    assert kept() == ("林晓晓", "园区办", "13800001234", "周主任")


def test_a_piece_in_anothers_name_fills_nothing(author: Client):
    author.post("/", typed(**{**SENT, "contact_email": "colleague@example.org"}))

    assert Submission.objects.count() == 1
    assert kept() == ("", "", "", "")


def test_a_stranger_who_names_her_address_fills_nothing(client: Client):
    confirm_address(EMAIL)

    client.post("/", typed(**SENT))

    assert kept() == ("", "", "", "")


def test_who_stays_signed_in_with_her_code_is_known_next_time(client: Client, settings):
    settings.FORM_CAPTCHA = "on"
    waits = client.post("/", typed(**SENT)).url

    client.post(waits, {"code": code_in(letter_to(EMAIL)), "stay": "on"})

    assert kept() == ("林晓", "滨河开发区宣传办", "13800001234", "周主任")
