"""Correspondents and the other lists of the directory."""

import pytest

from desk.models import LedgerEntry
from submissions.models import Correspondent, Section, Unit

pytestmark = pytest.mark.django_db
PHONE = "13800001234"


@pytest.fixture
def person():
    unit = Unit.objects.create(name="滨河开发区宣传中心", short_name="滨河")
    fields = {"name": "林晓", "email": "lin@example.org", "phone": PHONE}
    return Correspondent.objects.create(unit=unit, **fields)


def change(person):
    return f"/admin/submissions/correspondent/{person.pk}/change/"


def test_the_number_is_masked_everywhere(client, cast, person):
    client.force_login(cast.editor)

    pages = (change(person), "/admin/submissions/correspondent/")

    for page in pages:
        text = client.get(page).content.decode()
        assert PHONE not in text
        assert "138****1234" in text


def test_the_number_is_opened_by_permission_and_recorded(client, cast, person):
    at = f"/admin/submissions/correspondent/{person.pk}/phone/"
    client.force_login(cast.proofreader)
    refused = client.post(at)
    client.force_login(cast.chief)

    opened = client.post(at)

    assert (refused.status_code, client.get(at).status_code) == (403, 405)
    assert opened.json() == {"phone": PHONE}
    assert LedgerEntry.objects.get(verb="personal.opened").actor == cast.chief


def test_saving_keeps_the_number_unless_a_new_one_is_given(client, cast, person):
    client.force_login(cast.editor)
    fields = {"name": "林晓晓", "unit": person.unit_id, "email": "", "new_phone": ""}

    client.post(change(person), fields)
    person.refresh_from_db()
    kept = (person.name, person.phone)
    client.post(change(person), {**fields, "new_phone": "0311-80000000"})

    person.refresh_from_db()
    assert kept == ("林晓晓", PHONE)
    assert person.phone == "0311-80000000"


def test_a_proofreader_looks_and_changes_nothing(client, cast, person):
    client.force_login(cast.proofreader)

    assert client.get(change(person)).status_code == 200
    assert client.post(change(person), {"name": "别人"}).status_code == 403
    assert client.get("/admin/submissions/tag/add/").status_code == 403


def test_sections_are_the_chief_s(client, cast):
    section = Section.objects.create(name="园区要闻", slug="news")
    at = f"/admin/submissions/section/{section.pk}/change/"
    fields = {"name": "要闻", "slug": "news", "kind": "standing", "position": 0}
    fields["shelf_days"] = 90
    client.force_login(cast.editor)
    refused = client.post(at, {**fields, "usual_length": 500})
    client.force_login(cast.chief)

    client.post(at, {**fields, "usual_length": 500})

    section.refresh_from_db()
    assert refused.status_code == 403
    assert (section.name, section.usual_length) == ("要闻", 500)
