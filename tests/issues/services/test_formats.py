"""Page formats: kept when they add up, copied, and what a change makes old."""

from decimal import Decimal

import pytest

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.models import LedgerEntry
from guidekit.first_start import prepare_publication
from issues.enums import PageStatus
from issues.models import PageGrid
from issues.services.booking import book_piece
from issues.services.desk_fonts import font_rows, set_desk_fonts
from issues.services.format_words import sum_sentences
from issues.services.formats import FormatWrong, copy_format, save_format
from issues.services.signing import sign_page
from press.exporters.idml import FontMap
from press.makeup.grid import BROADSHEET, PRESETS
from press.typesetting.model import Face
from tests.desk.builders import make_user
from tests.issues.builders import made_page, make_grid, make_issue, make_supplement
from tests.issues.services.test_booking import ADVERT

pytestmark = pytest.mark.django_db
EIGHT = {
    "name": "对开八栏",
    "slug": "eight",
    "trim_width": Decimal("390"),
    "trim_height": Decimal("550"),
    "columns": 8,
    "column_chars": 13,
    "gap_chars": 1,
    "lines": 120,
    "body_size": Decimal("9"),
    "leading": Decimal("11.6"),
}


@pytest.fixture
def chief_editor():
    return make_user(StaffRole.EDITOR_IN_CHIEF)


def test_a_format_that_adds_up_is_kept_with_its_styles(chief_editor):
    styles = {"styles": {"caption": {"size": 7.5, "leading": 10, "face": "hei"}}}

    saved = save_format(values={**EIGHT, "styles": styles}, actor=chief_editor)

    press = PageGrid.objects.get(slug="eight").to_press()
    caption = press.styles.caption
    assert (caption.size, caption.leading, caption.face) == (7.5, 10, Face.HEI)
    assert (press.styles.body.size, press.styles.body.leading) == (9, 11.6)
    assert saved.reopened == ()
    assert LedgerEntry.objects.filter(verb="format.saved").count() == 1


def test_a_format_that_does_not_add_up_says_each_fault(chief_editor):
    wrong = {"styles": {"deck": {"size": 300}}}
    values = {**EIGHT, "trim_width": Decimal("360"), "leading": Decimal("8")}

    with pytest.raises(FormatWrong) as refused:
        save_format(values={**values, "styles": wrong}, actor=chief_editor)

    assert refused.value.sentences == (
        "The leading of 8 pt is less than the body size of 9 pt; lines would overlap.",
        "The type area is 352.42 mm wide; with margins of 8 mm the trim leaves 344 mm."
        " Take fewer columns or characters, or a wider trim.",
        "“Deck”: 300 is no size a newspaper sets; write a name such as 小五, or points"
        " from 5 to 120.",
    )
    assert not PageGrid.objects.exists()


def test_a_name_that_is_taken_is_refused_in_words(chief_editor):
    save_format(values=EIGHT, actor=chief_editor)

    with pytest.raises(FormatWrong, match="already exists"):
        save_format(values=EIGHT, actor=chief_editor)


def test_a_change_reopens_the_made_up_pages_and_leaves_the_signed(cast, chief_editor):
    grid = make_grid()
    made, signed = made_page(cast, grid=grid), made_page(cast, grid=grid)
    sign_page(page=signed, signer=cast.duty, expected_revision=signed.makeup_revision)

    same = save_format(grid=grid, values={"name": "四开新名"}, actor=chief_editor)
    other = save_format(grid=grid, values={"lines": 68}, actor=chief_editor)

    made.refresh_from_db()
    signed.refresh_from_db()
    assert same.reopened == ()
    assert [page.pk for page in other.reopened] == [made.pk]
    assert (made.status, signed.status) == (PageStatus.OPEN, PageStatus.SIGNED)


def test_a_copy_has_a_name_of_its_own(chief_editor):
    grid = make_grid(name="四开", slug="four", styles={"rules": {"box_weight": 1.0}})

    first = copy_format(grid=grid, actor=chief_editor)
    second = copy_format(grid=grid, actor=chief_editor)

    assert [(c.name, c.slug) for c in (first, second)] == [
        ("四开 2", "four-2"),
        ("四开 3", "four-3"),
    ]
    assert first.to_press().styles.box_weight == 1


def test_only_who_sets_up_the_desk_changes_a_format(cast):
    grid = make_grid()

    with pytest.raises(NotAllowed):
        save_format(grid=grid, values={"lines": 68}, actor=cast.chief)
    with pytest.raises(NotAllowed):
        copy_format(grid=grid, actor=cast.page_editor)


def test_the_sums_are_said_as_on_paper():
    assert sum_sentences(BROADSHEET) == (
        "Across: 6 × 17 characters and 5 gaps of 2 are 112 cells; at 9 pt that is"
        " 355.6 mm. The trim leaves 17.2 mm left and right.",
        "Down: 102 lines of 14 pt are 503.8 mm. The trim leaves 24.7 mm at the head"
        " and 16.5 mm at the foot.",
        "A page of nothing but text holds 10404 characters; body type is 小五.",
    )


def test_the_first_start_brings_every_preset():
    prepare_publication()

    found = {grid.slug: grid.to_press() for grid in PageGrid.objects.all()}

    assert found == PRESETS


def test_the_desk_names_its_own_fonts(chief_editor):
    supplement = make_supplement()

    fonts = {"song": " 方正书宋 ", "kai": ""}
    held = set_desk_fonts(supplement=supplement, fonts=fonts, actor=chief_editor)

    assert held.desk_fonts == {"song": "方正书宋"}
    assert [row.own for row in font_rows(held)][:2] == ["方正书宋", ""]
    asked = FontMap().with_families(held.desk_fonts)
    assert asked.font(Face.SONG).name == "方正书宋 Regular"
    assert asked.font(Face.KAI) == FontMap().font(Face.KAI)
    with pytest.raises(Refused, match="none of our faces"):
        set_desk_fonts(supplement=supplement, fonts={"x": "y"}, actor=chief_editor)


def test_a_format_never_pushes_a_booked_piece_off_its_page(cast, chief_editor):
    grid = make_grid()
    page = make_issue(grid=grid, pages=2).pages.get(number=2)
    book_piece(page=page, values={**ADVERT, "line": 50, "lines": 20}, actor=cast.editor)

    with pytest.raises(FormatWrong) as refused:
        save_format(grid=grid, values={"lines": 69}, actor=chief_editor)
    saved = save_format(grid=grid, values={"lines": 71}, actor=chief_editor)

    assert refused.value.sentences == (
        f"“云州农商银行” on {page} would stand outside of the page; move it first.",
    )
    assert saved.grid.lines == 71
