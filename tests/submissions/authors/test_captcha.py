"""The form asks a stranger's browser for work, once a piece."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from guidekit.copyfile import CopyItem
from guidekit.demo.correspondent import submit_item
from submissions.models import FormDraft, MailedCode, SpentChallenge, Submission
from submissions.services import captcha
from submissions.tasks import sweep_unsent
from tests.submissions.authors.solving import solution
from tests.submissions.pieces import typed


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.FORM_CAPTCHA = "on"
    settings.FORM_CAPTCHA_COST = 10


def changed(payload: str, **parameters) -> str:
    """Return a payload with parameters that we did not sign."""
    said = json.loads(base64.b64decode(payload))
    said["challenge"]["parameters"] |= parameters
    return base64.b64encode(json.dumps(said).encode()).decode()


@pytest.mark.django_db
def test_a_challenge_is_new_each_time_and_nothing_is_kept(client: Client):
    first, second = (client.get("/challenge/") for _ in range(2))

    assert first["Cache-Control"].startswith("max-age=0")
    assert "no-store" in first["Cache-Control"]
    assert first.json()["parameters"]["nonce"] != second.json()["parameters"]["nonce"]
    assert client.post("/challenge/").status_code == 405
    assert SpentChallenge.objects.count() == 0


@pytest.mark.django_db
def test_with_the_work_done_a_piece_goes_at_once(client: Client):
    answer = client.post("/", typed(altcha=solution(client)))

    assert answer.status_code == 303
    assert answer.url.startswith("/status/")
    assert Submission.objects.count() == 1


@pytest.mark.django_db
def test_f43_the_same_work_serves_one_piece_only(client: Client):
    solved = solution(client)
    data = typed(altcha=solved)

    first, again = client.post("/", data), client.post("/", data)
    other = client.post("/", typed(altcha=solved))

    assert again.url == f"{first.url}?again"
    assert other.url.startswith("/confirm/")
    assert Submission.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spoil",
    [
        lambda payload: "",
        lambda payload: "x",
        lambda payload: "e30=",
        lambda payload: base64.b64encode(b"[]").decode(),
        lambda payload: base64.b64encode(b'{"challenge":1,"solution":2}').decode(),
        lambda payload: payload[:-20],
        lambda payload: "W" * 100_000,
        lambda payload: changed(payload, cost=1),
        lambda payload: changed(payload, expiresAt=9_999_999_999),
        lambda payload: changed(payload, keySignature="00"),
        lambda payload: changed(payload, nonce="00" * 16),
    ],
)
def test_bad_work_counts_as_none_and_loses_nothing(client: Client, spoil):
    answer = client.post("/", typed(altcha=spoil(solution(client))))

    assert answer.status_code == 303
    assert answer.url.startswith("/confirm/")
    assert Submission.objects.count() == 0
    assert FormDraft.objects.get().words


@pytest.mark.django_db
def test_work_is_worth_nothing_after_twenty_minutes(client: Client):
    solved = solution(client)
    said = json.loads(base64.b64decode(solved))
    lasts = said["challenge"]["parameters"]["expiresAt"] - timezone.now().timestamp()
    assert 19 * 60 < lasts <= 20 * 60

    captcha_lasts, captcha.LASTS = captcha.LASTS, timedelta(seconds=-2)
    try:
        late = solution(client)
    finally:
        captcha.LASTS = captcha_lasts

    assert not captcha.spend_solution(late, used_for=uuid4())
    assert captcha.spend_solution(solved, used_for=uuid4())


@pytest.mark.django_db
def test_what_opens_nothing_any_more_is_thrown_away(client: Client):
    old = timezone.now() - timedelta(days=3)
    SpentChallenge.objects.create(nonce="old", used_for=uuid4(), expires_at=old)
    assert captcha.spend_solution(solution(client), used_for=uuid4())
    client.post("/", typed())
    MailedCode.objects.create(
        email="a@example.org",
        purpose="sign_in",
        handle="old",
        code_hash="",
        link_hash="old",
        expires_at=old,
    )

    sweep_unsent()

    assert MailedCode.objects.get().handle != "old"
    assert SpentChallenge.objects.get().nonce != "old"


def test_the_demos_correspondent_does_the_work(live_server, settings):
    settings.FORM_CAPTCHA_COST = 2_000
    item = CopyItem(kind="news", headline="开工", body=(("paragraph", "昨天开工。"),))

    receipt = submit_item(live_server.url, item, number=1)

    assert Submission.objects.get().ref == receipt.ref


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_served(client: Client):
    solved = solution(client)

    def spend(_number: int) -> bool:
        try:
            return captcha.spend_solution(solved, used_for=uuid4())
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(spend, range(12))) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_pieces_at_once_one_goes_for_the_same_work(client: Client):
    solved = solution(client)

    def send(number: int) -> str:
        try:
            words = typed(altcha=solved, contact_email=f"u{number}@example.org")
            return Client().post("/", words).url
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        ways = [url.split("/")[1] for url in pool.map(send, range(6))]

    assert sorted(ways) == ["confirm"] * 5 + ["status"]
    assert Submission.objects.count() == 1
    assert FormDraft.objects.count() == 5


@pytest.mark.django_db
def test_a_piece_that_is_refused_spends_no_work(client: Client):
    solved = solution(client)

    assert client.post("/", typed(altcha=solved, body="")).status_code == 422
    assert client.post("/", typed(altcha=solved)).url.startswith("/status/")


@pytest.mark.django_db
def test_switched_off_the_form_asks_for_nothing(client: Client, settings):
    settings.FORM_CAPTCHA = "off"

    assert client.post("/", typed()).url.startswith("/status/")
