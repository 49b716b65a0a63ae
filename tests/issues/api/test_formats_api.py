"""Page formats, fonts, folio and booked pieces over the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from desk.enums import StaffRole
from issues.models import FixedPiece, PageGrid
from issues.services.booking import book_piece
from tests.desk.builders import make_user
from tests.issues.builders import make_grid, make_issue, make_supplement
from tests.issues.services.test_booking import ADVERT
from tests.issues.services.test_formats import EIGHT
from tests.submissions.builders import make_photo_file

pytestmark = pytest.mark.django_db


def client(user):
    made = APIClient()
    made.force_authenticate(user)
    return made


@pytest.fixture
def chief_editor():
    return make_user(StaffRole.EDITOR_IN_CHIEF)


def test_a_format_is_made_read_changed_and_copied(chief_editor, cast):
    mine, looking = client(chief_editor), client(cast.proofreader)

    made = mine.post("/api/formats/", EIGHT, format="json")
    read = looking.get("/api/formats/eight/")
    styles = {"styles": {"deck": {"face": "hei"}}}
    changed = mine.patch("/api/formats/eight/", {"styles": styles}, format="json")
    copied = mine.post("/api/formats/eight/copy/")

    assert (made.status_code, copied.status_code) == (201, 201)
    assert read.data["sums"][0].startswith("Across: 8 × 13 characters")
    assert changed.data["reopened"] == []
    assert PageGrid.objects.get(slug="eight-2").styles == styles


def test_a_format_that_does_not_add_up_is_answered_with_its_sentence(chief_editor):
    make_grid(slug="four")

    wrong = client(chief_editor).patch("/api/formats/four/", {"lines": 90})
    taken = client(chief_editor).post("/api/formats/", {**EIGHT, "slug": "four"})

    assert (wrong.status_code, wrong.data["code"]) == (409, "format_wrong")
    assert wrong.data["detail"].startswith("The type area is 444.5 mm high")
    assert taken.status_code == 400


def test_the_fonts_of_the_desk_are_read_and_set(chief_editor, cast):
    path = f"/api/supplements/{make_supplement().pk}/fonts/"
    asked = {"fonts": {"song": "方正书宋"}}

    forbidden = client(cast.chief).post(path, asked, format="json")
    done = client(chief_editor).post(path, asked, format="json")

    assert forbidden.status_code == 403
    assert done.data[0] == {
        "face": "song",
        "free": "Noto Serif SC Regular",
        "own": "方正书宋",
        "usual": "方正书宋",
    }


def test_a_piece_is_booked_with_its_artwork_changed_and_cancelled(cast):
    page = make_issue(pages=2).pages.get(number=2)
    art = make_photo_file(size=(300, 200)).read_bytes()
    file = SimpleUploadedFile("ad.jpg", art, "image/jpeg")
    mine = client(cast.editor)

    made = mine.post(
        "/api/booked-pieces/",
        {**ADVERT, "page": page.pk, "artwork": file},
        format="multipart",
    )
    path = f"/api/booked-pieces/{made.data['id']}/"
    changed = mine.patch(path, {"line": 40}, format="json")
    taken = mine.post("/api/booked-pieces/", {**ADVERT, "page": page.pk}, format="json")
    gone = mine.delete(path)

    assert (made.status_code, made.data["mark"]) == (201, "广告")
    assert (made.data["artwork_width"], made.data["artwork_height"]) == (300, 200)
    assert changed.data["line"] == 40
    assert (taken.status_code, taken.data["code"]) == (409, "place_taken")
    assert (gone.status_code, FixedPiece.objects.count()) == (204, 0)


def test_the_folio_of_a_page_is_read_and_set(cast):
    issue = make_issue()
    path = f"/api/pages/{issue.pages.get().pk}/folio/"
    asked = {"label": "产业", "proofreader": cast.proofreader.pk}

    done = client(cast.chief).patch(path, asked, format="json")
    forbidden = client(cast.editor).patch(path, asked, format="json")
    number = client(cast.chief).put(
        f"/api/issues/{issue.pk}/daily-serial/", {"number": 8123}, format="json"
    )

    assert done.data["folio"][2] == f"校对：{cast.proofreader}　第01版"
    assert forbidden.status_code == 403
    assert number.data == {"number": 8123}


def test_three_pieces_ask_as_much_as_one(cast, django_assert_num_queries):
    page = make_issue(pages=2).pages.get(number=2)
    book_piece(page=page, values=ADVERT, actor=cast.editor)
    looking = client(cast.proofreader)
    looking.get("/api/booked-pieces/")

    with django_assert_num_queries(2):
        looking.get("/api/booked-pieces/")
    for line in (10, 30):
        book_piece(page=page, values={**ADVERT, "line": line}, actor=cast.editor)
    with django_assert_num_queries(2):
        looking.get("/api/booked-pieces/")
