"""Signing in by code or link: nothing to guess, nothing to learn, a door of its own."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.enums import StaffRole
from desk.models import Letter
from submissions.models import ConfirmedAddress, MailedCode
from submissions.services import codes
from tests.desk.builders import make_user
from tests.submissions.authors.solving import (
    code_in,
    letter_to,
    link_in,
    signed_in,
    solution,
)
from tests.submissions.builders import make_submission
from tests.submissions.same_time import assert_same_time

pytestmark = pytest.mark.django_db

EMAIL = "linxiao@example.org"
COOKIE = "guidekit_author"


def ask(client: Client, email: str = EMAIL, **data):
    return client.post("/sign-in/", {"email": email, **data})


def test_a_code_signs_in_and_makes_the_address_known(client: Client):
    page = ask(client, " LinXiao@Example.org ").url

    answer = client.post(page, {"code": code_in(letter_to(EMAIL))})

    assert (answer.status_code, answer.url) == (303, "/mine/")
    assert ConfirmedAddress.objects.get().email == EMAIL
    assert client.get("/mine/").status_code == 200
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["max-age"]) == ("Lax", 60 * 24 * 3600)


def test_a_link_shows_a_button_and_the_button_signs_in_once(client: Client):
    ask(client)
    link = link_in(letter_to(EMAIL))

    assert client.get(link).status_code == 200
    assert client.get("/mine/").status_code == 303
    assert client.post(link).url == "/mine/"
    assert Client().post(link).status_code == 404


def test_a_code_serves_once(client: Client):
    page = ask(client).url
    code = code_in(letter_to(EMAIL))
    client.post(page, {"code": code})

    assert Client().post(page, {"code": code}).status_code == 422


def test_only_hashes_are_kept(client: Client):
    ask(client)
    letter = letter_to(EMAIL)

    row = MailedCode.objects.values().get()
    secret = link_in(letter).split("/")[-2]
    assert code_in(letter) not in (row["code_hash"], row["link_hash"])
    assert secret not in str(row)


def test_brute_force_is_held_across_codes_of_an_e_mail(client: Client, settings):
    settings.CODES_PER_EMAIL_PER_HOUR = 50
    tries = 0
    for _ in range(8):
        page = ask(client).url
        bad = f"{(int(code_in(letter_to(EMAIL))) + 1) % 1_000_000:06d}"
        for _ in range(6):
            client.post(page, {"code": bad})
    tries = sum(MailedCode.objects.values_list("attempts", flat=True))

    assert tries == codes.TRIES_PER_HOUR
    last = letter_to(EMAIL)
    assert client.post(ask(client).url, {"code": code_in(last)}).status_code == 422
    # The link of the letter cannot be guessed and goes on working.
    assert client.post(link_in(letter_to(EMAIL))).status_code == 303


def test_fifty_tries_a_day_are_all(client: Client):
    page = ask(client).url
    MailedCode.objects.update(attempts=0)
    for _ in range(10):
        row = MailedCode.objects.create(
            email=EMAIL,
            purpose="sign_in",
            handle=f"h{_}",
            code_hash="x",
            link_hash=f"x{_}",
            attempts=5,
            expires_at=timezone.now(),
        )
        early = timezone.now() - timedelta(hours=3)
        MailedCode.objects.filter(pk=row.pk).update(created_at=early)

    answer = client.post(page, {"code": code_in(letter_to(EMAIL))})

    assert answer.status_code == 422


def test_a_code_that_no_letter_carries_cannot_be_guessed(client: Client):
    answer = ask(client, "mailer-daemon@example.org")

    assert answer.status_code == 429
    assert not MailedCode.objects.exists()


def test_known_and_unknown_e_mails_get_one_answer_by_the_same_queries(client: Client):
    make_submission(contact_email="known@example.org")
    signed_in(Client(), "known@example.org")
    ask(client, "warm@example.org")
    answers, counts = [], []
    for email in ("known@example.org", "stranger@example.org"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answers.append(ask(client, email))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    pages = [
        client.get(answer.url).content.decode().replace(answer.url, "")
        for answer in answers
    ]
    assert (
        pages[0].replace("k***", "s***").split("csrf")[0] == (pages[1].split("csrf")[0])
    )


def test_codes_of_a_network_are_counted_and_work_gets_more(client: Client, settings):
    settings.FORM_CAPTCHA, settings.FORM_CAPTCHA_COST = "on", 1
    settings.CODES_PER_ADDRESS_PER_HOUR = 12
    without = [ask(client, f"a{n}@example.org").status_code for n in range(11)]
    worked = [
        ask(client, f"b{n}@example.org", altcha=solution(client)).status_code
        for n in range(13)
    ]

    assert without == [303] * 10 + [429]
    assert worked == [303] * 12 + [429]


def test_f37_an_e_mail_cannot_carry_another_header(client: Client):
    for bad in (
        "a@example.org\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "",
    ):
        assert ask(client, bad).status_code == 422

    assert not Letter.objects.exists()


def test_a_session_begins_under_a_new_key(client: Client):
    planted = SessionStore()
    planted["x"] = 1
    planted.create()
    client.cookies[COOKIE] = planted.session_key

    signed_in(client)

    assert client.cookies[COOKIE].value != planted.session_key
    client.cookies[COOKIE] = planted.session_key
    assert client.get("/mine/").status_code == 303


def test_signing_out_ends_the_session_itself(client: Client):
    signed_in(client)
    key = client.cookies[COOKIE].value

    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")

    assert client.get("/mine/").status_code == 303
    stolen = Client()
    stolen.cookies[COOKIE] = key
    assert stolen.get("/mine/").status_code == 303


def test_she_can_close_all_other_sessions(client: Client):
    other = signed_in(Client())
    signed_in(client)

    client.post("/mine/me/sign-out/")

    assert other.get("/mine/").status_code == 303
    assert client.get("/mine/").status_code == 200


def test_a_visit_moves_the_end_of_the_session_on(client: Client):
    signed_in(client)
    key = client.cookies[COOKIE].value
    session = SessionStore(key)
    session["seen"] = (timezone.now() - timedelta(days=2)).timestamp()
    session.set_expiry(timedelta(days=1))
    session.save()
    del client.cookies[COOKIE]["max-age"]

    client.get("/mine/")

    assert client.cookies[COOKIE]["max-age"] == 60 * 24 * 3600
    assert SessionStore(key).get_expiry_age() > 59 * 24 * 3600


def test_the_desk_and_the_author_do_not_end_each_others_session(client: Client):
    editor = make_user(StaffRole.EDITOR)
    signed_in(client)
    client.force_login(editor)
    assert client.get("/mine/").status_code == 200

    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302
    assert client.get("/mine/").status_code == 200

    client.force_login(editor)
    client.post("/sign-out/")
    assert client.get("/admin/").status_code == 200
    assert client.get("/mine/").status_code == 303


def test_an_author_is_nobody_at_the_desk(client: Client):
    signed_in(client)

    assert client.get("/admin/").status_code == 302
    assert client.get("/api/submissions/").status_code == 401
    swapped = Client()
    swapped.cookies["guidekit_session"] = client.cookies[COOKIE].value
    assert swapped.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/mine/me/", "/mine/me/"),
        ("/", "/"),
        ("//evil.example/mine/", "/mine/"),
        ("https://evil.example/mine/", "/mine/"),
        ("/mine//evil.example", "/mine/"),
        ("/mine/\\evil.example", "/mine/"),
        ("/mine/\r\nSet-Cookie: x=1", "/mine/"),
        ("/admin/", "/mine/"),
        ("javascript:alert(1)", "/mine/"),
    ],
)
def test_the_way_back_stays_in_the_house(client: Client, wanted: str, leads_to: str):
    page = ask(client, next=wanted).url.split("?")[0]

    answer = client.post(page, {"code": code_in(letter_to(EMAIL)), "next": wanted})

    assert answer.url == leads_to


def test_wrong_handles_and_links_take_one_time(client: Client):
    page = ask(client).url

    assert_same_time(client.get, f"{page.rstrip('/')}x/", "/sign-in/nothing/")


def test_f39_the_letters_link_names_the_configured_site(client: Client, settings):
    settings.ALLOWED_HOSTS = ["*"]

    client.post("/sign-in/", {"email": EMAIL}, headers={"host": "evil.example"})

    assert "evil.example" not in letter_to(EMAIL).body


def test_a_new_code_can_be_asked_for(client: Client):
    page = ask(client).url

    again = client.post(page, {"again": "yes"})

    assert again.status_code == 303
    answer = client.post(again.url, {"code": code_in(letter_to(EMAIL))})
    assert answer.url == "/mine/"
