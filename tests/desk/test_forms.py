"""Guessing passwords is slow; signing in is not."""

import pytest

from desk.forms import MOST_FOR_NAME
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "luobo-qingcai-79"


@pytest.fixture
def person():
    user = make_user()
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, password, **extra):
    words = {"username": user.username, "password": password}
    return client.post("/admin/login/?next=/admin/", words, **extra)


def test_who_guesses_waits_and_others_do_not(client, person):
    for _number in range(MOST_FOR_NAME):
        wrong = sign_in(client, person, "wrong")
        assert "Too many wrong passwords" not in wrong.content.decode()

    right = sign_in(client, person, PASSWORD)
    forged = sign_in(client, person, PASSWORD, HTTP_X_FORWARDED_FOR="10.9.8.7")
    elsewhere = sign_in(client, person, PASSWORD, REMOTE_ADDR="10.9.8.7")

    assert [a.status_code for a in (right, forged, elsewhere)] == [200, 200, 302]
    assert "Too many wrong passwords" in right.content.decode()


def test_a_few_slips_do_not_matter(client, person):
    sign_in(client, person, "wrong")

    assert sign_in(client, person, PASSWORD).status_code == 302
