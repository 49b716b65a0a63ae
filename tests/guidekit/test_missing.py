"""Where an address leads that is none."""

import pytest

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
