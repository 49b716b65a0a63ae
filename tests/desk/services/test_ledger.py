import threading
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from desk.exceptions import Refused
from desk.models import DaySeal, LedgerEntry
from desk.services.hashing import hash_of
from desk.services.ledger import entries_for, record, verify_ledger
from desk.services.seals import seal_days
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db
SHANGHAI = timezone(timedelta(hours=8))
MONDAY = datetime(2026, 3, 2, 12, tzinfo=SHANGHAI)
DAY = timedelta(days=1)


@pytest.fixture
def piece():
    """Something that has a history."""
    return make_user()


def sql(statement, *values):
    """Do what only somebody with the database in her hands can do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def entry_on(day, obj, number):
    """Write an entry as it would have been written on a day."""
    entry = record(obj=obj, verb=f"tests.act_{number}")
    entry.created_at = day
    hashed = hash_of(entry)
    sql(
        "UPDATE desk_ledgerentry SET created_at = %s, hash = %s WHERE id = %s",
        day.astimezone(UTC).replace(tzinfo=None),
        hashed,
        entry.pk,
    )
    return entry


def test_entries_of_an_object_form_a_chain(piece):
    actor = make_user()

    first = record(obj=piece, verb="tests.signed", actor=actor, data={"stage": "first"})
    second = record(obj=piece, verb="tests.sent")
    record(obj=actor, verb="tests.other")

    assert list(entries_for(piece)) == [first, second]
    assert [first.sequence, second.sequence] == [1, 2]
    assert (first.previous_hash, second.previous_hash) == ("", first.hash)
    assert (first.actor, first.data) == (actor, {"stage": "first"})
    assert verify_ledger() == []


def test_data_is_kept_as_it_was_hashed(piece):
    entry = record(
        obj=piece, verb="tests.said", data={"fill": Decimal("0.97"), 1: MONDAY}
    )

    entry.refresh_from_db()

    assert entry.data == {"fill": "0.97", "1": "2026-03-02T12:00:00+08:00"}
    assert entry.hash == hash_of(entry)


def test_entries_are_never_changed_or_deleted(piece):
    entry = record(obj=piece, verb="tests.signed")
    attempts = [
        entry.save,
        entry.delete,
        lambda: LedgerEntry.objects.update(verb="tests.other"),
        lambda: LedgerEntry.objects.bulk_update([entry], ["verb"]),
        entries_for(piece).delete,
    ]

    for attempt in attempts:
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == "ledger_append_only"

    assert LedgerEntry.objects.get().verb == "tests.signed"


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("verb", "tests.unsigned"),
        ("data", '{"stage": "second"}'),
        ("actor_id", None),
        ("created_at", "2026-01-01 00:00:00"),
        ("hash", "0" * 64),
    ],
)
def test_f50_a_changed_row_is_named(piece, settings, change, value):
    settings.LANGUAGE_CODE = "en"
    rows = [
        record(obj=piece, verb="tests.signed", actor=piece, data={"stage": "first"})
        for _ in range(4)
    ]

    sql(f"UPDATE desk_ledgerentry SET {change} = %s WHERE id = %s", value, rows[1].pk)

    assert verify_ledger() == [
        f"Row {rows[1].pk}, entry 2 of desk.user {piece.pk}, was changed."
    ]


def test_f50_a_deleted_row_is_named(piece, settings):
    settings.LANGUAGE_CODE = "en"
    rows = [record(obj=piece, verb="tests.signed") for _ in range(4)]

    sql("DELETE FROM desk_ledgerentry WHERE id = %s", rows[1].pk)

    assert verify_ledger() == [f"Entry 2 of desk.user {piece.pk} is missing."]


def test_f50_a_row_forged_with_a_right_hash_breaks_what_follows(piece, settings):
    settings.LANGUAGE_CODE = "en"
    rows = [record(obj=piece, verb="tests.signed") for _ in range(3)]
    rows[0].verb = "tests.unsigned"

    sql(
        "UPDATE desk_ledgerentry SET verb = %s, hash = %s WHERE id = %s",
        rows[0].verb,
        hash_of(rows[0]),
        rows[0].pk,
    )

    assert verify_ledger() == [
        f"Row {rows[1].pk}, entry 2 of desk.user {piece.pk}, does not follow "
        "from the entry before it."
    ]


def test_days_are_sealed_in_a_chain_and_today_stays_open(piece):
    other = make_user()
    entry_on(MONDAY, piece, 1)
    entry_on(MONDAY, other, 1)
    entry_on(MONDAY + 2 * DAY, make_user(), 1)

    sealed = seal_days(until=(MONDAY + 2 * DAY).date())
    again = seal_days(until=(MONDAY + 2 * DAY).date())

    assert [(seal.day.isoformat(), seal.entries) for seal in sealed] == [
        ("2026-03-02", 2),
        ("2026-03-03", 0),
    ]
    assert again == []
    assert verify_ledger() == []


def test_f50_a_chain_cut_off_at_its_end_breaks_the_seal(piece, settings):
    settings.LANGUAGE_CODE = "en"
    last = entry_on(MONDAY, piece, 1)
    seal_days(until=(MONDAY + DAY).date())

    sql("DELETE FROM desk_ledgerentry WHERE id = %s", last.pk)

    assert verify_ledger() == [
        "The seal of 2026-03-02 does not fit: sealed over 1 entries, found 0."
    ]


def test_f50_a_deleted_seal_is_missed(piece, settings):
    settings.LANGUAGE_CODE = "en"
    entry_on(MONDAY, piece, 1)
    seal_days(until=(MONDAY + 3 * DAY).date())

    DaySeal.objects.filter(day=(MONDAY + DAY).date()).delete()

    assert verify_ledger()[0] == "The seal of 2026-03-03 is missing."


def test_nothing_to_seal_and_nothing_to_verify():
    assert (seal_days(), verify_ledger()) == ([], [])


def test_the_command_says_that_all_is_well_or_what_is_not(piece, settings, capsys):
    settings.LANGUAGE_CODE = "en"
    entry = record(obj=piece, verb="tests.signed")
    call_command("verify_ledger")
    sql("UPDATE desk_ledgerentry SET verb = 'x' WHERE id = %s", entry.pk)

    with pytest.raises(CommandError):
        call_command("verify_ledger")

    assert capsys.readouterr().out.splitlines() == [
        "The ledger verifies: 1 entries, 0 sealed days.",
        f"Row {entry.pk}, entry 1 of desk.user {piece.pk}, was changed.",
    ]


@pytest.mark.django_db(transaction=True)
def test_many_writers_on_one_object_keep_one_chain():
    piece = make_user()
    gate = threading.Barrier(4)

    def write():
        try:
            gate.wait()
            for _ in range(5):
                record(obj=piece, verb="tests.signed")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [entry.sequence for entry in entries_for(piece)] == list(range(1, 21))
    assert verify_ledger() == []
