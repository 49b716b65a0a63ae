from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from desk.enums import JobState, LetterState
from desk.services.invariants import INVARIANTS
from desk.services.leases import claim
from desk.services.ledger import record
from tests.desk.builders import make_job, make_letter, make_user

pytestmark = pytest.mark.django_db


def held():
    return {name for name, check in INVARIANTS.items() if check()[0]}


def test_a_tidy_desk_holds_them_all():
    make_job(state=JobState.DONE)
    claim(make_job(), seconds=60)
    make_letter(state=LetterState.SENT, object_type="x", object_id="1")
    make_letter(state=LetterState.SENT, object_type="x", object_id="2")
    make_letter(state=LetterState.FAILED, object_type="x", object_id="2")
    record(obj=make_user(), verb="tests.signed")

    assert held() == {"I4", "I5", "I7"}


def test_i4_sees_dead_and_forgotten_jobs():
    claim(make_job(), seconds=-1)
    make_job(due_at=timezone.now() - timedelta(minutes=6))

    ok, detail = INVARIANTS["I4"]()

    assert not ok
    assert detail.count("1") == 2


def test_i5_sees_a_second_receipt():
    for _ in range(2):
        make_letter(state=LetterState.SENT, object_type="x", object_id="1")

    assert held() == {"I4", "I7"}


def test_i5_sees_a_letter_to_a_machine():
    make_letter(state=LetterState.SENT, recipient="noreply@example.com")

    assert held() == {"I4", "I7"}


def test_i7_sees_a_changed_ledger():
    entry = record(obj=make_user(), verb="tests.signed")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE desk_ledgerentry SET verb = 'tests.other'")

    ok, detail = INVARIANTS["I7"]()

    assert not ok
    assert str(entry.pk) in detail
