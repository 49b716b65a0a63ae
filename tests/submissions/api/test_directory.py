"""Correspondents and units over the API."""

import pytest

from submissions.models import Correspondent, CorrespondentMerge, Submission, Tag, Unit
from tests.desk.builders import make_letter, make_user
from tests.submissions.api.callers import client_of, queries_of
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
PEOPLE = "/api/correspondents/"


@pytest.fixture
def lin():
    zone = Tag.objects.create(name="滨河开发区", vocabulary="zone")
    unit = Unit.objects.create(name="滨河开发区宣传中心", zone=zone)
    fields = {"name": "林晓", "email": "lin@example.org", "phone": "13800001234"}
    return Correspondent.objects.create(unit=unit, **fields)


def hers(lin):
    piece = make_submission(contact_email="lin@example.org")
    Submission.objects.filter(pk=piece.pk).update(correspondent=lin)
    return piece


def test_people_are_listed_found_and_never_called(cast, lin):
    piece = hers(lin)
    Correspondent.objects.create(name="何雨")
    api = client_of(cast.proofreader)

    (row,) = api.get(PEOPLE, {"q": "滨河"}).json()["results"]

    assert (row["name"], row["unit_name"], row["received_now"]) == (
        "林晓",
        "滨河开发区宣传中心",
        1,
    )
    assert (row["phone_masked"], "13800001234" in str(row)) == ("138****1234", False)
    zone = api.get(PEOPLE, {"zone": "滨河开发区"}).json()["results"]
    assert [each["id"] for each in zone] == [lin.pk]
    years = api.get(f"{PEOPLE}{lin.pk}/years/").json()
    assert [(each["year"], each["received"]) for each in years] == [(piece.year, 1)]


def test_a_correspondent_is_made_and_changed(cast):
    api = client_of(cast.editor)

    made = api.post(PEOPLE, {"name": "何雨", "email": "he@example.org"}).json()
    changed = api.patch(f"{PEOPLE}{made['id']}/", {"new_phone": "13900005678"})
    twice = api.post(PEOPLE, {"name": "何雨", "email": "he@example.org"})

    row = Correspondent.objects.get()
    assert (row.name, row.phone) == ("何雨", "13900005678")
    assert changed.json()["phone_masked"] == "139****5678"
    assert twice.status_code in (400, 409)
    looks = client_of(cast.proofreader)
    assert looks.post(PEOPLE, {"name": "x"}).status_code == 403
    assert looks.patch(f"{PEOPLE}{row.pk}/", {"name": "x"}).status_code == 403


def test_notes_letters_and_newcomers(cast, lin):
    api = client_of(cast.editor)
    make_letter(recipient="lin@example.org", subject="您好")
    make_submission(contact_name="何雨", contact_email="he@example.org")

    made = api.post(f"{PEOPLE}{lin.pk}/notes/", {"text": "常写农业。"})

    assert made.status_code == 201
    assert api.get(f"{PEOPLE}{lin.pk}/notes/").json()[0]["text"] == "常写农业。"
    letters = api.get(f"{PEOPLE}{lin.pk}/letters/").json()
    assert [each["subject"] for each in letters] == ["您好"]
    (new,) = api.get(f"{PEOPLE}newcomers/").json()
    taken = api.post(
        f"{PEOPLE}newcomers/", {"name": new["name"], "email": new["email"]}
    )
    assert (taken.status_code, taken.json()["name"]) == (201, "何雨")
    looks = client_of(cast.proofreader)
    for path in (f"{lin.pk}/notes/", f"{lin.pk}/letters/", "newcomers/"):
        assert looks.get(f"{PEOPLE}{path}").status_code == 403


def test_two_are_merged_and_parted(cast, lin):
    twin = Correspondent.objects.create(name="林小")
    api = client_of(cast.editor)

    made = api.post(f"{PEOPLE}{lin.pk}/merge/", {"other": twin.pk})
    herself = api.post(f"{PEOPLE}{lin.pk}/merge/", {"other": lin.pk})
    undone = api.post(f"{PEOPLE}merges/{made.json()['id']}/undo/").json()

    assert (made.status_code, herself.status_code) == (201, 409)
    assert undone["undone_at"] is not None
    assert CorrespondentMerge.objects.count() == 1
    looks = client_of(cast.proofreader)
    assert looks.post(f"{PEOPLE}merges/1/undo/").status_code == 403


def test_the_tally_over_the_api(cast, lin):
    year = hers(lin).year
    api = client_of(cast.proofreader)

    (row,) = api.get(f"{PEOPLE}tally/", {"year": year}).json()
    (unit,) = api.get(f"{PEOPLE}tally/", {"year": year, "by": "unit"}).json()

    assert (row["name"], row["figures"]["received"]) == ("林晓", 1)
    assert (unit["name"], unit["unit"]) == ("", "滨河开发区宣传中心")
    asked = {"year": year, "kind": "xlsx"}
    assert api.get(f"{PEOPLE}tally/file/", asked).content.startswith(b"PK")
    assert api.get(f"{PEOPLE}tally/file/", {"year": year}).status_code == 404
    assert api.get(f"{PEOPLE}tally/").status_code == 404


def test_units_with_their_names(cast, lin):
    api = client_of(cast.editor)
    at = f"/api/units/{lin.unit_id}/"

    changed = api.patch(at, {"other_names": ["滨河宣传办"]}).json()
    made = api.post("/api/units/", {"name": "云州开发区"}).json()
    taken = api.patch(f"/api/units/{made['id']}/", {"other_names": ["滨河宣传办"]})

    assert (changed["names"], changed["zone"]) == (["滨河宣传办"], "滨河开发区")
    assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")
    looks = client_of(cast.proofreader)
    assert looks.get(at).json()["name"] == "滨河开发区宣传中心"
    assert looks.patch(at, {"name": "x"}).status_code == 403
    assert client_of(make_user()).get(at).status_code == 403


@pytest.mark.parametrize("address", [PEOPLE, "/api/units/"])
def test_three_rows_ask_as_much_as_one(cast, lin, address):
    api = client_of(cast.editor)
    queries_of(api, address)

    one = queries_of(api, address)
    for number in range(2):
        unit = Unit.objects.create(name=f"单位{number}", zone=lin.unit.zone)
        unit.names.create(name=f"别名{number}")
        Correspondent.objects.create(name=f"作者{number}", unit=unit)

    assert queries_of(api, address) == one
