"""A telephone sends photographs up beside the form that is open on the computer."""

from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from submissions.models import Upload
from submissions.services.upload_links import link_for_draft, open_link
from tests.submissions.pieces import jpeg_bytes
from tests.submissions.word_files import work

pytestmark = pytest.mark.django_db(transaction=True)

TELEPHONE = {"width": 360, "height": 740}


def picture(name: str, content: bytes | None = None) -> dict:
    content = jpeg_bytes(1200, 800) if content is None else content
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


@pytest.fixture
def made():
    return link_for_draft(uuid4())


@pytest.fixture
def phone(page: Page, live_server, made) -> Page:
    """Open the page of a link on a telephone; a script error fails the test."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size(TELEPHONE)
    page.goto(f"{live_server.url}/up/{made.token}/")
    yield page
    assert errors == []


def test_photographs_go_up_are_judged_and_the_link_is_closed(phone: Page, made):
    album = phone.locator("input[multiple]")

    album.set_input_files([picture("a.jpg"), picture("b.jpg", b"no photograph")])

    rows = phone.locator("[data-file]")
    expect(rows).to_have_count(2)
    expect(phone.locator("[data-state=checking]")).to_have_count(1)
    expect(phone.locator("[data-state=failed]")).to_contain_text("b.jpg")
    work()
    good = phone.locator("[data-state=ready]")
    expect(good.locator("[data-verdict]")).not_to_be_empty()
    expect(good.locator("img[src*='/thumbnail/']")).to_be_visible()
    widths = phone.evaluate("[document.body.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]

    phone.locator("[name=done]").click()

    phone.wait_for_url("**/up/done/")
    assert open_link(made.token) is None
    assert Upload.objects.get(name="a.jpg").form_key == made.link.draft.key


def test_done_waits_for_what_is_on_its_way(phone: Page):
    held = []
    phone.route("**/files/", lambda route: held.append(route))
    phone.locator("input[capture]").set_input_files([picture("a.jpg")])
    expect(phone.locator("[data-file]")).to_have_count(1)

    phone.locator("[name=done]").click()
    expect(phone.locator("[data-said]")).not_to_be_empty()
    for route in held:
        route.continue_()

    phone.wait_for_url("**/up/done/")
    assert Upload.objects.get().state == "checking"


def test_a_page_loaded_again_shows_what_was_sent(phone: Page):
    phone.locator("input[multiple]").set_input_files([picture("a.jpg")])
    expect(phone.locator("[data-state=checking]")).to_have_count(1)

    phone.reload()

    expect(phone.locator("[data-file]")).to_contain_text("a.jpg")
    work()
    expect(phone.locator("[data-state=ready]")).to_have_count(1)


def test_without_a_script_it_works_as_well(browser: Browser, live_server, made):
    context = browser.new_context(java_script_enabled=False, viewport=TELEPHONE)
    page = context.new_page()
    page.goto(f"{live_server.url}/up/{made.token}/")

    page.locator("input[multiple]").set_input_files([picture("a.jpg")])
    page.locator("[data-without-script] button").click()
    expect(page.locator("[data-file]")).to_contain_text("a.jpg")
    page.locator("[name=done]").click()

    page.wait_for_url("**/up/done/")
    assert Upload.objects.get().form_key == made.link.draft.key
    context.close()
