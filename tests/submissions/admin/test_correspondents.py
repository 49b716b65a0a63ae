"""The correspondents' desk: the list, the page of each, units, the yearly tally."""

from datetime import date

import pytest
from django.urls import reverse

from desk.models import LedgerEntry
from submissions.models import (
    ConfirmedAddress,
    Correspondent,
    CorrespondentMerge,
    Submission,
    Tag,
    Unit,
)
from submissions.services.addresses import confirm_address
from submissions.services.publication import record_publication
from tests.desk.builders import make_letter, make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
NOTE = "<script>alert('note')</script>"


def at(name, *args):
    return reverse(f"admin:submissions_correspondent_{name}", args=args)


@pytest.fixture
def unit():
    zone = Tag.objects.create(name="滨河开发区", vocabulary="zone")
    return Unit.objects.create(name="滨河开发区宣传中心", zone=zone)


@pytest.fixture
def lin(unit):
    fields = {"name": "林晓", "email": "lin@example.org", "phone": "13800001234"}
    return Correspondent.objects.create(unit=unit, **fields)


def hers(lin, **words):
    piece = make_submission(contact_email="lin@example.org", **words)
    Submission.objects.filter(pk=piece.pk).update(correspondent=lin)
    return piece


def printed(piece):
    Submission.objects.filter(pk=piece.pk).update(status="published")
    record_publication(
        submission=piece,
        issue_label="2026年第9期",
        cover_date=date(piece.year, 11, 30),
        page_number=2,
        headline=piece.headline,
        copy_hash="0" * 64,
    )


def test_her_page_tells_all_of_her(client, cast, lin):
    confirm_address("lin@example.org")
    piece = hers(lin, headline="二期厂房封顶")
    printed(piece)
    about = {"object_type": "submissions.submission", "object_id": str(piece.pk)}
    make_letter(recipient="Lin@example.org", subject="见报通知", state="sent", **about)
    others = {**about, "object_id": "0"}
    make_letter(recipient="lin@example.org", subject="别人的稿", **others)
    client.force_login(cast.editor)

    page = client.get(at("change", lin.pk))

    text = page.content.decode()
    for words in (
        *(
            "滨河开发区宣传中心",
            "滨河开发区",
            "二期厂房封顶",
            "2026年第9期",
            "见报通知",
        ),
        *("138****1234", "lin@example.org", "100%"),
    ):
        assert words in text
    assert "13800001234" not in text
    ((email, proved),) = page.context["addresses"]
    assert (email, proved) == ("lin@example.org", ConfirmedAddress.objects.get())
    assert [row.subject for row in page.context["letters"]] == [
        "见报通知",
        f"We have your piece: {piece.ref}",
    ]


def test_a_letter_is_sent_again_from_her_page(client, cast, lin):
    piece = hers(lin)
    about = {"object_type": "submissions.submission", "object_id": str(piece.pk)}
    letter = make_letter(recipient="lin@example.org", state="sent", **about)
    client.force_login(cast.editor)
    (row, *_more) = [
        each
        for each in client.get(at("change", lin.pk)).context["letters"]
        if each.letter == letter
    ]
    assert (row.may_repeat, row.number) == (True, 1)

    said = {"number": row.number, "recipient": letter.recipient}
    client.post(reverse("admin:desk_letter_again", args=(letter.pk,)), said)

    assert letter.again.count() == 1


def test_notes_are_kept_and_escaped(client, cast, lin):
    client.force_login(cast.editor)

    client.post(at("note", lin.pk), {"text": NOTE})
    empty = client.post(at("note", lin.pk), {"text": " "})

    assert lin.notes.get().text == NOTE
    assert empty.status_code == 409
    assert NOTE not in client.get(at("change", lin.pk)).content.decode()
    client.force_login(cast.proofreader)
    assert client.get(at("change", lin.pk)).context["notes"] is None
    assert client.post(at("note", lin.pk), {"text": "x"}).status_code == 403
    assert client.get(at("note", lin.pk)).status_code == 405


def test_two_are_merged_and_parted(client, cast, lin):
    twin = Correspondent.objects.create(name="林晓", email="xiao@example.org")
    client.force_login(cast.editor)
    page = client.get(at("change", lin.pk))
    assert list(page.context["others"]) == [twin]

    client.post(at("merge", lin.pk), {"other": "xiao@example.org"})

    moved = client.get(at("change", twin.pk))
    assert (moved.status_code, moved["Location"]) == (302, at("change", lin.pk))
    assert twin not in client.get(at("changelist")).context["cl"].result_list
    client.post(at("unmerge", CorrespondentMerge.objects.get().pk))
    assert client.get(at("change", twin.pk)).status_code == 200
    assert client.post(at("merge", lin.pk), {"other": "nobody"}).status_code == 409
    client.force_login(cast.proofreader)
    assert client.post(at("merge", lin.pk), {"other": twin.pk}).status_code == 403


def test_newcomers_are_taken_in(client, cast):
    piece = make_submission(contact_name="何雨", contact_email="he@example.org")
    client.force_login(cast.editor)
    assert "何雨" in client.get(at("newcomers")).content.decode()

    client.post(at("newcomers"), {"name": "何雨", "email": "he@example.org"})
    again = client.post(at("newcomers"), {"name": "何雨", "email": "he@example.org"})

    piece.refresh_from_db()
    assert piece.correspondent.name == "何雨"
    assert again.status_code == 302
    client.force_login(cast.proofreader)
    assert client.get(at("newcomers")).status_code == 403


def test_pieces_are_gathered(client, cast, lin):
    make_submission(contact_name="林晓", contact_email="lin@example.org")
    client.force_login(cast.editor)

    client.post(at("gather", lin.pk))

    assert lin.submissions.count() == 1
    assert client.get(at("gather", lin.pk)).status_code == 405


def test_the_form_is_behind_a_link_and_its_saving_is_recorded(client, cast, lin):
    client.force_login(cast.editor)
    form = client.get(f"{at('change', lin.pk)}?edit=1").content.decode()
    assert 'name="new_phone"' in form
    zone = Tag.objects.create(name="云州开发区", vocabulary="zone")
    fields = {"name": "林晓", "email": "lin@example.org", "zone": zone.pk}

    saved = client.post(at("change", lin.pk), {**fields, "unit": lin.unit_id})

    lin.refresh_from_db()
    assert (saved["Location"], lin.zone) == (at("change", lin.pk), zone)
    entry = LedgerEntry.objects.get(verb="correspondent.saved")
    assert entry.data == {"fields": ["zone"]}


def test_a_unit_shows_its_people_and_keeps_its_names(client, cast, lin):
    piece = hers(lin)
    printed(piece)
    client.force_login(cast.editor)
    page = reverse("admin:submissions_unit_change", args=(lin.unit_id,))

    words = {"name": lin.unit.name, "zone": lin.unit.zone_id, "short_name": ""}
    client.post(page, {**words, "other_names": "滨河宣传办\n滨河宣传\n"})

    shown = client.get(page)
    assert [(each.name, each.sent, each.used) for each in shown.context["people"]] == [
        ("林晓", 1, 1)
    ]
    assert {each.name for each in shown.context["names"]} == {"滨河宣传", "滨河宣传办"}
    assert "滨河宣传办" in client.get(f"{page}?edit=1").content.decode()


def test_the_tally_of_a_year_as_page_and_as_files(client, cast, lin):
    piece = hers(lin)
    make_submission()
    client.force_login(cast.proofreader)

    page = client.get(at("tally"), {"year": piece.year})
    units = client.get(at("tally"), {"year": piece.year, "by": "unit"})

    assert [row.name for row in page.context["rows"]] == ["林晓"]
    assert page.context["nobodys"] == 1
    assert [row.unit for row in units.context["rows"]] == ["滨河开发区宣传中心"]
    sheet = client.get(at("tally_file", "xlsx"), {"year": piece.year})
    assert sheet.content.startswith(b"PK")
    table = client.get(at("tally_file", "csv"), {"year": piece.year})
    assert "林晓,滨河开发区宣传中心,滨河开发区" in table.content.decode()
    assert client.get(at("tally_file", "exe")).status_code == 404
    client.force_login(make_user())
    assert client.get(at("tally")).status_code == 403
    assert client.get(at("tally_file", "csv")).status_code == 403


def test_the_list_finds_filters_and_counts(client, cast, lin):
    piece = hers(lin)
    other = Correspondent.objects.create(name="何雨", is_special=True)
    client.force_login(cast.editor)

    def found(**asked):
        rows = client.get(at("changelist"), asked).context["cl"].result_list
        return [(row.name, row.received_now, row.printed_now) for row in rows]

    mine, hers_too = ("林晓", 1, 0), (other.name, 0, 0)
    assert sorted(found()) == sorted([mine, hers_too])
    assert found(q="滨河") == [mine]
    assert found(active="yes") == [mine]
    assert found(active="no") == [hers_too]
    assert found(zone=lin.unit.zone_id) == [mine]
    assert found(is_special__exact="1") == [hers_too]
    assert found(unit__id__exact=lin.unit_id) == [mine]
    assert piece.correspondent_id is None


def test_a_hundred_rows_ask_as_much_as_one(
    client, cast, lin, django_assert_max_num_queries
):
    hers(lin)
    client.force_login(cast.editor)
    client.get(at("changelist"))

    with django_assert_max_num_queries(12) as one:
        client.get(at("changelist"))
    Correspondent.objects.bulk_create(
        Correspondent(name=f"作者{number}", unit=lin.unit) for number in range(99)
    )
    with django_assert_max_num_queries(12) as many:
        client.get(at("changelist"))
    assert len(many) == len(one)


def test_her_page_asks_as_much_for_three_as_for_one(
    client, cast, lin, django_assert_max_num_queries
):
    hers(lin)
    client.force_login(cast.editor)
    client.get(at("change", lin.pk))

    with django_assert_max_num_queries(24) as one:
        client.get(at("change", lin.pk))
    for _each in range(2):
        printed(hers(lin))
    with django_assert_max_num_queries(24) as many:
        client.get(at("change", lin.pk))
    assert len(many) == len(one)
