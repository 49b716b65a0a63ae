"""Booked pieces and the folio: refused where they do not fit, on every page after."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.exceptions import NotAllowed, Refused
from desk.services.jobs import run_job
from issues.enums import PageStatus
from issues.exceptions import PageLocked
from issues.models import FixedPiece
from issues.services.artworks import frozen_artworks
from issues.services.booking import book_piece, cancel_booking, change_booking
from issues.services.exporting import request_export
from issues.services.furniture import furniture_of, printed_date
from issues.services.gathering import gather_page
from issues.services.make_up import make_up_page
from issues.services.page_setup import set_daily_serial, set_page_up
from issues.services.pictures import screen_pictures
from issues.services.planning import open_issue
from issues.services.proofs import proof_pdf
from issues.services.room_in_issue import room_of
from issues.services.signing import sign_page
from press.makeup.fixed import FixedKind
from press.makeup.fixed import FixedPiece as PressPiece
from press.makeup.fixed_setting import set_fixed
from press.makeup.model import PictureSpec
from press.makeup.parts import Parts
from press.makeup.serial import layout_from_json, layout_hash, layout_to_json
from tests.issues.builders import (
    filled_page,
    made_page,
    make_grid,
    make_issue,
    make_supplement,
)
from tests.submissions.builders import make_photo_file

pytestmark = pytest.mark.django_db
ADVERT = {
    "kind": "advertisement",
    "column": 3,
    "line": 50,
    "columns": 2,
    "lines": 20,
    "client": "云州农商银行",
    "text": "扶持园区企业\n\n电话：0000",
    "booking_ref": "2026-117",
}


@pytest.fixture
def page():
    """Return the second page, which has no nameplate."""
    return make_issue(pages=2).pages.get(number=2)


def refusal(page, actor, **changes):
    with pytest.raises(Refused) as refused:
        book_piece(page=page, values={**ADVERT, **changes}, actor=actor)
    return refused.value.code


def uploaded(size=(600, 400), **kwargs):
    path = make_photo_file(size=size, **kwargs)
    return SimpleUploadedFile("ad.jpg", path.read_bytes(), "image/jpeg")


def test_a_booked_piece_reaches_the_engine_with_its_mark(page, cast):
    piece = book_piece(page=page, values=ADVERT, actor=cast.editor)

    assert furniture_of(page).fixed == (
        PressPiece(
            str(piece.pk),
            FixedKind.ADVERTISEMENT,
            *(3, 50, 2, 20),
            mark="广告",
            text=("扶持园区企业", "电话：0000"),
        ),
    )


def test_only_an_advertisement_is_marked(page, cast):
    values = {**ADVERT, "kind": "notice", "client": ""}

    piece = book_piece(page=page, values=values, actor=cast.editor)

    assert piece.mark == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"column": 4}, "outside_columns"),
        ({"column": -1}, "outside_columns"),
        ({"line": 51}, "outside_lines"),
        ({"lines": 1}, "piece_too_small"),
        ({"client": " "}, "client_missing"),
        ({"kind": "poem"}, "kind_unknown"),
        ({"text": "园" * 3000}, "words_too_long"),
        ({"colour": "red"}, "field_unknown"),
    ],
)
def test_a_piece_that_cannot_stand_there_is_refused(page, cast, changes, code):
    assert refusal(page, cast.editor, **changes) == code
    assert not FixedPiece.objects.exists()


def test_pieces_never_overlap_but_may_touch(page, cast):
    book_piece(page=page, values=ADVERT, actor=cast.editor)

    assert refusal(page, cast.editor, line=31) == "place_taken"
    above = {**ADVERT, "line": 30}
    beside = {**ADVERT, "column": 1}
    book_piece(page=page, values=above, actor=cast.editor)
    book_piece(page=page, values=beside, actor=cast.editor)
    assert FixedPiece.objects.count() == 3


def test_nothing_is_booked_under_the_nameplate(cast):
    front = make_issue().pages.get()

    assert refusal(front, cast.editor, line=9) == "outside_lines"


def test_a_piece_may_move_within_its_own_place(page, cast):
    piece = book_piece(page=page, values=ADVERT, actor=cast.editor)

    moved = change_booking(piece=piece, values={"line": 45}, actor=cast.editor)

    assert (moved.line, moved.client) == (45, "云州农商银行")


def test_booking_reopens_a_page_and_a_signed_one_refuses(cast):
    page = made_page(cast)
    values = {**ADVERT, "line": 20, "lines": 10}

    piece = book_piece(page=page, values=values, actor=cast.editor)

    page.refresh_from_db()
    assert page.status == PageStatus.OPEN
    cancel_booking(piece=piece, actor=cast.editor)
    signed = made_page(cast)
    sign_page(page=signed, signer=cast.duty, expected_revision=signed.makeup_revision)
    with pytest.raises(PageLocked):
        book_piece(page=signed, values=values, actor=cast.editor)


def test_who_only_looks_books_nothing(page, cast):
    with pytest.raises(NotAllowed):
        book_piece(page=page, values=ADVERT, actor=cast.proofreader)


def test_an_artwork_is_looked_at_kept_and_named_by_its_bytes(page, cast):
    piece = book_piece(page=page, values=ADVERT, actor=cast.editor, artwork=uploaded())

    (fixed,) = furniture_of(page).fixed
    assert fixed.picture == PictureSpec(piece.artwork_sha256[:32], 600, 400)
    assert frozen_artworks(page)[0]["original_name"] == "ad.jpg"
    with piece.artwork.open() as file:
        assert file.read()[:2] == b"\xff\xd8"


def test_a_file_that_is_no_picture_is_refused_and_leaves_nothing(page, cast):
    bad = SimpleUploadedFile("ad.jpg", b"%PDF-1.4 no picture")

    with pytest.raises(Refused) as refused:
        book_piece(page=page, values=ADVERT, actor=cast.editor, artwork=bad)

    assert refused.value.code == "artwork_refused"
    assert not FixedPiece.objects.exists()


def test_another_artwork_throws_the_first_away(
    page, cast, django_capture_on_commit_callbacks
):
    piece = book_piece(page=page, values=ADVERT, actor=cast.editor, artwork=uploaded())
    first, storage = piece.artwork.name, piece.artwork.storage

    with django_capture_on_commit_callbacks(execute=True):
        other = change_booking(
            piece=piece, values={}, actor=cast.editor, artwork=uploaded((300, 300))
        )

    assert (storage.exists(first), storage.exists(other.artwork.name)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        bare = change_booking(
            piece=other, values={}, actor=cast.editor, without_artwork=True
        )
    assert (bare.artwork.name, bare.artwork_width, bare.picture_id) == ("", None, "")
    assert not storage.exists(other.artwork.name)


def test_the_folio_names_who_made_the_page(page, cast):
    page.issue.supplement.telephone = "0000-1234567"
    values = {
        "label": "产业",
        "daily_page": "A06",
        "responsible_editor": cast.editor,
        "layout_artist": cast.page_editor,
        "proofreader": cast.proofreader,
    }

    set_page_up(page=page, values=values, actor=cast.chief)

    folio = furniture_of(page).folio
    assert folio[0] == f"A06　云州商报　{printed_date(page.issue.cover_date)}"
    assert folio[1].endswith(" · 产业　第1期 总第1期")
    assert folio[2] == (
        f"责任编辑：{cast.editor}　版式：{cast.page_editor}　校对：{cast.proofreader}"
        "　电话：0000-1234567　第02版"
    )


@pytest.mark.parametrize("label", ["第01版", "A05", "五版", "12", "第 3 版"])
def test_a_number_is_no_page_label(page, cast, label):
    with pytest.raises(Refused) as refused:
        set_page_up(page=page, values={"label": label}, actor=cast.chief)

    assert refused.value.code == "label_is_number"


@pytest.mark.parametrize("label", ["要闻", "二版要闻", "5G园区", "十大园区"])
def test_a_label_may_begin_with_a_number(page, cast, label):
    assert set_page_up(page=page, values={"label": label}, actor=cast.chief).label


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"daily_page": "page 5"}, "daily_page_wrong"),
        ({"paid_mark": "专版"}, "client_missing"),
        ({"booked_by": "云州高新区"}, "mark_missing"),
        ({"paid_mark": "软文", "booked_by": "云州高新区"}, "mark_unknown"),
        ({"number": 7}, "field_unknown"),
    ],
)
def test_a_folio_that_says_something_wrong_is_refused(page, cast, values, code):
    with pytest.raises(Refused) as refused:
        set_page_up(page=page, values=values, actor=cast.chief)

    page.refresh_from_db()
    assert (refused.value.code, page.paid_mark) == (code, "")


def test_a_paid_page_is_marked_and_is_no_room_for_copy(cast):
    issue = make_issue(pages=2)
    first, second = issue.pages.order_by("number")
    values = {"paid_mark": "专版", "booked_by": "云州高新区"}

    set_page_up(page=second, values=values, actor=cast.chief)

    second.refresh_from_db()
    pages = issue.pages.select_related("grid")
    one = [page for page in pages if page.pk == first.pk]
    assert furniture_of(second).folio[1].startswith("专版　")
    assert room_of(issue, [], pages).room == room_of(issue, [], one).room


def test_the_daily_number_stands_under_the_nameplate(cast):
    page = made_page(cast)

    set_daily_serial(issue=page.issue, number=8123, actor=cast.chief)

    page.refresh_from_db()
    assert page.status == PageStatus.OPEN
    assert furniture_of(page).nameplate_notes[-1] == "云州商报总第8123期"
    with pytest.raises(Refused, match="from 1"):
        set_daily_serial(issue=page.issue, number=0, actor=cast.chief)


def test_the_first_issue_goes_on_counting_where_the_paper_stood(cast):
    supplement, grid = make_supplement(first_serial=96), make_grid()
    days = (date(2026, 11, 30), date(2026, 12, 7))

    issues = [
        open_issue(supplement=supplement, cover_date=day, grid=grid) for day in days
    ]

    assert [issue.serial_number for issue in issues] == [96, 97]


def test_booked_pieces_are_part_of_what_a_page_is_made_from(cast):
    page = filled_page(cast)
    before = gather_page(page).key

    book_piece(page=page, values={**ADVERT, "line": 40}, actor=cast.editor)

    assert gather_page(page).key != before


def test_a_package_holds_the_artwork_of_a_booked_piece_and_the_fonts_of_the_desk(cast):
    page = made_page(cast)
    values = {**ADVERT, "line": 20, "lines": 30}
    piece = book_piece(page=page, values=values, actor=cast.editor, artwork=uploaded())
    make_up_page(page=page, actor=cast.page_editor, drafts=1)
    with_piece(page, piece)
    supplement = page.issue.supplement
    supplement.desk_fonts = {"song": "方正书宋"}
    supplement.save()

    export = request_export(issue=page.issue, actor=cast.duty)
    run_job(export.job_id)

    export.refresh_from_db()
    assert export.state == "ready"
    with export.file.open("rb") as file, zipfile.ZipFile(file) as package:
        names = {Path(name).name: name for name in package.namelist()}
        idml = zipfile.ZipFile(io.BytesIO(package.read(names["01.idml"])))
        parts = "".join(idml.read(name).decode() for name in idml.namelist())
    assert "01-booked-1.tif" in names
    assert "Links/01-booked-1.tif" in parts
    assert 'Name="方正书宋"' in parts


def with_piece(page, piece):
    """Stand a booked piece on a made-up page, whatever the engine did with it."""
    layout = layout_from_json(page.layout)
    if any(frame.picture == piece.picture_id for frame in layout.pictures):
        return
    parts = Parts()
    set_fixed(parts, layout.grid, piece.to_press())
    layout = replace(layout, pictures=(*layout.pictures, *parts.pictures))
    page.layout, page.layout_hash = layout_to_json(layout), layout_hash(layout)
    page.save()


def test_a_page_with_an_artwork_is_drawn(cast):
    page = made_page(cast)
    values = {**ADVERT, "line": 20, "lines": 30}
    piece = book_piece(page=page, values=values, actor=cast.editor, artwork=uploaded())
    make_up_page(page=page, actor=cast.page_editor, drafts=1)
    with_piece(page, piece)

    drawn = screen_pictures(layout_from_json(page.layout))

    assert drawn.keys() == {piece.picture_id}
    assert proof_pdf(page).startswith(b"%PDF")
