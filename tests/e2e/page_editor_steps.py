"""What an editor does at the page editor, and waits for there."""

import json

from playwright.sync_api import Page as Screen
from playwright.sync_api import expect

from tests.e2e.test_presence import desk

PLAIN = {"width": 1440, "height": 1000}


def opened(browser, live_server, user, page, errors) -> Screen:
    """Open the editor and wait until the page is set."""
    screen = desk(browser, live_server.url, user, errors)
    screen.set_viewport_size(PLAIN)
    screen.goto(f"{live_server.url}/admin/issues/page/{page.pk}/edit/")
    expect(screen.locator("[data-drawing] text").first).to_be_attached()
    settle(screen)
    return screen


def settle(screen: Screen) -> None:
    expect(screen.locator("[data-stage][data-busy]")).to_have_count(0)
    expect(screen.locator("[data-drawing] text").first).to_be_attached()


def block(screen: Screen, at: int):
    return screen.locator(".gk-block").nth(at)


def cells(screen: Screen, at: int) -> dict[str, int]:
    return json.loads(block(screen, at).get_attribute("data-cells"))


def name_of(screen: Screen, at: int) -> str:
    return block(screen, at).get_attribute("data-story") or ""
