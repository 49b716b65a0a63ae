import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password

from desk.enums import StaffRole
from desk.exceptions import Refused
from desk.models import User
from desk.policy import roles_of
from desk.services.ledger import entries_for
from desk.services.roles import ensure_roles
from desk.services.staff import create_staff, make_password

pytestmark = pytest.mark.django_db


def create(**overrides):
    fields = {"username": "wang", "display_name": "王编辑", "roles": [StaffRole.EDITOR]}
    return create_staff(**{**fields, **overrides})


def test_roles_are_made_once():
    ensure_roles()
    ensure_roles()

    assert set(Group.objects.values_list("name", flat=True)) == set(StaffRole.values)


def test_an_account_has_its_name_roles_and_password():
    user, password = create(roles=["editor", StaffRole.DUTY_EDITOR])

    assert authenticate(username="wang", password=password) == user
    assert (str(user), user.is_staff, user.is_superuser) == ("王编辑", True, False)
    assert roles_of(user) == {StaffRole.EDITOR, StaffRole.DUTY_EDITOR}
    (entry,) = entries_for(user)
    assert (entry.verb, entry.data) == (
        "staff.created",
        {"roles": ["duty_editor", "editor"]},
    )


def test_a_given_password_is_taken():
    _user, password = create(password="a-word-of-my-own")

    assert password == "a-word-of-my-own"


def test_passwords_are_strong_readable_and_never_the_same():
    passwords = {make_password() for _ in range(200)}

    assert len(passwords) == 200
    for password in passwords:
        validate_password(password)
        assert re.fullmatch(r"([a-z]{4}-){4}[2-9]{2}", password)


@pytest.mark.parametrize(
    ("overrides", "code"),
    [({}, "username_taken"), ({"username": "wang li"}, "account_invalid")],
)
def test_a_second_or_impossible_account_is_refused(overrides, code):
    create()

    with pytest.raises(Refused) as refusal:
        create(**overrides)

    assert refusal.value.code == code
    assert User.objects.count() == 1
