"""Codes of a telephone and for its loss: each opens once."""

import pytest
from django.db import connection

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.models import LedgerEntry, SecondFactor
from desk.services import second_factor
from tests.desk.builders import make_user
from tests.desk.codes import set_up, shown_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(StaffRole.EDITOR)


def verbs():
    return list(LedgerEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_it_counts_once_a_code_has_proved_it(user):
    second_factor.begin(user)
    before = second_factor.is_set_up(user)

    codes = second_factor.confirm(user=user, code=shown_for(user))

    assert (before, second_factor.is_set_up(user)) == (False, True)
    assert (len(set(codes)), second_factor.codes_left(user)) == (10, 10)
    assert verbs() == ["staff.second_factor_set"]


@pytest.mark.parametrize("code", ["000000", "12345", "", "１２３４５６", "abcdef"])
def test_a_wrong_first_code_sets_nothing_up(user, code):
    second_factor.begin(user)

    with pytest.raises(Refused) as refusal:
        second_factor.confirm(user=user, code=code)

    assert refusal.value.code == "wrong_code"
    assert not second_factor.is_set_up(user)


def test_a_code_opens_once(user):
    set_up(user)
    code = shown_for(user)

    assert second_factor.check(user=user, code=f"{code[:3]} {code[3:]}")
    assert not second_factor.check(user=user, code=code)


def test_a_telephone_may_be_half_a_minute_wrong_and_no_more(user):
    set_up(user)

    assert not second_factor.check(user=user, code=shown_for(user, steps=3))
    assert second_factor.check(user=user, code=shown_for(user, steps=1))


def test_a_recovery_code_opens_once_however_it_is_typed(user):
    spare = set_up(user)[0]

    assert second_factor.check(user=user, code=spare.upper().replace("-", " "))
    assert not second_factor.check(user=user, code=spare)
    assert second_factor.codes_left(user) == 9
    assert verbs()[-1] == "staff.recovery_code_used"


def test_new_recovery_codes_void_the_old_ones(user):
    old = set_up(user)

    new = second_factor.renew_codes(user=user, code=shown_for(user))

    assert not set(old) & set(new)
    assert not second_factor.check(user=user, code=old[0])
    assert second_factor.check(user=user, code=new[0])


def test_it_is_turned_off_by_a_code_of_now(user):
    set_up(user)
    with pytest.raises(Refused):
        second_factor.turn_off(user=user, code="000000")

    second_factor.turn_off(user=user, code=shown_for(user))

    assert not second_factor.is_set_up(user)


def test_a_role_that_has_to_have_it_does_not_turn_it_off(user, settings):
    settings.SECOND_FACTOR_ROLES = ("editor",)
    set_up(user)

    with pytest.raises(Refused) as refusal:
        second_factor.turn_off(user=user, code=shown_for(user))

    assert refusal.value.code == "compulsory"
    assert second_factor.is_set_up(user)


def test_an_administrator_resets_it_and_nobody_else(user):
    set_up(user)
    with pytest.raises(NotAllowed):
        second_factor.reset(user=user, actor=make_user(StaffRole.SECTION_CHIEF))

    second_factor.reset(user=user, actor=make_user(StaffRole.ADMINISTRATOR))

    assert not second_factor.is_set_up(user)
    assert verbs()[-1] == "staff.second_factor_reset"


def test_the_secret_and_the_codes_stand_nowhere_in_the_clear(user):
    spare = set_up(user)[0]
    secret = SecondFactor.objects.get(user=user).secret

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM desk_secondfactor")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT code_hash FROM desk_recoverycode")
        kept += str(cursor.fetchall())

    assert secret not in kept
    assert spare.replace("-", "") not in kept


def test_the_picture_names_house_and_account(user):
    factor = second_factor.begin(user)

    assert second_factor.address_for(factor) == (
        f"otpauth://totp/guidekit%20127.0.0.1%3A{user.username}"
        f"?secret={factor.secret}&issuer=guidekit%20127.0.0.1&digits=6"
    )
