"""After the password the code: until then nobody is signed in, anywhere."""

from time import time

import pytest

from desk.enums import StaffRole
from desk.models import SignInTries, StaffSession
from desk.services.signing_in import PENDING
from tests.desk.builders import make_user
from tests.desk.codes import set_up, shown_for

pytestmark = pytest.mark.django_db

PASSWORD = "luobo-qingcai-79"
STEP = "/admin/second-step/"


@pytest.fixture
def user():
    made = make_user(StaffRole.EDITOR)
    made.set_password(PASSWORD)
    made.save()
    return made


def give_password(client, user):
    words = {"username": user.username, "password": PASSWORD}
    return client.post("/admin/login/?next=/admin/account/", words, follow=True)


def test_without_a_second_factor_the_password_is_enough(client, user):
    answer = give_password(client, user)

    assert answer.redirect_chain == [("/admin/account/", 302)]
    assert answer.status_code == 200


def test_the_password_leads_to_the_second_step_and_no_further(client, user):
    set_up(user)

    answer = give_password(client, user)

    doors = ("/admin/", "/admin/account/", "/admin/submissions/submission/")
    assert answer.redirect_chain[-1][0] == f"{STEP}?next=%2Fadmin%2Faccount%2F"
    assert [client.get(door).status_code for door in doors] == [302, 302, 302]
    assert client.get("/api/submissions/").status_code == 401
    assert client.get("/desk/card/").status_code == 302
    assert not StaffSession.objects.exists()


def test_the_code_opens_what_was_asked_for_under_a_new_key(client, user):
    set_up(user)
    give_password(client, user)
    before = client.session.session_key

    answer = client.post(f"{STEP}?next=/admin/account/", {"code": shown_for(user)})

    assert (answer.status_code, answer["Location"]) == (302, "/admin/account/")
    assert client.get("/admin/account/").status_code == 200
    assert client.session.session_key != before
    assert StaffSession.objects.get().user == user


def test_wrong_codes_lock_as_wrong_passwords_do(client, user, settings):
    settings.SIGN_IN_TRIES = 3
    set_up(user)
    give_password(client, user)

    told = [client.post(STEP, {"code": "000000"}) for _number in range(3)]
    right = client.post(STEP, {"code": shown_for(user)})

    assert "This code is wrong" in told[0].content.decode()
    assert "Too many wrong passwords" in told[2].content.decode()
    assert "Too many wrong passwords" in right.content.decode()
    assert SignInTries.objects.get(username=user.username).locked_until


def test_the_password_once_more_does_not_begin_the_count_anew(client, user, settings):
    settings.SIGN_IN_TRIES = 3
    set_up(user)
    for _number in range(2):
        give_password(client, user)
        client.post(STEP, {"code": "000000"})
        client.logout()

    assert SignInTries.objects.get(username=user.username).failures == 2


def test_a_step_that_waited_too_long_begins_anew(client, user):
    set_up(user)
    give_password(client, user)
    session = client.session
    session[PENDING] = {"step": "code", "since": time() - 3600}
    session.save()

    answer = client.post(STEP, {"code": shown_for(user)})

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert client.get("/admin/account/").status_code == 302


def test_a_foreign_address_is_not_followed(client, user):
    set_up(user)
    give_password(client, user)

    code = shown_for(user)
    answer = client.post(f"{STEP}?next=https://example.org/", {"code": code})

    assert answer["Location"] == "/admin/"


def test_a_role_that_has_to_have_one_sets_it_up_at_sign_in(client, user, settings):
    settings.SECOND_FACTOR_ROLES = ("editor",)
    page = give_password(client, user)

    answer = client.post(STEP, {"code": shown_for(user)})

    assert "data:image/svg+xml" in page.content.decode()
    assert "Recovery codes" in answer.content.decode()
    assert client.get("/admin/account/").status_code == 200


def test_who_is_signed_in_has_nothing_to_do_here(client, user):
    client.force_login(user)

    assert client.get(STEP)["Location"] == "/admin/"
