"""A page is proofread, its mark becomes an edit, it is signed: two people, Chromium."""

import re

import pytest
from playwright.sync_api import expect

from issues.enums import PageStatus
from issues.models import Proof
from issues.services.make_up import make_up_page
from issues.services.proofs import layout_of
from press.makeup.model import FrameKind
from submissions.services.copy import current_copy
from tests.e2e.axe import expect_accessible
from tests.e2e.test_presence import desk
from tests.issues.builders import Cast, filled_page

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def page(cast):
    return make_up_page(
        page=filled_page(cast, stories=2), actor=cast.page_editor, drafts=1
    )


@pytest.fixture
def errors():
    found: list[str] = []
    yield found
    assert found == []


def opened(browser, live_server, person, path, errors):
    screen = desk(browser, live_server.url, person, errors)
    screen.set_viewport_size({"width": 1440, "height": 1000})
    screen.goto(f"{live_server.url}{path}")
    return screen


def test_the_page_stands_large_in_the_make_up_room(
    browser, live_server, cast, page, errors
):
    room = opened(
        browser,
        live_server,
        cast.page_editor,
        f"/admin/issues/page/{page.pk}/change/",
        errors,
    )

    assert room.locator("[data-proof]").bounding_box()["width"] > 500


def test_a_mark_on_the_page_becomes_an_edit(browser, live_server, cast, page, errors):
    room = opened(
        browser,
        live_server,
        cast.page_editor,
        f"/admin/issues/page/{page.pk}/change/",
        errors,
    )
    room.get_by_role("button", name=re.compile("^出大样")).click()
    expect(room.locator("h1.gk-title", has_text="一校")).to_be_visible()
    proof = Proof.objects.get()
    path = f"/admin/issues/proof/{proof.pk}/change/"

    mark_a_line(opened(browser, live_server, cast.proofreader, path, errors), page)

    room.reload()
    # The layout artist has it set right; the words are an editor's to change.
    expect(room.get_by_role("button", name="已手工改正")).to_be_visible()
    expect(room.get_by_role("button", name="照改入稿")).to_have_count(0)
    take_and_close(opened(browser, live_server, cast.editor, path, errors))
    (mark,) = proof.marks.all()
    assert "㐀" in words_of(mark.submission)
    page.refresh_from_db()
    assert page.status != PageStatus.SIGNED


def mark_a_line(reader, page):
    """Click on a word of the page, say what is right, read to the end."""
    line, share = a_body_line(page)
    sheet = reader.locator("[data-sheet] img").first
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    sheet.click(position={"x": share[0] * box["width"], "y": share[1] * box["height"]})
    wrong = reader.get_by_label("误", exact=True).first
    expect(wrong).not_to_be_empty()
    assert wrong.input_value() in line
    reader.get_by_label("正", exact=True).first.fill("㐀")
    reader.get_by_role("button", name="标注", exact=True).click()
    expect(reader.locator("ins", has_text="㐀")).to_be_visible()
    expect_accessible(reader)
    reader.on("dialog", lambda dialog: dialog.accept())
    reader.get_by_role("button", name="校完").click()
    expect(reader.get_by_role("button", name="校完")).to_have_count(0)


def take_and_close(desk_of_editor):
    """Let the mark become an edit, though a signature falls, and close the round."""
    desk_of_editor.get_by_role("button", name="照改入稿").click()
    # Other wording: the second read falls, and she is asked before it does.
    desk_of_editor.get_by_role("button", name="照改，签字失效").click()
    expect(desk_of_editor.get_by_text("已采纳").first).to_be_visible()
    desk_of_editor.get_by_role("button", name="结束本校次").click()
    expect(desk_of_editor.get_by_text("已结束").first).to_be_visible()


def a_body_line(page):
    """Return the words of a line in the text and where it stands, as shares."""
    page.refresh_from_db()
    layout = layout_of(page)
    frame = next(f for f in layout.frames if f.kind is FrameKind.BODY and f.lines)
    line = frame.lines[len(frame.lines) // 2]
    words = "".join(piece.text for piece in line.line.pieces)
    x = (line.x + line.line.width / 2) / layout.grid.page_width
    return words, (x, (line.baseline - 3) / layout.grid.page_height)


def words_of(piece):
    piece.refresh_from_db()
    copy = current_copy(piece)
    return "".join(block.text for block in copy.blocks)
