"""The board in a browser: a story is dragged, moved by keyboard, taken back."""

import pytest
from playwright.sync_api import expect

from issues.models import Placement
from issues.services.placing import place_submission
from tests.e2e.test_presence import desk
from tests.issues.builders import Cast, accepted, make_issue

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]
PAGE = '.gk-wall-page[data-drop="{}"]'


def story(page, piece):
    return page.locator(f'[data-story="{piece.ref}"]')


def test_a_story_is_dragged_onto_a_page_made_up_dragged_back_and_undone(
    browser, live_server
):
    cast, errors = Cast(), []
    issue, piece = make_issue(pages=2), accepted(cast)
    page = desk(browser, live_server.url, cast.editor, errors)
    page.goto(f"{live_server.url}/admin/issues/issue/{issue.pk}/board/")

    story(page, piece).drag_to(page.locator(PAGE.format(2)))
    expect(page.locator(PAGE.format(2))).to_contain_text(piece.title)
    expect(page.locator("#wall-said")).to_contain_text("第2版")
    expect(page.locator("#wall-ready")).not_to_contain_text(piece.title)

    page.locator(PAGE.format(2)).get_by_role("button", name="组这一版").click()
    expect(page.locator(PAGE.format(2)).locator("img")).to_be_visible(timeout=30_000)

    story(page, piece).drag_to(page.locator("#wall-ready .gk-wall-hint"))
    expect(page.locator("#wall-ready")).to_contain_text(piece.title)
    assert not Placement.objects.exists()

    page.get_by_role("button", name="撤销移动").click()
    expect(page.locator(PAGE.format(2))).to_contain_text(piece.title)
    assert Placement.objects.get().page.number == 2
    assert errors == []


def test_a_story_is_moved_by_keyboard_and_a_colleague_sees_it(browser, live_server):
    cast, errors = Cast(), []
    issue, piece = make_issue(pages=2), accepted(cast)
    place_submission(
        page=issue.pages.get(number=1), submission=piece, actor=cast.editor
    )
    address = f"{live_server.url}/admin/issues/issue/{issue.pk}/board/"
    page = desk(browser, live_server.url, cast.editor, errors)
    other = desk(browser, live_server.url, cast.chief, errors)
    other.clock.install()
    other.goto(address)
    page.goto(address)

    menu = story(page, piece).locator("summary")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(PAGE.format(2))).to_contain_text(piece.title)
    other.clock.run_for(9_000)
    expect(other.locator(PAGE.format(2))).to_contain_text(piece.title)
    assert errors == []
