"""Where somebody is signed in: seen, and ended from elsewhere."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.enums import StaffRole
from desk.exceptions import NotAllowed
from desk.models import LedgerEntry, StaffSession
from desk.services.callers import masked
from desk.services.sessions import (
    end_others,
    end_session,
    forget_old_sessions,
    key_hash,
    sessions_of,
)
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db

ACCOUNT = "/admin/account/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0 Safari/537.36 Edg/141"
PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile MicroMessenger/8.0"


@pytest.fixture
def user():
    return make_user(StaffRole.EDITOR)


def sign_in(user, browser=WINDOWS, address="203.0.113.7"):
    """Sign a person in in a browser of her own."""
    client = Client(headers={"user-agent": browser}, REMOTE_ADDR=address)
    client.force_login(user)
    StaffSession.objects.filter(key_hash=key_hash(client.session.session_key)).delete()

    cache.clear()
    client.get(ACCOUNT)
    return client


def test_a_browser_is_listed_in_words_and_without_its_machine(user):
    sign_in(user)
    sign_in(user, PHONE, "2001:db8:1:2:3:4:5:6")

    assert {(s.browser, s.address) for s in sessions_of(user)} == {
        ("Edge · Windows", "203.0.113.*"),
        ("WeChat · Android", "2001:0db8:0001:0002:*"),
    }


@pytest.mark.parametrize(
    ("address", "told"), [("", "?"), ("x", "?"), ("10.1.2.3", "10.1.2.*")]
)
def test_the_last_part_of_an_address_is_not_kept(address, told):
    assert masked(address) == told


def test_one_ends_at_once_and_the_other_goes_on(user):
    here, there = sign_in(user), sign_in(user, PHONE)
    other = StaffSession.objects.get(key_hash=key_hash(there.session.session_key))

    end_session(session=other, actor=user)

    assert there.get(ACCOUNT).status_code == 302
    assert here.get(ACCOUNT).status_code == 200
    assert LedgerEntry.objects.get().data == {"browser": "WeChat · Android"}


def test_all_others_end_but_the_one_that_asks(user):
    here, *others = (sign_in(user) for _number in range(3))

    count = end_others(user=user, keep=here.session.session_key, actor=user)

    assert count == 2
    assert [client.get(ACCOUNT).status_code for client in (here, *others)] == [
        *(200, 302, 302)
    ]


def test_others_sessions_are_ended_by_who_manages_staff_only(user):
    sign_in(user)
    session = StaffSession.objects.get()
    with pytest.raises(NotAllowed):
        end_session(session=session, actor=make_user(StaffRole.SECTION_CHIEF))

    end_session(session=session, actor=make_user(StaffRole.ADMINISTRATOR))

    assert not StaffSession.objects.exists()


def test_signing_out_strikes_it_off_the_list(user):
    client = sign_in(user)

    client.post("/admin/logout/")

    assert not StaffSession.objects.exists()


def test_a_new_password_signs_out_everywhere_else(user):
    user.set_password("luobo-qingcai-79")
    user.save()
    here, there = sign_in(user), sign_in(user, PHONE)
    words = {"old_password": "luobo-qingcai-79"}
    words |= dict.fromkeys(("new_password1", "new_password2"), "boluo-qingjiao-31")

    answer = here.post("/admin/password_change/", words)

    assert answer.status_code == 302
    assert here.get(ACCOUNT).status_code == 200
    assert there.get(ACCOUNT).status_code == 302
    assert [s.browser for s in sessions_of(user)] == ["Edge · Windows"]
    assert LedgerEntry.objects.filter(verb="staff.password_changed").count() == 1


def test_it_is_noted_every_few_minutes_and_not_at_every_request(user):
    client = sign_in(user)
    with CaptureQueriesContext(connection) as soon:
        client.get("/api/me/")
    cache.clear()  # some minutes later

    with CaptureQueriesContext(connection) as later:
        client.get("/api/me/")

    assert len(later) == len(soon) + 1
    assert "UPDATE" in later.captured_queries[-1]["sql"]


def test_the_key_of_a_session_stands_nowhere_in_the_clear(user):
    client = sign_in(user)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM desk_staffsession")
        kept = str(cursor.fetchall())

    assert client.session.session_key not in kept


def test_what_no_cookie_opens_any_more_is_forgotten(user, settings):
    sign_in(user)
    age = timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)
    StaffSession.objects.update(began_at=timezone.now() - age)

    assert list(sessions_of(user)) == []
    assert forget_old_sessions() == 1
