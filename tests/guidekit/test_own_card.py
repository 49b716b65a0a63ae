"""The desk's own card: who may see it, and whether a camera could read it."""

import io

import numpy as np
import pytest
from PIL import Image

from desk.enums import StaffRole
from guidekit.own_card import is_here_only
from tests.desk.builders import make_user
from tests.issues.builders import make_supplement

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, settings):
    settings.SITE_URL = "https://tougao.example.com"
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_user(StaffRole.PROOFREADER))
    return client


def test_the_first_screen_shows_the_card(desk):
    page = desk.get("/admin/").content.decode()

    assert "https://tougao.example.com/" in page
    assert "data:image/svg+xml" in page
    assert 'href="/desk/card/"' in page
    assert "cannot open it" not in page


def test_an_address_of_this_machine_is_said_to_be_no_use(desk, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"

    assert "a telephone cannot open it" in desk.get("/admin/").content.decode()
    assert "a telephone cannot open it" in desk.get("/desk/card/").content.decode()


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://[::1]/", True),
        ("http://localhost:8000/", True),
        ("http://10.0.0.8/", False),
        ("https://tougao.example.com/", False),
    ],
)
def test_loopback_addresses_are_known(address, here):
    assert is_here_only(address) is here


def test_the_card_names_the_supplement_and_has_a_size(desk):
    make_supplement(name="园区导刊", paper="云州商报")

    small, large = desk.get("/desk/card/"), desk.get("/desk/card/?size=a5")
    other = desk.get("/desk/card/?size=../x")

    assert "园区导刊" in small.content.decode()
    assert 'class="card card-a6"' in small.content.decode()
    assert 'class="card card-a5"' in large.content.decode()
    assert 'class="card card-a6"' in other.content.decode()


def test_the_card_stands_before_a_supplement_does(desk):
    assert desk.get("/desk/card/").status_code == 200


def test_the_picture_is_sharp_black_and_white(desk):
    answer = desk.get("/desk/card.png")

    with Image.open(io.BytesIO(answer.content)) as picture:
        pixels = np.asarray(picture.convert("L"))
    assert answer["Content-Disposition"] == 'attachment; filename="card.png"'
    assert pixels.shape[0] == pixels.shape[1] >= 700
    assert len(np.unique(pixels)) == 2
    assert pixels[:96].min() == 255  # the quiet zone


def test_the_drawing_is_an_svg(desk):
    answer = desk.get("/desk/card.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


@pytest.mark.parametrize("path", ["/desk/card/", "/desk/card.svg", "/desk/card.png"])
def test_the_card_is_the_desks(client, path):
    assert client.get(path).status_code == 302
    client.force_login(make_user())
    assert client.get(path).status_code == 403
    assert client.post(path).status_code == 405
