"""Pages of a correspondent, for weak eyes, screen readers and slow lines."""

from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from submissions.services.drafts import draft_of
from submissions.services.upload_links import link_for_draft
from tests.e2e.axe import expect_accessible
from tests.e2e.form_steps import (
    choose,
    fill,
    receipt,
    send_all_the_same,
    work_until,
    zh,
)
from tests.submissions.authors.solving import code_in, letter_to
from tests.submissions.builders import make_submission

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]

ALL = [(width, look) for width in (360, 768, 1440) for look in ("light", "dark")]
EMAIL = "linxiao@example.org"
FEW = [(360, "light"), (1440, "dark")]
FIRST_LOAD = 300_000  # bytes as served, uncompressed


def in_every_look(page: Page, where: str, looks=ALL) -> None:
    """Look at a page at each width, light and dark."""
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect_accessible(page, f"{where}, {width}, {scheme}")


@pytest.mark.parametrize(
    "looks", [FEW, pytest.param(ALL, marks=pytest.mark.acceptance)]
)
def test_the_form_its_dialogs_and_the_receipt_can_be_used_by_all(form: Page, looks):
    in_every_look(form, "empty form", looks)
    choose(form, "one.jpg", "two.jpg")
    work_until(form.locator("[data-photo][data-state=ready]").nth(1))
    fill(form, headline="")
    for fold in form.locator("[data-fold]").all():
        fold.evaluate("fold => { fold.open = true; }")
    in_every_look(form, "filled form", looks)
    expect(form.locator("[data-elsewhere-open]")).to_be_visible()
    form.locator("[data-elsewhere-open]").click()
    expect(form.locator("[data-elsewhere] [data-code]")).to_be_visible()
    in_every_look(form, "dialog", looks)
    form.keyboard.press("Escape")
    send_all_the_same(form)
    expect(form.locator("[data-problems]")).to_be_visible()
    in_every_look(form, "refused form", looks)
    form.fill("[name=headline]", "补上标题")
    send_all_the_same(form)
    receipt(form)
    in_every_look(form, "receipt", looks)
    form.get_by_role("link", name=zh("Open")).click()
    in_every_look(form, "status", looks)


@pytest.mark.parametrize("path", ["sign-in", "phone"])
def test_doors_can_be_used_by_all(page: Page, live_server, path: str, sections):
    address = "/sign-in/"
    if path == "phone":
        key = UUID("6f1f0c52-6f0a-4c53-9a55-3a9b0c7f1b11")
        draft_of(key)
        address = link_for_draft(key).url.split("//", 1)[1].partition("/")[2]
        address = f"/{address}"
    page.goto(live_server.url + address)
    in_every_look(page, path, FEW)


def test_her_own_pages_can_be_used_by_all(page: Page, live_server, sections):
    make_submission(contact_email=EMAIL, headline="开工")
    page.goto(f"{live_server.url}/sign-in/")
    page.fill("[name=email]", EMAIL)
    page.get_by_role("button", name=zh("Send me a code")).click()
    in_every_look(page, "code", FEW)
    page.fill("[name=code]", code_in(letter_to(EMAIL)))
    page.keyboard.press("Enter")
    page.wait_for_url("**/mine/")
    in_every_look(page, "mine", FEW)


def test_the_first_load_is_light(page: Page, live_server, sections):
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    sizes: list[int] = []
    cdp.on("Network.dataReceived", lambda event: sizes.append(event["dataLength"]))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(live_server.url, wait_until="networkidle")

    assert 20_000 < sum(sizes) <= FIRST_LOAD
    assert not [url for url in asked if "/vendor/" in url]
