"""The page editor in a real Chromium: by mouse, by keyboard, by two people."""

import io
import json
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page as Screen
from playwright.sync_api import expect

from issues.models import Page
from issues.services.make_up import make_up_page
from issues.services.page_editing import blocks_of, edit_page
from issues.services.page_locks import lock_for_editor
from issues.services.placing import remove_placement
from issues.services.proofs import compose_proof, layout_of
from press.composing.png import render_png
from tests.e2e.axe import expect_accessible
from tests.e2e.page_editor_steps import block, cells, name_of, opened, settle
from tests.e2e.test_presence import desk
from tests.issues.builders import Cast, accepted, filled_page
from tests.submissions.builders import make_photo_file

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}
WIDTH = 900  # pixels of the page where two pictures of it are compared
CELL = 12  # pixels of a square whose darkness is compared


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def page(cast):
    return make_up_page(
        page=filled_page(cast, stories=3), actor=cast.page_editor, drafts=1
    )


@pytest.fixture
def errors():
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def screen(browser, live_server, cast, page, errors):
    return opened(browser, live_server, cast.page_editor, page, errors)


def drag(screen: Screen, handle, columns: float, lines: float, grid) -> None:
    """Drag something by so many columns and lines of a page's grid."""
    place, here = screen.locator("[data-canvas]").bounding_box(), handle.bounding_box()
    scale = place["width"] / grid.page_width
    x, y = here["x"] + here["width"] / 2, here["y"] + here["height"] / 2
    across = columns * (grid.column_width + grid.column_gap) * scale
    screen.mouse.move(x, y)
    screen.mouse.down()
    screen.mouse.move(x + across / 2, y + 5, steps=3)
    screen.mouse.move(x + across, y + lines * grid.leading * scale, steps=3)


def stored(page) -> tuple:
    return blocks_of(Page.objects.get(pk=page.pk))


def darkness(png: bytes) -> np.ndarray:
    """Return how dark each square of a picture is, from 0 to 255."""
    grey = np.asarray(Image.open(io.BytesIO(png)).convert("L"), dtype=float)
    high, wide = (side // CELL for side in grey.shape)
    squares = grey[: high * CELL, : wide * CELL].reshape(high, CELL, wide, CELL)
    return 255 - squares.mean(axis=(1, 3))


def test_the_page_on_screen_is_the_page_of_the_proof(screen, page):
    screen.add_style_tag(
        content=".gk-canvas{position:fixed!important;left:0;top:0;z-index:99;"
        f"width:{WIDTH}px!important;min-width:0;box-shadow:none!important}}"
        ".gk-blocks{display:none}"
    )
    screen.locator("[data-canvas]").evaluate("canvas => document.body.append(canvas)")
    screen.set_viewport_size({"width": 1440, "height": 1400})
    whole = Page.objects.get(pk=page.pk)
    layout = layout_of(whole)
    high = round(WIDTH * layout.grid.page_height / layout.grid.page_width)

    shown = screen.screenshot(
        clip={"x": 0, "y": 0, "width": WIDTH, "height": high}, type="png"
    )

    proof = render_png(compose_proof(layout, title="版"), 1, WIDTH)
    ours, theirs = darkness(shown), darkness(proof)
    rows = min(len(ours), len(theirs))
    apart = np.abs(ours[:rows] - theirs[:rows])
    assert apart.mean() < 4
    assert np.percentile(apart, 99) < 40


def test_a_block_is_dragged_and_the_drop_is_one_step(screen, page):
    grid = layout_of(Page.objects.get(pk=page.pk)).grid
    before = cells(screen, 2)

    drag(screen, block(screen, 2), 0, 3, grid)
    expect(screen.locator(".gk-ghost")).to_be_visible()
    screen.mouse.up()

    after = cells(screen, 2)
    moved = min(3, grid.lines - before["foot"])
    assert after["top"] == before["top"] + moved or moved == 0
    screen.keyboard.press("Control+z")
    assert cells(screen, 2) == before


def test_a_handle_resizes_by_whole_columns_and_lines(screen, page):
    grid = layout_of(Page.objects.get(pk=page.pk)).grid
    block(screen, 0).click()
    before = cells(screen, 0)

    drag(screen, block(screen, 0).locator(".gk-handle-s"), 0, -4, grid)
    screen.mouse.up()
    settle(screen)

    after = cells(screen, 0)
    assert after == {**before, "foot": before["foot"] - 4}
    expect(block(screen, 0).locator(".gk-block-fit")).to_contain_text("多")


def test_esc_leaves_a_drag(screen, page):
    grid = layout_of(Page.objects.get(pk=page.pk)).grid
    before = cells(screen, 2)

    drag(screen, block(screen, 2), -1, -5, grid)
    screen.keyboard.press("Escape")
    screen.mouse.up()

    assert cells(screen, 2) == before
    expect(screen.locator("[data-do=undo]")).to_be_disabled()


def test_all_of_it_goes_by_keyboard(screen, page):
    block(screen, 2).focus()
    before = cells(screen, 2)

    screen.keyboard.press("Shift+ArrowUp")
    screen.keyboard.press("Shift+ArrowUp")
    screen.keyboard.press("ArrowDown")
    assert cells(screen, 2) == {
        **before,
        "top": before["top"] + 1,
        "foot": before["foot"] - 1,
    }

    screen.keyboard.press("Control+z")
    screen.keyboard.press("Control+Shift+z")
    screen.keyboard.press("Enter")
    expect(screen.locator("[name=legs]")).to_be_focused()
    screen.keyboard.press("Control+s")

    expect(screen.locator("[data-state]")).to_have_text("已保存。")
    assert stored(page)[-1].line == before["top"]


def test_two_blocks_swap_places_and_esc_does_not(screen):
    block(screen, 0).focus()
    first, second = cells(screen, 0), cells(screen, 1)
    name = block(screen, 0).get_attribute("data-story")

    screen.keyboard.press("x")
    screen.keyboard.press("Escape")
    assert cells(screen, 0) == first

    screen.keyboard.press("x")
    block(screen, 1).click()

    swapped = screen.locator(f".gk-block[data-story={name}]")
    assert json.loads(swapped.get_attribute("data-cells")) == second


def test_settings_of_a_block_show_on_the_page(screen, page):
    block(screen, 0).click()
    before = block(screen, 0).get_attribute("data-story")

    screen.locator("[name=size]").select_option("36")
    screen.locator("[name=face]").select_option("hei_black")
    screen.locator("[name=label]").fill("园区要闻")
    screen.locator("[name=boxed]").check()
    settle(screen)

    expect(screen.locator("[data-drawing] text[font-size='36']").first).to_be_attached()
    screen.locator("[data-do=save]").click()
    expect(screen.locator("[data-state]")).to_have_text("已保存。")
    saved = next(each for each in stored(page) if each.story == before)
    assert (saved.size, saved.face, saved.label, saved.boxed) == (
        36,
        "hei_black",
        "园区要闻",
        True,
    )


def test_what_is_impossible_is_a_sentence_at_the_block(screen):
    block(screen, 0).click()

    screen.locator("[name=lines]").fill("3")
    screen.locator("[name=lines]").press("Enter")
    settle(screen)

    expect(screen.locator("[data-problems]")).to_contain_text("至少")
    expect(block(screen, 0)).to_have_class(re.compile("gk-block-wrong"))


def test_unsaved_blocks_survive_a_reload(screen, page):
    block(screen, 2).focus()
    screen.keyboard.press("Shift+ArrowUp")
    after = cells(screen, 2)

    screen.on("dialog", lambda dialog: dialog.accept())
    screen.reload()
    settle(screen)

    assert cells(screen, 2) == after
    expect(screen.locator("[data-state]")).to_contain_text("没有保存")
    assert stored(page)[-1].lines == layout_of(page).blocks[-1].lines


def test_who_saves_second_keeps_her_blocks_and_decides(
    screen, page, cast, browser, live_server, errors
):
    block(screen, 2).focus()
    screen.keyboard.press("Shift+ArrowUp")
    mine = cells(screen, 2)
    blocks = stored(page)
    edit_page(
        page=page,
        actor=cast.chief,
        expected_revision=page.makeup_revision,
        blocks=blocks[:-1],
    )

    screen.locator("[data-do=save]").click()
    conflict = screen.locator("[data-conflict]")
    expect(conflict).to_be_visible()
    assert cells(screen, 2) == mine
    assert len(stored(page)) == len(blocks) - 1

    screen.locator("[data-do=compare]").click()
    settle(screen)
    expect(screen.locator("[data-blocks]")).to_be_hidden()
    screen.locator("[data-do=compare]").click()
    screen.locator("[data-do=mine]").click()

    expect(screen.locator("[data-state]")).to_have_text("已保存。")
    assert len(stored(page)) == len(blocks)


def test_two_editors_see_each_other_and_what_each_holds(
    screen, cast, browser, live_server, page, errors
):
    other = opened(browser, live_server, cast.chief, page, errors)
    expect(other.locator("[data-neighbours]")).to_contain_text(str(cast.page_editor))

    block(screen, 1).focus()
    screen.keyboard.press("Shift+ArrowUp")

    held = other.locator(".gk-block-other .gk-block-held")
    expect(held).to_have_text(str(cast.page_editor))
    expect(other.locator("[data-neighbours] .gk-soon")).to_have_count(1)
    screen.on("dialog", lambda dialog: dialog.accept())
    screen.close(run_before_unload=False)


def test_a_story_is_taken_off_and_put_back(screen, page):
    block(screen, 2).focus()
    story = block(screen, 2).get_attribute("data-story")

    screen.keyboard.press("Delete")
    expect(screen.locator(".gk-block")).to_have_count(2)
    settle(screen)
    row = screen.locator(f"[data-stories] li[data-story={story}]")
    expect(row.locator("[data-fit]")).to_have_text("没有上版面")
    row.locator("[data-put]").click()

    expect(screen.locator(".gk-block")).to_have_count(3)


def test_a_story_that_leaves_meanwhile_takes_only_its_block(screen, cast, page):
    gone = page.placements.order_by("slot").last()
    remove_placement(placement=gone, actor=cast.chief)
    story = gone.submission.ref
    other = next(at for at in range(3) if story not in name_of(screen, at))

    block(screen, other).focus()
    screen.keyboard.press("Shift+ArrowUp")
    settle(screen)

    expect(screen.locator(f"[data-drawing] g[data-part='text:{story}']")).to_have_count(
        0
    )
    expect(screen.locator("[data-drawing] text").first).to_be_attached()


def test_the_point_that_a_crop_keeps_is_clicked(
    browser, live_server, cast, errors, page
):
    piece = accepted(cast, photos=(make_photo_file(size=(1600, 1200)),))
    other = filled_page(cast, stories=1)
    other.placements.create(submission=piece, slot=2)
    piece.status = "placed"
    piece.save(update_fields=("status",))
    made = make_up_page(page=other, actor=cast.page_editor, drafts=1)
    screen = opened(browser, live_server, cast.page_editor, made, errors)
    screen.locator(f".gk-block[data-story={piece.ref}]").click()
    photo = screen.locator("[data-focus]")
    expect(photo.locator("img")).to_be_visible()
    box = photo.bounding_box()

    photo.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    screen.locator("[data-rows]").fill("6")
    screen.locator("[data-rows]").press("Tab")
    screen.locator("[data-do=save]").click()

    expect(screen.locator("[data-state]")).to_have_text("已保存。")
    saved = next(b for b in stored(made) if b.story == piece.ref).photos.photos[0]
    assert saved.rows == 6
    assert np.allclose(saved.focus, (0.25, 0.75), atol=0.02)


def test_a_locked_page_is_shown_and_not_edited(
    browser, live_server, cast, page, errors
):
    lock_for_editor(page=page, actor=cast.chief, reason="等签样")
    screen = opened(browser, live_server, cast.page_editor, page, errors)
    before = cells(screen, 0)

    expect(screen.locator(".gk-note")).to_contain_text("锁定")
    block(screen, 0).focus()
    screen.keyboard.press("Shift+ArrowUp")

    assert cells(screen, 0) == before
    expect(screen.locator("[name=legs]")).to_be_disabled()


def test_the_editor_is_accessible(screen):
    block(screen, 0).focus()

    expect_accessible(screen, "the page editor")


def test_on_a_telephone_one_looks_and_sets(browser, live_server, cast, page, errors):
    screen = desk(browser, live_server.url, cast.page_editor, errors, **PHONE)
    screen.goto(f"{live_server.url}/admin/issues/page/{page.pk}/edit/")
    settle(screen)

    block(screen, 0).tap()
    story = block(screen, 0).get_attribute("data-story")
    screen.locator("[name=legs]").select_option("1")
    screen.locator("[data-do=save]").tap()

    expect(screen.locator("[data-state]")).to_have_text("已保存。")
    assert next(b for b in stored(page) if b.story == story).legs == 1
    assert screen.evaluate("document.documentElement.scrollWidth") <= 390


def test_only_the_page_is_printed(screen):
    block(screen, 0).click()
    screen.emulate_media(media="print")

    expect(screen.locator("[data-drawing]")).to_be_visible()
    for part in ("[data-blocks]", "[data-do=save]", "[data-stories] b >> nth=0"):
        expect(screen.locator(part)).to_be_hidden()
