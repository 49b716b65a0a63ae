"""The PIN by which a person is known where she is not signed in."""

import pytest

from desk.exceptions import Refused
from desk.services.ledger import entries_for
from submissions.models import SigningPin
from submissions.services.signing_pins import check_pin, has_pin, set_pin
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"


@pytest.fixture
def person():
    made = make_user()
    made.set_password(PASSWORD)
    made.save()
    return made


def code_of(act, *args, **named):
    with pytest.raises(Refused) as caught:
        act(*args, **named)
    return caught.value.code


def test_a_pin_is_set_with_the_password_and_kept_as_one(person):
    set_pin(user=person, pin="482913", password=PASSWORD)

    row = SigningPin.objects.get(user=person)
    assert "482913" not in row.pin_hash
    assert has_pin(person)
    assert check_pin(person, "４８２ ９１３") is None
    assert entries_for(person).last().verb == "staff.pin_set"


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("12345", "pin_length"),
        ("1234567890123", "pin_length"),
        ("48291a", "pin_length"),
        ("112211", "pin_simple"),
        ("345678", "pin_simple"),
        ("987654", "pin_simple"),
    ],
)
def test_what_anybody_would_try_first_is_refused(person, pin, code):
    assert code_of(set_pin, user=person, pin=pin, password=PASSWORD) == code
    assert not has_pin(person)


def test_without_the_password_nobody_sets_one(person):
    asked = {"user": person, "pin": "482913", "password": "another"}

    assert code_of(set_pin, **asked) == "password_wrong"


def test_wrong_tries_are_counted_and_a_right_one_forgives_them(person):
    assert code_of(check_pin, person, "482913") == "pin_missing"
    set_pin(user=person, pin="482913", password=PASSWORD)
    for _try in range(9):
        assert code_of(check_pin, person, "0") == "pin_wrong"
    check_pin(person, "482913")
    for _try in range(10):
        assert code_of(check_pin, person, "0") == "pin_wrong"

    assert code_of(check_pin, person, "482913") == "pin_missing"
    assert not has_pin(person)
