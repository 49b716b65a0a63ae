"""Who opens what in the roles that came later; the rest is in ``test_access``."""

import pytest
from django.db import transaction

from tests import access_roles
from tests.test_access import TABLE, ask_for_all

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """Ask once for every address by each of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = ask_for_all(access_roles.DIFFERENCES)
        transaction.set_rollback(True)
    return found


def test_f38_every_address_opens_to_the_later_roles_as_it_is_meant(answers):
    found = {
        role: {row: answer.status for row, answer in rows.items()}
        for role, rows in answers.items()
    }

    assert found == access_roles.expected(TABLE)


def test_f38_the_technician_of_the_house_reads_no_piece(answers):
    asked = answers["administrator"].items()
    telling = {row for row, answer in asked if answer.tells_piece}

    assert all(row.partition(" ")[2].startswith("/status/") for row in telling)
