"""F-50: whatever is changed of the ledger in SQL, the first bad row is named."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from desk.enums import StaffRole
from desk.models import LedgerEntry
from desk.services.ledger import record, verify_ledger
from desk.services.personal import open_personal
from submissions.models import Correspondent
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def chains():
    """Two objects with four entries each, written in turn."""
    pair = make_user(), make_user()
    for number in range(4):
        for obj in pair:
            record(obj=obj, verb="tests.signed", actor=obj, data={"number": number})
    return pair


def rows_of(obj):
    found = LedgerEntry.objects.filter(object_id=str(obj.pk)).order_by("sequence")
    return list(found)


def sql(statement, *values):
    """Do what only somebody with the database in her hands can do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def change(row, column, value):
    sql(f"UPDATE desk_ledgerentry SET {column} = %s WHERE id = %s", value, row.pk)


def test_an_entry_moved_to_another_place_of_its_chain_is_missed(chains):
    rows = rows_of(chains[0])

    change(rows[1], "sequence", 9)

    assert verify_ledger() == [f"Entry 2 of desk.user {chains[0].pk} is missing."]


def test_an_entry_given_to_another_object_is_missed_there_and_found_here(chains):
    first, second = chains
    last = rows_of(first)[-1]
    sql("DELETE FROM desk_ledgerentry WHERE id = %s", rows_of(second)[-1].pk)

    change(last, "object_id", str(second.pk))

    assert verify_ledger() == [
        f"Row {last.pk}, entry 4 of desk.user {second.pk}, does not follow "
        "from the entry before it."
    ]


def test_a_changed_link_is_named(chains):
    rows = rows_of(chains[0])

    change(rows[2], "previous_hash", "0" * 64)

    assert verify_ledger() == [
        f"Row {rows[2].pk}, entry 3 of desk.user {chains[0].pk}, does not follow "
        "from the entry before it."
    ]


def test_of_several_bad_rows_the_first_of_each_chain_is_named(chains):
    for obj in chains:
        for row in rows_of(obj)[1:]:
            change(row, "verb", "tests.unsigned")

    assert verify_ledger() == [
        f"Row {rows_of(obj)[1].pk}, entry 2 of desk.user {obj.pk}, was changed."
        for obj in chains
    ]


def test_two_entries_that_change_places_are_named(chains):
    _first, second, third, _fourth = rows_of(chains[0])
    change(second, "sequence", 99)
    change(third, "sequence", 2)
    change(second, "sequence", 3)

    assert verify_ledger() == [
        f"Row {third.pk}, entry 2 of desk.user {chains[0].pk}, does not follow "
        "from the entry before it."
    ]


def test_who_opened_personal_data_cannot_put_it_on_another(capsys):
    author = Correspondent.objects.create(name="张三", phone="13800001234")
    curious, innocent = (make_user(StaffRole.CORRESPONDENTS_DESK) for _ in range(2))
    open_personal(obj=author, field="phone", actor=curious)
    entry = LedgerEntry.objects.get(verb="personal.opened")

    change(entry, "actor_id", innocent.pk)

    with pytest.raises(CommandError):
        call_command("verify_ledger")
    said = f"Row {entry.pk}, entry 1 of submissions.correspondent {author.pk}, was"
    assert capsys.readouterr().out.startswith(said)


def test_a_row_written_in_by_hand_is_named(chains):
    last = rows_of(chains[0])[-1]

    sql(
        "INSERT INTO desk_ledgerentry (object_type, object_id, sequence, verb, data,"
        " actor_id, created_at, previous_hash, hash) SELECT object_type, object_id, 5,"
        " 'tests.forged', data, actor_id, created_at, hash, hash FROM desk_ledgerentry"
        " WHERE id = %s",
        last.pk,
    )

    forged = LedgerEntry.objects.get(verb="tests.forged")
    assert verify_ledger() == [
        f"Row {forged.pk}, entry 5 of desk.user {chains[0].pk}, was changed."
    ]
