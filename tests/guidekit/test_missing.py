"""Where an address leads that is none."""

import pytest

from desk.enums import StaffRole
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.mark.parametrize("path", ["/desk/nothing/", "/desk/letters/0/nothing/"])
def test_an_editor_is_led_back_to_the_desk(client, path):
    answer = client.get(path)

    page = answer.content.decode()
    assert (answer.status_code, 'href="/admin/"' in page) == (404, True)
    assert "private link" not in page


def test_the_admin_has_the_same_page(admin_client):
    answer = admin_client.get("/admin/nothing/")

    assert answer.status_code == 404
    assert "There is no screen of the desk" in answer.content.decode()


def test_a_reader_is_led_back_to_the_form(client):
    answer = client.get("/nothing/")

    page = answer.content.decode()
    assert (answer.status_code, 'href="/admin/"' in page) == (404, False)
    assert "private link may have been copied incompletely" in page


def test_who_is_refused_at_the_desk_reads_why(client):
    client.force_login(make_user(StaffRole.PROOFREADER))

    answer = client.get("/admin/submissions/submission/add/")

    page = answer.content.decode()
    assert (answer.status_code, 'href="/admin/"' in page) == (403, True)
    assert "“Editing pieces” is not among your duties." in page


def test_a_refusal_without_words_has_the_house_s(client):
    client.force_login(make_user(StaffRole.PROOFREADER))

    answer = client.get("/admin/desk/user/")

    assert answer.status_code == 403
    assert "This page is not open to you." in answer.content.decode()
