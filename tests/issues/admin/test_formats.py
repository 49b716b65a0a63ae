"""The screens of page formats, fonts, folio and booked pieces, by Django's client."""

from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.enums import StaffRole
from issues.format_forms import FormatForm
from issues.models import FixedPiece, PageGrid
from issues.services.booking import book_piece
from issues.services.signing import sign_page
from tests.desk.builders import make_user
from tests.issues.builders import made_page, make_grid, make_issue, make_supplement
from tests.issues.services.test_booking import ADVERT
from tests.submissions.builders import make_photo_file

pytestmark = pytest.mark.django_db
GRIDS = "/admin/issues/pagegrid/"


@pytest.fixture
def chief_editor(client):
    user = make_user(StaffRole.EDITOR_IN_CHIEF)
    client.force_login(user)
    return user


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def typed(grid, **changes):
    """Return what a browser sends when a format is opened and saved."""
    form = FormatForm(grid=grid)
    fields = {bound.name: bound.value() for bound in form}
    return {**{k: "" if v is None else v for k, v in fields.items()}, **changes}


def booking(**changes):
    """Return an advertisement as it is typed: counted from one."""
    return {**ADVERT, "column": 4, "line": 51, "framed": "on", **changes}


def test_a_format_is_shown_drawn_with_its_sums(client, chief_editor):
    grid = make_grid()

    page = client.get(f"{GRIDS}{grid.pk}/change/").content.decode()

    assert page.count('class="gk-grid-column"') == 5
    assert "5 × 14 characters and 4 gaps of 2 are 78 cells" in page
    assert 'value="小五"' in page


def test_a_format_saved_as_it_stands_changes_nothing(client, chief_editor, cast):
    grid = make_grid(styles={"styles": {"deck": {"face": "hei"}}})
    made_page(cast, grid=grid)
    before = grid.to_press()

    answer = client.post(f"{GRIDS}{grid.pk}/change/", typed(grid))

    held = PageGrid.objects.get()
    assert said(answer) == ["The format is kept."]
    assert held.to_press() == before
    assert held.styles == {"styles": {"deck": {"face": "hei"}}}


def test_styles_are_kept_as_what_they_change(client, chief_editor):
    grid = make_grid()
    fields = typed(
        grid,
        caption_size="六号",
        caption_leading="10",
        lead_sizes="48，初号、36",
        box_weight="1",
        subhead_size="",
    )

    client.post(f"{GRIDS}{grid.pk}/change/", fields)

    assert PageGrid.objects.get().styles == {
        "styles": {"caption": {"size": 7.5, "leading": 10.0}},
        "tiers": {
            "lead": {"sizes": [48.0, 42.0, 36.0], "max_lines": 2, "byline_size": 12.0}
        },
        "rules": {"box_weight": 1.0},
    }


def test_a_format_that_does_not_add_up_keeps_what_was_typed(client, chief_editor):
    grid = make_grid()
    fields = typed(grid, lines="90", caption_size="大五")

    first = client.post(f"{GRIDS}{grid.pk}/change/", fields).content.decode()
    fields["caption_size"] = "小五"
    second = client.post(f"{GRIDS}{grid.pk}/change/", fields).content.decode()

    assert "“大五” is no type size" in first
    assert 'value="大五"' in first
    assert "The type area is 444.5 mm high" in second
    assert 'value="90"' in second
    assert PageGrid.objects.get().lines == 70


def test_a_change_says_which_pages_must_be_made_up_again(client, chief_editor, cast):
    grid = make_grid()
    page = made_page(cast, grid=grid)
    signed = made_page(cast, grid=grid)
    sign_page(page=signed, signer=cast.duty, expected_revision=signed.makeup_revision)

    before = client.get(f"{GRIDS}{grid.pk}/change/").content.decode()
    answer = client.post(f"{GRIDS}{grid.pk}/change/", typed(grid, lines="68"))

    again = f"Make this page up again: {page}."
    assert again in before
    assert "1 signed page keeps the layout it was signed with." in before
    assert said(answer) == ["The format is kept.", again]


def test_a_new_format_begins_empty_and_a_copy_full(client, chief_editor):
    grid = make_grid(name="四开", slug="four")
    fields = typed(grid, name="四开六栏", slug="six", columns="6", column_chars="11")

    empty = client.get(f"{GRIDS}add/").content.decode()
    made = client.post(f"{GRIDS}add/", fields)
    copied = client.post(f"{GRIDS}{grid.pk}/copy/")

    assert "The page is drawn here once its measures are there." in empty
    assert made.status_code == 302
    assert PageGrid.objects.get(slug="six").leading == Decimal("14")
    assert copied["Location"].endswith("/change/")
    assert client.get(f"{GRIDS}{grid.pk}/copy/").status_code == 405
    assert set(PageGrid.objects.values_list("name", flat=True)) == {
        *("四开", "四开六栏", "四开 2"),
    }


def test_more_columns_than_can_be_drawn_are_refused_without_a_drawing(
    client, chief_editor
):
    grid = make_grid()

    page = client.post(
        f"{GRIDS}{grid.pk}/change/", typed(grid, columns="30000", lines="30000")
    ).content.decode()

    assert "A page has from 1 to 12 type columns, not 30000." in page
    assert "gk-grid-column" not in page


def test_only_who_sets_up_the_desk_sees_formats(client, cast):
    client.force_login(cast.page_editor)

    assert client.get(f"{GRIDS}{make_grid().pk}/change/").status_code == 403


def test_the_fonts_of_the_desk_are_set(client, chief_editor):
    supplement = make_supplement()
    address = f"/admin/issues/supplement/{supplement.pk}/fonts/"

    page = client.get(address).content.decode()
    client.post(address, {"song": "方正书宋", "kai": "楷体_GB2312"})

    assert 'placeholder="方正小标宋"' in page
    assert "The proof is set in LXGW WenKai Medium." in page
    supplement.refresh_from_db()
    assert supplement.desk_fonts == {"song": "方正书宋", "kai": "楷体_GB2312"}


def test_a_piece_is_booked_changed_and_taken_off_on_the_page(client, cast):
    page = make_issue(pages=2).pages.get(number=2)
    address = f"/admin/issues/page/{page.pk}/booked/"
    client.force_login(cast.editor)
    art = make_photo_file(size=(300, 200)).read_bytes()
    file = SimpleUploadedFile("ad.jpg", art, "image/jpeg")

    booked = client.post(address, booking(artwork=file))
    piece = FixedPiece.objects.get()
    shown = client.get(address).content.decode()
    own = f"{address}{piece.pk}/"
    changed = client.post(own, booking(line="41", without_artwork="on"))
    piece.refresh_from_db()

    assert (booked.status_code, changed.status_code) == (302, 302)
    assert (piece.column, piece.line, piece.artwork.name) == (3, 40, "")
    assert "云州农商银行" in shown
    assert "column 4, 2 wide; line 51, 20 deep" in shown
    assert 'class="gk-grid-block gk-grid-booked"' in shown
    assert 'class="gk-grid-block gk-grid-here"' in client.get(own).content.decode()
    assert said(client.post(f"{own}cancel/")) == ["Taken off. Make the page up again."]
    assert not FixedPiece.objects.exists()


def test_a_piece_that_does_not_fit_keeps_what_was_typed(client, cast):
    page = make_issue(pages=2).pages.get(number=2)
    address = f"/admin/issues/page/{page.pk}/booked/"
    client.force_login(cast.editor)

    answer = client.post(address, booking(column="5")).content.decode()

    assert "The page has 5 columns; the piece would reach from column 5" in answer
    assert 'value="云州农商银行"' in answer


def test_the_folio_is_set_on_the_page(client, cast):
    page = make_issue().pages.get()
    client.force_login(cast.chief)
    address = f"/admin/issues/page/{page.pk}/setup/"
    fields = {
        "label": "要闻",
        "daily_page": "A05",
        "layout_artist": cast.page_editor.pk,
        "daily_serial": "8123",
    }

    set_it = client.post(address, fields)
    wrong = client.post(address, {**fields, "label": "第05版"}).content.decode()

    page.refresh_from_db()
    assert set_it.status_code == 302
    assert (page.daily_page, page.layout_artist) == ("A05", cast.page_editor)
    page.issue.refresh_from_db()
    assert page.issue.daily_serial == 8123
    assert "“第05版” is a page number, not a page label." in wrong
    assert 'value="第05版"' in wrong


def test_a_signed_page_offers_nothing_to_change(client, cast):
    page = made_page(cast)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    client.force_login(cast.chief)

    shown = client.get(f"/admin/issues/page/{page.pk}/booked/").content.decode()

    assert "The page is signed off; nothing on it changes." in shown
    assert "Book it" not in shown


def test_three_pieces_ask_as_much_as_one(client, cast, django_assert_num_queries):
    page = make_issue(pages=2).pages.get(number=2)
    address = f"/admin/issues/page/{page.pk}/booked/"
    client.force_login(cast.chief)
    book_piece(page=page, values=ADVERT, actor=cast.chief)
    client.get(address)

    with django_assert_num_queries(11):
        client.get(address)
    for line in (10, 30):
        book_piece(page=page, values={**ADVERT, "line": line}, actor=cast.chief)
    with django_assert_num_queries(11):
        client.get(address)
