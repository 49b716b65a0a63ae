"""Two editors on one piece, each in a browser of her own: each sees the other."""

import time

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.submissions.builders import Cast, make_submission

A_MINUTE = 60  # seconds in which nobody stands there who has left
pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]
ROOM = "/admin/submissions/submission/{}/change/"


def desk(browser: Browser, url: str, user, errors: list[str], **device) -> Page:
    """Sit down at a browser of her own; a script error is noted."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(locale="zh-CN", **device)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if is_csp(said) else None)
    return page


def is_csp(said) -> bool:
    return "Content Security Policy" in said.text


def look_until_alone(page) -> None:
    """Look again and again: a look that was on its way may outlive its window."""
    others, until = page.locator("[data-others]"), time.monotonic() + A_MINUTE
    while time.monotonic() < until and others.inner_text().strip():
        page.clock.run_for(16_000)
        page.wait_for_load_state("networkidle")
    expect(others).to_be_empty()


def test_each_sees_the_other_her_words_and_her_leaving(browser, live_server):
    cast, piece, errors = Cast(), make_submission(), []
    room = live_server.url + ROOM.format(piece.pk)
    first = desk(browser, live_server.url, cast.editor, errors)
    second = desk(browser, live_server.url, cast.chief, errors)
    # Each look comes when the test says, not every quarter of a minute.
    first.clock.install()
    first.goto(room)
    expect(first.locator("[data-others]")).to_be_empty()

    second.goto(room)
    first.clock.run_for(16_000)
    expect(first.locator("[data-others]")).to_contain_text(str(cast.chief))
    expect(second.locator("[data-others]")).to_contain_text(str(cast.editor))

    second.locator("[name=deck]").fill("——又一行副题")
    first.clock.run_for(16_000)
    expect(first.locator(".gk-companion.gk-soon")).to_contain_text(str(cast.chief))

    second.get_by_role("button", name="保存 Ctrl+S").click()
    first.clock.run_for(16_000)
    expect(first.locator("[data-newer]")).to_contain_text("2")
    expect(first.locator("[data-newer] a")).to_have_attribute(
        "href", f"/admin/submissions/submission/{piece.pk}/versions/2/"
    )

    second.context.close()
    look_until_alone(first)
    first.context.close()
    assert errors == []
