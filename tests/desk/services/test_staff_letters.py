"""Letters to staff: each says which she wants; until then the usual holds."""

import pytest

from desk.services.staff_letters import staff_letters, wanted_by, wish_letters
from submissions.letter_kinds import NEW_STORY
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db


def wanted(user):
    return {each.kind for each in staff_letters(user) if each.is_wanted}


def test_who_says_nothing_gets_what_is_usual():
    user = make_user(email="li@example.org")

    assert NEW_STORY not in wanted(user)
    assert list(wanted_by(NEW_STORY)) == []


def test_a_wish_is_kept_and_taken_back():
    user, other = make_user(email="li@example.org"), make_user(email="z@example.org")

    wish_letters(user=user, kinds=[NEW_STORY, "receipt", "nothing"])
    once = list(wanted_by(NEW_STORY))
    wish_letters(user=user, kinds=[])

    assert once == [user]
    assert other not in once
    assert list(wanted_by(NEW_STORY)) == []
    assert set(user.letter_wishes.values_list("is_wanted", flat=True)) == {False}


def test_nobody_without_an_address_or_an_open_account_gets_any():
    mute = make_user(email="")
    gone = make_user(email="gone@example.org", is_active=False)
    for user in (mute, gone):
        wish_letters(user=user, kinds=[NEW_STORY])

    assert list(wanted_by(NEW_STORY)) == []
