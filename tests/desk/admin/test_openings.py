"""The page of the ledger that says who opened whose data."""

import pytest

from desk.enums import StaffRole
from desk.services.ledger import record
from desk.services.personal import open_personal
from submissions.models import Correspondent
from submissions.services.addresses import confirm_address
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/desk/ledgerentry/?openings=yes"


@pytest.fixture
def desk():
    return make_user(StaffRole.CORRESPONDENTS_DESK, display_name="通联小赵")


@pytest.fixture
def chief():
    return make_user(StaffRole.SECTION_CHIEF)


def verbs(answer):
    return [entry.verb for entry in answer.context["cl"].result_list]


def test_it_names_who_and_whose_and_nothing_else(client, desk, chief):
    author = Correspondent.objects.create(name="张三丰", phone="13800001234")
    record(obj=author, verb="staff.changed")
    open_personal(obj=author, field="phone", actor=desk)
    client.force_login(chief)

    answer = client.get(PAGE)

    page = answer.content.decode()
    assert verbs(answer) == ["personal.opened"]
    assert "通联小赵" in page
    assert f'/correspondent/{author.pk}/change/"><bdi>张三丰</bdi>' in page
    assert "13800001234" not in page


def test_it_is_narrowed_to_one_person(client, desk, chief):
    author = Correspondent.objects.create(name="张三", phone="13800001234")
    for actor in (desk, chief):
        open_personal(obj=author, field="phone", actor=actor)
    client.force_login(chief)

    answer = client.get(f"{PAGE}&actor={desk.pk}")

    assert [entry.actor for entry in answer.context["cl"].result_list] == [desk]


def test_looking_at_a_confirmed_address_is_an_opening(client, desk, chief):
    address = confirm_address("linxiao@example.org")
    at = f"/admin/submissions/confirmedaddress/{address.pk}/change/"
    client.force_login(desk)
    client.get(at)
    client.force_login(chief)

    (entry,) = client.get(PAGE).context["cl"].result_list

    assert (entry.actor, entry.data) == (desk, {"field": "details"})


def test_the_page_asks_as_much_for_three_rows_as_for_one(
    client, desk, chief, django_assert_num_queries
):
    author = Correspondent.objects.create(name="张三", phone="13800001234")
    open_personal(obj=author, field="phone", actor=desk)
    client.force_login(chief)
    client.get(PAGE)

    with django_assert_num_queries(9):
        client.get(PAGE)
    for name in ("李四", "王五"):
        other = Correspondent.objects.create(name=name, phone="13800001235")
        open_personal(obj=other, field="phone", actor=desk)
    with django_assert_num_queries(9):
        client.get(PAGE)
