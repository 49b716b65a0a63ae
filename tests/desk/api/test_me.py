"""One's own account over the API, and those of others by duty."""

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.test import APIClient

from desk.enums import StaffRole
from desk.models import LedgerEntry, SignInTries, StaffSession, User
from desk.services.api_tokens import create_token
from desk.services.locking import note_failure
from desk.services.personal import open_personal
from submissions.models import Beat, Correspondent, Section
from tests.desk.builders import make_user
from tests.desk.codes import set_up, shown_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(StaffRole.PROOFREADER)


@pytest.fixture
def technician():
    return make_user(StaffRole.ADMINISTRATOR)


def calling(person):
    client = APIClient()
    client.force_authenticate(person)
    return client


def test_i_am_told_who_i_am_and_what_i_may(user):
    section = Section.objects.create(name="要闻", slug="news")
    Beat.objects.create(user=user, section=section)

    assert calling(user).get("/api/me/").json() == {
        "id": user.pk,
        "username": user.username,
        "display_name": user.display_name,
        "roles": ["proofreader"],
        "sections": ["要闻"],
        "duties": ["submission.read", "note.write", "issue.view", "proof.mark"],
    }


def test_my_sessions_are_listed_and_ended(user):
    here, there = Client(), Client()
    for client in (here, there):
        client.force_login(user)
        cache.clear()
        client.get("/admin/account/")
    rows = here.get("/api/me/sessions/").json()
    other = next(row for row in rows if not row["is_here"])

    ended = here.delete(f"/api/me/sessions/{other['id']}/")

    assert ([row["is_here"] for row in rows].count(True), len(rows)) == (1, 2)
    assert ended.status_code == 204
    assert there.get("/api/me/").status_code == 401
    assert here.delete("/api/me/sessions/").json() == {"ended": 0}
    assert here.get("/api/me/").status_code == 200


def test_a_second_factor_is_set_up_used_and_turned_off(user):
    api = calling(user)
    at = "/api/me/second-factor/"

    begun = api.post(at).json()
    wrong = api.put(at, {"code": "000000"})
    codes = api.put(at, {"code": shown_for(user)}).json()["recovery_codes"]
    status = api.get(at).json()
    off = api.delete(at, {"code": codes[0]})

    assert begun["address"].startswith("otpauth://totp/")
    assert (wrong.status_code, wrong.json()["code"]) == (409, "wrong_code")
    assert status == {
        "is_set_up": True,
        "is_compulsory": False,
        "recovery_codes_left": 10,
    }
    assert (off.status_code, api.get(at).json()["is_set_up"]) == (204, False)


def test_a_key_to_the_api_asks_for_no_code_and_a_session_does(user):
    set_up(user)
    _token, key = create_token(user=user, name="script")
    browser = Client()
    browser.force_login(user)

    by_key = Client().get("/api/me/", headers={"authorization": f"Bearer {key}"})

    assert (by_key.status_code, browser.get("/api/me/").status_code) == (200, 401)


def test_an_account_is_made_changed_and_switched_off(technician):
    api = calling(technician)
    fields = {"username": "tong", "display_name": "通联", "roles": ["editor"]}

    made = api.post("/api/staff/", fields).json()
    at = f"/api/staff/{made['account']['id']}/"
    client = Client()
    client.login(username="tong", password=made["password"])
    changed = api.patch(at, {"roles": ["correspondents_desk"], "is_active": False})

    assert changed.json()["roles"] == ["correspondents_desk"]
    assert client.get("/admin/account/").status_code == 302
    verbs = LedgerEntry.objects.order_by("pk").values_list("verb", "actor")
    assert list(verbs) == [
        ("staff.created", technician.pk),
        ("staff.sessions_ended", technician.pk),
        ("staff.changed", technician.pk),
    ]


def test_owners_and_oneself_are_not_changed_by_an_administrator(technician):
    owner = make_user(is_superuser=True)
    api = calling(technician)

    answers = [
        api.patch(f"/api/staff/{user.pk}/", {"roles": ["editor_in_chief"]}).status_code
        for user in (owner, technician)
    ]

    assert answers == [403, 403]


def test_a_lost_telephone_and_open_sessions_are_looked_after(technician, user):
    set_up(user)
    api, at = calling(technician), f"/api/staff/{user.pk}"

    reset = api.post(f"{at}/reset-second-factor/").json()
    Client().force_login(user)
    ended = api.post(f"{at}/end-sessions/").json()

    assert reset["has_second_factor"] is False
    assert ended == {"ended": 1}
    assert not StaffSession.objects.exists()


def test_a_lock_is_listed_and_taken_off(technician, user, settings):
    settings.SIGN_IN_TRIES = 1
    note_failure(user.username, "10.0.0.1")
    api = calling(technician)

    rows = api.get("/api/locks/").json()["results"]
    lock = next(row for row in rows if row["username"] == user.username)
    answer = api.delete(f"/api/locks/{lock['id']}/")

    assert (lock["address"], lock["failures"]) == ("10.0.0.*", 1)
    assert answer.status_code == 204
    assert not SignInTries.objects.filter(username=user.username).exists()


def test_the_ledger_says_who_opened_whose_data(technician):
    author = Correspondent.objects.create(name="张三", phone="13800001234")
    desk = make_user(StaffRole.CORRESPONDENTS_DESK)
    open_personal(obj=author, field="phone", actor=desk)
    calling(technician).post("/api/staff/", {"username": "a", "display_name": "甲"})

    found = calling(technician).get("/api/ledger/?openings=true").json()["results"]

    said = [(row["verb"], row["actor"], row["object_id"]) for row in found]
    assert said == [("personal.opened", str(desk), str(author.pk))]


@pytest.mark.parametrize("address", ["/api/staff/", "/api/ledger/"])
def test_lists_ask_as_much_for_three_rows_as_for_one(
    technician, address, django_assert_num_queries
):
    api = calling(technician)
    calling(technician).post("/api/staff/", {"username": "a", "display_name": "甲"})
    api.get(address)

    with django_assert_num_queries(3 if "staff" in address else 2):
        api.get(address)
    for name in ("b", "c"):
        api.post("/api/staff/", {"username": name, "display_name": name})
    with django_assert_num_queries(3 if "staff" in address else 2):
        api.get(address)
    assert User.objects.count() == 4
