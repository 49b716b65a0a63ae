"""The directory: whose piece it is, who is one person, what a year was."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from desk.exceptions import NotAllowed, Refused
from desk.models import Job
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from submissions.models import CallForCopy, Correspondent, Submission, Tag, Unit
from submissions.services.calls.choosing import Wanted, correspondents_for
from submissions.services.calls.tracking import calls_to
from submissions.services.directory.figures import (
    YearFigures,
    of_nobody,
    tally_of_people,
    tally_of_units,
    years_of,
)
from submissions.services.directory.keeping import note_about, set_unit_names
from submissions.services.directory.knowing import (
    emails_of,
    find_unit,
    gather_pieces,
    know_author,
    newcomers,
    take_in,
)
from submissions.services.directory.merging import merge_correspondents, undo_merge
from submissions.services.directory.sheets import tally_sheet
from submissions.services.publication import record_publication
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
LIN = {"name": "林晓", "email": "lin@example.org"}
FROM_LIN = {"contact_name": "林晓", "contact_email": "Lin@example.org"}


@pytest.fixture
def lin():
    zone = Tag.objects.create(name="滨河开发区", vocabulary="zone")
    unit = Unit.objects.create(name="滨河开发区宣传中心", zone=zone)
    return Correspondent.objects.create(unit=unit, **LIN)


def printed(piece, day=date(2026, 11, 30)):
    Submission.objects.filter(pk=piece.pk).update(status="published")
    record_publication(
        submission=piece,
        issue_label="2026年第9期",
        cover_date=day,
        page_number=2,
        headline=piece.headline,
        copy_hash="0" * 64,
    )


def hers(lin, number=1):
    pieces = [make_submission(**FROM_LIN) for _each in range(number)]
    Submission.objects.filter(pk__in=[p.pk for p in pieces]).update(correspondent=lin)
    return pieces


def test_a_piece_with_her_name_and_address_is_hers(lin):
    mine = make_submission(**FROM_LIN)
    colleague = make_submission(**{**FROM_LIN, "contact_name": "何雨"})

    assert (know_author(mine), know_author(colleague)) == (True, False)

    mine.refresh_from_db()
    assert mine.correspondent == lin
    assert know_author(mine) is False


def test_two_with_one_name_and_address_are_told_apart_by_nobody(lin):
    twin = Correspondent.objects.create(name="林晓", email="other@example.org")
    twin.addresses.create(email="LIN@example.org")

    assert know_author(make_submission(**FROM_LIN)) is False


def test_newcomers_are_taken_in_with_all_their_pieces(cast):
    pieces = [make_submission(**FROM_LIN) for _each in range(2)]
    (row,) = newcomers()
    assert (row.name, row.email, row.unit, row.pieces) == (
        "林晓",
        "lin@example.org",
        "云州开发区",
        2,
    )

    made = take_in(name=row.name, email=row.email, actor=cast.editor)

    assert made.unit == Unit.objects.get(name="云州开发区")
    assert set(made.submissions.all()) == set(pieces)
    assert list(newcomers()) == []
    assert entries_for(made).last().data == {"pieces": 2}
    with pytest.raises(Refused, match="No piece by 林晓"):
        take_in(name=row.name, email=row.email, actor=cast.editor)


def test_who_gave_no_e_mail_is_told_apart_by_her_unit(cast):
    bare = {"contact_name": "何雨", "contact_email": ""}
    here, there = (
        make_submission(**bare, contact_unit=unit) for unit in ("甲园区", "乙园区")
    )
    assert {row.unit for row in newcomers()} == {"甲园区", "乙园区"}

    made = take_in(name="何雨", email="", unit="甲园区", actor=cast.editor)

    assert list(made.submissions.all()) == [here]
    later = make_submission(**bare, contact_unit="甲园区")
    assert (know_author(later), know_author(there)) == (True, False)
    with pytest.raises(Refused, match="There is a “何雨” already"):
        take_in(name="何雨", email="", unit="乙园区", actor=cast.editor)


def test_a_unit_is_known_by_any_of_its_names(cast, lin):
    set_unit_names(
        unit=lin.unit, names=["滨河宣传办", " ", "滨河宣传办"], actor=cast.editor
    )

    assert find_unit("滨河宣传办") == lin.unit
    assert find_unit("不知道") is None
    other = Unit.objects.create(name="云州开发区")
    with pytest.raises(Refused, match="leads to “滨河开发区宣传中心”"):
        set_unit_names(unit=other, names=["滨河宣传办"], actor=cast.editor)
    with pytest.raises(NotAllowed):
        set_unit_names(unit=other, names=[], actor=cast.proofreader)
    assert entries_for(lin.unit).last().data == {"names": ["滨河宣传办"]}


def test_pieces_of_hers_are_gathered_on_demand(cast, lin):
    lin.addresses.create(email="lin@zone.example")
    make_submission(**FROM_LIN)
    make_submission(**{**FROM_LIN, "contact_email": "lin@zone.example"})
    make_submission(contact_name="何雨", contact_email="lin@example.org")

    assert gather_pieces(correspondent=lin, actor=cast.editor) == 2
    assert gather_pieces(correspondent=lin, actor=cast.editor) == 0


def test_two_rows_become_one_and_two_again(cast, lin):
    twin = Correspondent.objects.create(name="林小", email="xiao@example.org")
    (piece,) = hers(twin)
    note_about(correspondent=twin, text="常写农业。", actor=cast.editor)

    merge = merge_correspondents(source=twin, target=lin, actor=cast.editor)

    piece.refresh_from_db()
    twin.refresh_from_db()
    assert (piece.correspondent, twin.merged_into) == (lin, lin)
    assert emails_of(lin) == ("lin@example.org", "xiao@example.org")
    assert [note.text for note in lin.notes.all()] == ["常写农业。"]
    undo_merge(merge=merge, actor=cast.chief)
    undo_merge(merge=merge, actor=cast.chief)
    piece.refresh_from_db()
    twin.refresh_from_db()
    assert (piece.correspondent, twin.merged_into) == (twin, None)
    assert emails_of(lin) == ("lin@example.org",)
    assert [entry.verb for entry in entries_for(twin)] == [
        "correspondent.noted",
        "correspondent.merged",
        "correspondent.merge_undone",
    ]


def test_calls_go_to_who_stands_for_both(cast, lin):
    twin = Correspondent.objects.create(name="林小", email="xiao@example.org")
    call = CallForCopy.objects.create(
        title="新春走基层", text="x", until=timezone.now()
    )
    sent = {"name": "林小", "email": "xiao@example.org", "token_hash": "0" * 64}
    recipient = call.recipients.create(correspondent=twin, **sent)

    merge = merge_correspondents(source=twin, target=lin, actor=cast.editor)

    assert [row.recipient for row in calls_to(lin, 5)] == [recipient]
    assert list(correspondents_for(Wanted())) == [lin]
    undo_merge(merge=merge, actor=cast.editor)
    assert calls_to(lin, 5) == []


def test_what_came_after_a_merging_stays_when_it_is_undone(cast, lin):
    twin = Correspondent.objects.create(name="林小", email="xiao@example.org")
    merge = merge_correspondents(source=twin, target=lin, actor=cast.editor)
    (later,) = hers(lin)

    undo_merge(merge=merge, actor=cast.editor)

    later.refresh_from_db()
    assert later.correspondent == lin


def test_mergings_that_make_no_sense_are_refused(cast, lin):
    twin = Correspondent.objects.create(name="林小")
    third = Correspondent.objects.create(name="林三")
    merge = merge_correspondents(source=twin, target=lin, actor=cast.editor)
    merge_correspondents(source=lin, target=third, actor=cast.editor)

    for source, target in ((third, third), (twin, third), (third, lin)):
        with pytest.raises(Refused):
            merge_correspondents(source=source, target=target, actor=cast.editor)
    with pytest.raises(Refused, match="merged on meanwhile"):
        undo_merge(merge=merge, actor=cast.editor)
    with pytest.raises(NotAllowed):
        undo_merge(merge=merge, actor=cast.proofreader)


def test_the_years_of_a_person(lin):
    first, second, joined = hers(lin, 3)
    Submission.objects.filter(pk=joined.pk).update(status="joined")
    Submission.objects.filter(pk=second.pk).update(year=first.year - 1, serial=900)
    printed(first)

    assert list(years_of([lin.pk])) == [
        YearFigures(first.year, 1, 1, 1),
        YearFigures(first.year - 1, 1, 0, 0),
    ]
    assert years_of([lin.pk])[0].rate == 100


def test_the_tally_of_a_year(lin):
    other = Correspondent.objects.create(name="何雨", unit=lin.unit, is_special=True)
    pieces = [*hers(lin, 2), *hers(other)]
    make_submission()
    printed(pieces[2])
    year = pieces[0].year

    people, (unit,) = tally_of_people(year), tally_of_units(year)

    assert [(row.name, row.zone, row.figures.received) for row in people] == [
        ("何雨", "滨河开发区", 1),
        ("林晓", "滨河开发区", 2),
    ]
    assert (unit.unit, unit.figures) == (lin.unit.name, YearFigures(year, 3, 1, 1))
    assert unit.characters == pieces[2].char_count
    assert of_nobody(year) == 1
    assert list(tally_of_people(year - 1)) == []


def test_the_tally_asks_as_much_for_ten_as_for_one(lin, django_assert_num_queries):
    (piece,) = hers(lin)
    with django_assert_num_queries(3):
        tally_of_people(piece.year)
    for number in range(9):
        hers(Correspondent.objects.create(name=f"作者{number}", unit=lin.unit))
    with django_assert_num_queries(3):
        assert len(tally_of_people(piece.year)) == 10


def test_a_name_that_looks_like_a_formula_stays_a_name(lin):
    evil = '=HYPERLINK("http://x")'
    (piece,) = hers(Correspondent.objects.create(name=evil, unit=lin.unit))

    sheet = tally_sheet(year=piece.year, by_unit=False)

    (_head, row) = csv.reader(io.StringIO(sheet.csv.removeprefix("\ufeff")))
    assert row[1] == f"'{evil}"
    cell = load_workbook(io.BytesIO(sheet.xlsx)).active.cell(2, 2)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (evil, "s", True)
    assert sheet.xlsx == tally_sheet(year=piece.year, by_unit=False).xlsx


def test_a_note_is_the_desk_s_and_not_in_the_ledger(cast, lin):
    note_about(correspondent=lin, text=" 常写农业。 ", actor=cast.editor)

    assert lin.notes.get().text == "常写农业。"
    assert "农业" not in str(entries_for(lin).last().data)
    for text, code in (("  ", "empty"), ("字" * 2001, "too_long")):
        with pytest.raises(Refused) as refused:
            note_about(correspondent=lin, text=text, actor=cast.editor)
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        note_about(correspondent=lin, text="x", actor=cast.proofreader)


def test_a_worker_knows_the_author_of_what_arrives(lin):
    piece = make_submission(**FROM_LIN)
    for job in Job.objects.filter(payload={"piece": piece.pk}):
        run_job(job.pk)

    piece.refresh_from_db()
    assert piece.correspondent == lin
