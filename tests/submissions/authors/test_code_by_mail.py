"""Without the browser's work a piece waits for a code that goes to her e-mail."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from desk.models import Letter
from submissions.models import (
    ConfirmedAddress,
    FormDraft,
    MailedCode,
    Photo,
    Section,
    Submission,
)
from tests.submissions.authors.solving import code_in, letter_to, link_in
from tests.submissions.pieces import photo_file, sentences, typed

pytestmark = pytest.mark.django_db

EMAIL = "linxiao@example.org"
XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>"


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.FORM_CAPTCHA = "on"


def wrong(code: str) -> str:
    """Return another code of six digits."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_with_the_code_the_piece_arrives_with_words_and_photographs(client: Client):
    data = typed(
        photos=[photo_file("一.jpg")],
        photo_captions=["全景。"],
        photo_credits=["林晓 摄"],
    )
    waits = client.post("/", data)
    assert waits.status_code == 303
    assert Submission.objects.count() == 0
    page = client.get(waits.url)
    assert "l***@example.org" in page.content.decode()
    assert "no-store" in page["Cache-Control"]

    answer = client.post(waits.url, {"code": code_in(letter_to(EMAIL))})

    piece = Submission.objects.get()
    assert answer.status_code == 303
    assert piece.ref in client.get(answer.url).content.decode()
    assert (piece.headline, piece.contact_phone) == (
        "项目建设跑出“加速度”",
        "0311-80000000",
    )
    photo = Photo.objects.get()
    assert (photo.original_name, photo.caption, photo.credit) == (
        "一.jpg",
        "全景。",
        "林晓 摄",
    )
    assert not FormDraft.objects.exists()
    assert not ConfirmedAddress.objects.exists()


def test_the_words_wait_encrypted(client: Client):
    client.post("/", typed())
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM submissions_formdraft")
        stored = cursor.fetchone()[0]

    assert "80000000" not in stored
    assert "加速度" not in stored


def test_the_link_shows_a_button_and_the_button_sends(client: Client):
    client.post("/", typed(headline=XSS))
    link = link_in(letter_to(EMAIL))

    seen = client.get(link)

    assert seen.status_code == 200
    assert "<script>alert" not in seen.content.decode()
    assert "&lt;script&gt;" in seen.content.decode()
    assert Submission.objects.count() == 0
    answer = Client().post(link)
    assert answer.status_code == 303
    assert answer.url.startswith("/status/")
    assert Submission.objects.count() == 1


def test_f43_pressing_again_leads_to_the_same_receipt(client: Client):
    waits = client.post("/", typed()).url
    letter = letter_to(EMAIL)

    answers = [client.post(waits, {"code": code_in(letter)}).url for _ in range(2)]
    answers.append(client.post(link_in(letter)).url)

    assert len(set(answers)) == 1
    assert Submission.objects.count() == 1


def test_f43_the_form_sent_twice_asks_for_one_code(client: Client):
    data = typed()

    urls = {client.post("/", data).url for _ in range(3)}

    assert len(urls) == 1
    assert Letter.objects.count() == 1


def test_the_newest_words_of_a_form_count(client: Client):
    data = typed()
    client.post("/", data)

    waits = client.post("/", {**data, "headline": "改过的标题"}).url
    client.post(waits, {"code": code_in(letter_to(EMAIL))})

    assert Submission.objects.get().headline == "改过的标题"


def test_five_wrong_tries_end_a_code(client: Client):
    waits = client.post("/", typed()).url
    code = code_in(letter_to(EMAIL))

    said = [client.post(waits, {"code": wrong(code)}) for _ in range(5)]
    late = client.post(waits, {"code": code})

    assert all(answer.status_code == 422 for answer in (*said, late))
    assert "You have 4 more tries." in said[0].content.decode()
    assert "no longer good" in late.content.decode()
    assert Submission.objects.count() == 0


def test_full_width_figures_and_blanks_are_no_mistake(client: Client):
    waits = client.post("/", typed()).url
    code = code_in(letter_to(EMAIL))
    wide = "".join(chr(ord("０") + int(figure)) for figure in code)

    answer = client.post(waits, {"code": f" {wide[:3]} {wide[3:]} "})

    assert answer.status_code == 303


def test_a_code_ends_after_fifteen_minutes_and_another_one_helps(client: Client):
    waits = client.post("/", typed()).url
    old = letter_to(EMAIL)
    past = timezone.now() - timedelta(seconds=1)
    MailedCode.objects.update(expires_at=past)

    late = client.post(waits, {"code": code_in(old)})
    dead = client.get(link_in(old))
    again = client.post(waits, {"again": "yes"})

    assert (late.status_code, dead.status_code, again.status_code) == (422, 404, 303)
    assert client.post(again.url, {"code": code_in(letter_to(EMAIL))}).status_code == (
        303
    )
    assert Submission.objects.count() == 1


def test_something_can_be_changed_before_the_code(client: Client):
    data = typed()
    waits = client.post("/", data).url

    page = client.post(waits, {"edit": "yes"}).content.decode()

    assert 'value="项目建设跑出“加速度”"' in page
    assert data["key"] in page
    assert "0311-80000000" in page


def test_without_an_e_mail_the_form_asks_for_one_and_keeps_everything(client: Client):
    answer = client.post("/", typed(contact_email=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert any("Give your e-mail" in sentence for sentence in sentences(page))
    assert 'value="项目建设跑出“加速度”"' in page
    assert not MailedCode.objects.exists()


def test_a_bad_form_is_said_first_and_costs_no_letter(client: Client):
    answer = client.post("/", typed(headline=""))

    assert answer.status_code == 422
    assert not Letter.objects.exists()


def test_a_section_closed_meanwhile_gives_the_form_back(client: Client):
    Section.objects.create(name="园区要闻", slug="news")
    waits = client.post("/", typed(section="news")).url
    Section.objects.update(is_open=False)

    answer = client.post(waits, {"code": code_in(letter_to(EMAIL))})

    assert answer.status_code == 422
    assert 'value="项目建设跑出“加速度”"' in answer.content.decode()


def test_she_may_stay_signed_in(client: Client):
    waits = client.post("/", typed()).url

    client.post(waits, {"code": code_in(letter_to(EMAIL)), "stay": "on"})

    assert client.get("/mine/").status_code == 200
    assert client.post("/", typed()).url.startswith("/status/")


@pytest.mark.parametrize("path", ["/confirm/nothing/", "/confirm/link/nothing/"])
def test_f38_a_wrong_address_opens_nothing(client: Client, path: str):
    assert client.get(path).status_code == 404
    assert client.post(path, {"code": "123456"}).status_code == 404


def test_f39_the_letters_link_names_the_configured_site(client: Client, settings):
    settings.ALLOWED_HOSTS = ["*"]

    client.post("/", typed(), headers={"host": "evil.example"})

    letter = letter_to(EMAIL)
    assert "evil.example" not in letter.body
    assert f"{settings.SITE_URL}/confirm/link/" in letter.body


def test_f37_a_hostile_form_puts_no_word_of_its_own_into_the_letter(client: Client):
    client.post(
        "/", typed(headline="免费领取 http://evil.example", contact_name="恭喜")
    )

    letter = letter_to(EMAIL)
    words = letter.subject + letter.body
    assert not any(word in words for word in ("evil", "恭喜", "免费"))


def test_many_codes_for_one_e_mail_are_refused_and_the_words_stay(
    client: Client, settings
):
    settings.CODES_PER_EMAIL_PER_HOUR = 2
    for _ in range(2):
        client.post("/", typed())

    answer = client.post("/", typed(headline="第三篇"))

    assert answer.status_code == 429
    assert 'value="第三篇"' in answer.content.decode()
    assert re.search("ask again in an hour", answer.content.decode())
