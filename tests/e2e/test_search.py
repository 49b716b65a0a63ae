"""The search in a real Chromium: by keyboard, kept, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import expect_accessible
from tests.e2e.test_desk import SIDEWAYS, Desk, cast, desk
from tests.issues.builders import Cast
from tests.submissions.builders import make_submission, paragraphs

__all__ = ["cast", "desk"]

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]
SEARCH = "/admin/submissions/submission/search/"


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def test_a_piece_is_found_from_the_first_screen_and_opened_by_keyboard(
    desk: Desk, cast: Cast
):
    make_submission(headline="旧码头改造", blocks=paragraphs("码头旁建起书店。"))
    piece = make_submission(headline="５Ｇ基地投产", blocks=paragraphs("新碼頭啟用。"))
    desk.sign_in(cast.editor)
    page = desk.open("/admin/")

    box = page.get_by_role("searchbox")
    box.fill("码头")
    box.press("Enter")

    expect(page.locator(".gk-hits li")).to_have_count(2)
    expect(page.locator(".gk-hits mark").first).to_have_text("碼頭")
    expect_accessible(page)
    page.get_by_label("最相关的在前").check()
    expect(page.locator(".gk-row-title").first).to_have_text("旧码头改造")
    page.locator("h2").first.click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == "５Ｇ基地投产"
    page.keyboard.press("k")
    assert focused(page) == "旧码头改造"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/submission/{piece.pk}/change/")


def test_a_search_is_narrowed_kept_and_thrown_away(desk: Desk, cast: Cast):
    make_submission(headline="码头一")
    desk.sign_in(cast.editor)
    page = desk.open(SEARCH)

    page.keyboard.type("码头")  # the box has the focus
    page.get_by_text("缩小范围").click()
    page.get_by_label("留用").check()
    page.keyboard.press("Enter")
    expect(page.locator(".gk-hits")).to_contain_text("没有")
    page.get_by_label("留用").uncheck()
    desk.press("搜索")
    expect(page.locator(".gk-hits li")).to_have_count(1)

    page.get_by_label("把这个搜索存为").fill("码头的事")
    desk.press("保存")
    kept = page.get_by_role("link", name="码头的事")
    expect(kept).to_have_attribute("aria-current", "page")
    page.goto(desk.url + SEARCH)
    kept.click()
    expect(page.get_by_role("searchbox")).to_have_value("码头")
    page.get_by_role("button", name="删").click()
    expect(kept).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1440])
def test_the_search_scrolls_sideways_nowhere(desk: Desk, cast: Cast, width: int):
    make_submission(headline="码头" * 40, contact_unit="单位" * 40)
    desk.sign_in(cast.editor)
    desk.page.set_viewport_size({"width": width, "height": 800})

    page = desk.open(f"{SEARCH}?q=码头&state=received")

    assert page.evaluate(SIDEWAYS) <= 0
    expect_accessible(page)
