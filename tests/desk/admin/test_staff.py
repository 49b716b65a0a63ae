"""Staff accounts and API keys, which only administrators see."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from desk.enums import StaffRole
from desk.models import ApiToken, LedgerEntry, User
from desk.services.second_factor import is_set_up
from submissions.models import Section
from tests.desk.builders import make_user
from tests.desk.codes import set_up

pytestmark = pytest.mark.django_db
SCREENS = ("user", "apitoken")


@pytest.fixture
def administrator():
    return make_user(StaffRole.EDITOR_IN_CHIEF, is_superuser=True)


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


# The rows below an account, none of them filled.
NO_SECTIONS = {"beats-TOTAL_FORMS": "0", "beats-INITIAL_FORMS": "0"}
OTHERS = [role for role in StaffRole if role != StaffRole.ADMINISTRATOR]


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_manages_staff(client, role):
    client.force_login(make_user(role))

    found = [client.get(f"/admin/desk/{name}/").status_code for name in SCREENS]

    assert found == [403, 403]


def test_an_account_is_made_with_roles_under_their_names(client, administrator):
    client.force_login(administrator)
    form = client.get("/admin/desk/user/add/").content.decode()
    group = User.groups.field.related_model.objects.get(name="duty_editor")
    fields = {
        "username": "wang",
        "display_name": "王值班",
        "usable_password": "true",
        "password1": "luobo-qingcai-77",
        "password2": "luobo-qingcai-77",
        "groups": [group.pk],
    }

    client.post("/admin/desk/user/add/", fields)

    user = User.objects.get(username="wang")
    assert "Duty editor" in form
    assert "duty_editor" not in form
    assert (str(user), user.is_staff, user.is_superuser) == ("王值班", True, False)
    entry = LedgerEntry.objects.get(verb="staff.created")
    assert entry.actor == administrator
    assert entry.data["roles"] == ["duty_editor"]


def test_a_change_of_roles_is_in_the_ledger(client, administrator):
    user = make_user(StaffRole.EDITOR)
    client.force_login(administrator)
    group = user.groups.model.objects.get(name="section_chief")
    fields = {"username": user.username, "display_name": "李主任", "is_active": "on"}
    fields |= NO_SECTIONS

    client.post(f"/admin/desk/user/{user.pk}/change/", {**fields, "groups": [group.pk]})

    entry = LedgerEntry.objects.get(verb="staff.changed")
    assert (entry.actor, entry.data["roles"]) == (administrator, ["section_chief"])
    assert entry.object_id == str(user.pk)


def test_nobody_is_deleted(client, administrator):
    user = make_user(StaffRole.EDITOR)
    client.force_login(administrator)

    answer = client.post(f"/admin/desk/user/{user.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_a_key_is_shown_once_and_revoked(client, administrator):
    client.force_login(administrator)
    fields = {"name": "archive", "user": administrator.pk}

    made = client.post("/admin/desk/apitoken/add/", fields)
    token = ApiToken.objects.get()
    key = said(made)[0].rsplit(" ", 1)[1]
    chosen = {"action": "revoke", "_selected_action": [token.pk]}
    client.get("/admin/desk/apitoken/")
    client.post("/admin/desk/apitoken/", chosen)

    token.refresh_from_db()
    assert key.startswith("gk_")
    assert key not in client.get("/admin/desk/apitoken/").content.decode()
    assert token.revoked_at is not None


def test_staff_are_listed_in_the_same_number_of_questions(
    client, administrator, django_assert_num_queries
):
    client.force_login(administrator)
    client.get("/admin/desk/user/")

    with django_assert_num_queries(7):
        client.get("/admin/desk/user/")
    for role in (StaffRole.EDITOR, StaffRole.PROOFREADER):
        make_user(role)
    with django_assert_num_queries(7):
        client.get("/admin/desk/user/")


def test_who_sets_a_password_or_makes_a_key_for_another_is_in_the_ledger(
    client, administrator
):
    reader = make_user(StaffRole.DUTY_EDITOR)
    client.force_login(administrator)
    words = {"password1": "luobo-qingcai-78", "password2": "luobo-qingcai-78"}

    client.post(
        f"/admin/desk/user/{reader.pk}/password/", {**words, "usable_password": "true"}
    )
    client.post("/admin/desk/apitoken/add/", {"name": "script", "user": reader.pk})

    reader.refresh_from_db()
    assert reader.check_password("luobo-qingcai-78")
    said = LedgerEntry.objects.order_by("pk").values_list("verb", "actor", "data")
    assert list(said) == [
        ("staff.password_set", administrator.pk, {}),
        (
            "api_token.created",
            administrator.pk,
            {"name": "script", "for": reader.username},
        ),
    ]


@pytest.fixture
def technician():
    return make_user(StaffRole.ADMINISTRATOR)


def test_an_administrator_keeps_accounts_but_not_those_of_owners(
    client, administrator, technician
):
    reader = make_user(StaffRole.EDITOR)
    client.force_login(technician)
    fields = {"username": reader.username, "display_name": "新名", "is_active": "on"}
    words = {"password1": "luobo-qingcai-78", "password2": "luobo-qingcai-78"}

    for user in (reader, administrator, technician):
        at = f"/admin/desk/user/{user.pk}"
        client.post(f"{at}/change/", {**fields, **NO_SECTIONS, "is_superuser": "on"})
        client.post(f"{at}/password/", {**words, "usable_password": "true"})

    reader.refresh_from_db()
    changed = LedgerEntry.objects.order_by("pk").values_list("verb", "object_id")
    assert (reader.display_name, reader.is_superuser) == ("新名", False)
    assert list(changed) == [
        ("staff.changed", str(reader.pk)),
        ("staff.password_set", str(reader.pk)),
    ]


def test_an_administrator_makes_keys_for_herself_only(client, technician):
    reader = make_user(StaffRole.EDITOR_IN_CHIEF)
    client.force_login(technician)

    for user in (reader, technician):
        client.post("/admin/desk/apitoken/add/", {"name": "script", "user": user.pk})

    assert [token.user for token in ApiToken.objects.all()] == [technician]


def test_the_sections_of_an_account_are_set_below_it(client, administrator):
    reader = make_user(StaffRole.EDITOR)
    section = Section.objects.create(name="要闻", slug="news")
    client.force_login(administrator)
    rows = {
        "beats-TOTAL_FORMS": "1",
        "beats-INITIAL_FORMS": "0",
        "beats-0-section": section.pk,
        "beats-0-user": reader.pk,
    }
    fields = {"username": reader.username, "display_name": "陈", "is_active": "on"}

    client.post(f"/admin/desk/user/{reader.pk}/change/", {**fields, **rows})

    assert [beat.section for beat in reader.beats.all()] == [section]
    entry = LedgerEntry.objects.get(verb="staff.changed")
    assert entry.data["sections"] == ["要闻"]


def test_who_is_switched_off_is_signed_out_and_her_browsers_are_struck_off(
    client, technician
):
    leaver, there = make_user(StaffRole.EDITOR), Client()
    there.force_login(leaver)
    client.force_login(technician)
    fields = {"username": leaver.username, "display_name": "走了", **NO_SECTIONS}

    client.post(f"/admin/desk/user/{leaver.pk}/change/", fields)

    assert there.get("/admin/account/").status_code == 302
    assert not leaver.staff_sessions.exists()


def test_sessions_and_factor_stand_below_an_account(client, technician):
    reader, there = make_user(StaffRole.EDITOR), Client()
    there.force_login(reader)
    set_up(reader)
    client.force_login(technician)
    at = f"/admin/desk/user/{reader.pk}"
    page = client.get(f"{at}/change/").content.decode()

    client.post(f"{at}/sessions/end/")
    client.post(f"{at}/second-factor/reset/")

    assert f"{at}/sessions/end/" in page
    assert f"{at}/second-factor/reset/" in page
    assert there.get("/admin/account/").status_code == 302
    assert not is_set_up(reader)
