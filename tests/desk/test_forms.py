"""Guessing passwords is slow; signing in is not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.enums import StaffRole
from desk.models import LedgerEntry, SignInTries
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "luobo-qingcai-79"
LOCKED = "Too many wrong passwords. You can sign in again at"


@pytest.fixture
def person():
    user = make_user()
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, password, **extra):
    words = {"username": user.username, "password": password}
    return client.post("/admin/login/?next=/admin/", words, **extra)


def lock(client, person, settings):
    """Type as many wrong passwords as it takes; return the last answer."""
    answers = [sign_in(client, person, "wrong") for _ in range(settings.SIGN_IN_TRIES)]
    assert not any(LOCKED in answer.content.decode() for answer in answers[:-1])
    return answers[-1]


def test_who_guesses_waits_and_is_told_until_when(client, person, settings):
    told = lock(client, person, settings).content.decode()

    until = timezone.localtime(
        SignInTries.objects.get(username=person.username).locked_until
    )
    assert f"{LOCKED} {until:%H:%M}" in told
    assert sign_in(client, person, PASSWORD).status_code == 200


def test_nobody_is_shut_out_by_what_others_do_elsewhere(client, person, settings):
    lock(client, person, settings)

    forged = sign_in(client, person, PASSWORD, HTTP_X_FORWARDED_FOR="10.9.8.7")
    elsewhere = sign_in(client, person, PASSWORD, REMOTE_ADDR="10.9.8.7")

    assert [forged.status_code, elsewhere.status_code] == [200, 302]


def test_behind_our_proxy_the_address_is_the_one_it_tells(client, person, settings):
    settings.TRUSTED_PROXIES = 1
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    lock(client, person, settings)

    elsewhere = sign_in(
        client, person, PASSWORD, HTTP_X_FORWARDED_FOR="1.1.1.1, 10.9.8.7"
    )

    assert elsewhere.status_code == 302


def test_a_lock_ends_by_itself(client, person, settings):
    lock(client, person, settings)
    earlier = timezone.now() - timedelta(seconds=1)
    SignInTries.objects.update(locked_until=earlier)

    assert sign_in(client, person, PASSWORD).status_code == 302


def test_a_lock_is_in_the_ledger_without_the_address(client, person, settings):
    lock(client, person, settings)

    entry = LedgerEntry.objects.get(verb="staff.locked_out")
    assert (entry.object_id, entry.data["address"]) == (str(person.pk), "127.0.0.*")


def test_an_administrator_lets_in_again(client, person, settings):
    lock(client, person, settings)
    chief = make_user(StaffRole.ADMINISTRATOR)
    tries = SignInTries.objects.get(username=person.username)
    client.force_login(chief)
    chosen = {"action": "let_in", "_selected_action": [tries.pk]}

    page = client.get("/admin/desk/signintries/").content.decode()
    client.post("/admin/desk/signintries/", chosen)
    client.logout()

    assert person.username in page
    assert sign_in(client, person, PASSWORD).status_code == 302
    entry = LedgerEntry.objects.get(verb="staff.unlocked")
    assert (entry.actor, entry.object_id) == (chief, str(person.pk))


def test_who_tries_many_names_is_locked_whatever_the_name(client, person, settings):
    settings.SIGN_IN_TRIES = 3
    for number in range(30):
        words = {"username": f"nobody{number}", "password": "wrong"}
        client.post("/admin/login/", words)

    assert LOCKED in sign_in(client, person, PASSWORD).content.decode()


def test_a_few_slips_do_not_matter(client, person):
    sign_in(client, person, "wrong")

    assert sign_in(client, person, PASSWORD).status_code == 302
    assert not SignInTries.objects.filter(username=person.username).exists()


def test_what_is_typed_as_a_name_is_kept_only_where_it_is_one(client, person):
    words = {"username": PASSWORD, "password": "wrong"}

    client.post("/admin/login/", words)

    names = SignInTries.objects.order_by("username").values_list("username", flat=True)
    assert list(names) == ["", "?"]
