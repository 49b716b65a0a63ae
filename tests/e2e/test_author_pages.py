"""An author signs in, finds her pieces, revises one and sends it back."""

import pytest
from playwright.sync_api import Page, expect

from submissions.enums import Action
from submissions.models import ConfirmedAddress, Submission
from submissions.services.copy import current_copy
from submissions.services.status_links import token_of
from submissions.services.workflow import perform
from tests.e2e.form_steps import zh
from tests.submissions.authors.solving import code_in, letter_to
from tests.submissions.builders import Cast, make_photo, make_submission

EMAIL = "linxiao@example.org"
XSS = "<img src=x onerror=boom=1><script>boom=1</script>\"'>"


@pytest.fixture
def returned(transactional_db) -> Submission:
    piece = make_submission(
        contact_email=EMAIL, headline="开工", photos=(make_photo(caption="全景。"),)
    )
    make_submission(contact_email=EMAIL, headline="另一篇")
    perform(
        submission=piece, action=Action.RETURN, actor=Cast().chief, note="请补时间。"
    )
    return piece


@pytest.fixture
def watched(page: Page) -> Page:
    """Fail the test when a script of a page does."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def sign_in(page: Page, live_server) -> None:
    page.goto(f"{live_server.url}/mine/")
    page.fill("[name=email]", EMAIL)
    page.get_by_role("button", name=zh("Send me a code")).click()
    page.fill("[name=code]", code_in(letter_to(EMAIL)))
    page.get_by_role("button", name=zh("Sign in")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("My pieces"))


def test_from_the_sign_in_to_a_piece_sent_back(watched: Page, live_server, returned):
    page = watched
    sign_in(page, live_server)
    expect(page.locator(".mine-row")).to_have_count(2)
    page.select_option("[name=state]", "revise")
    page.get_by_role("button", name=zh("Show"), exact=True).click()
    page.get_by_role("link", name="开工").click()
    expect(page.locator(".remark")).to_have_text("请补时间。")
    page.get_by_role("link", name=zh("Revise the piece")).click()
    expect(page.locator(".remark")).to_have_text("请补时间。")

    page.fill("[name=headline]", "昨天开工")
    page.locator("[data-paper]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("新写的一句。")
    page.fill("[name=picture_captions]", "改过的说明。")
    page.get_by_role("button", name=zh("Send it back to the desk")).last.click()

    expect(page.get_by_role("status")).to_have_text(
        zh("Thank you. The desk has your changed piece.")
    )
    returned.refresh_from_db()
    assert (returned.status, returned.headline) == ("received", "昨天开工")
    copy = current_copy(returned)
    assert copy.blocks[-1].text.endswith("新写的一句。")
    assert copy.pictures[0].caption == "改过的说明。"
    assert page.evaluate("Object.keys(localStorage).join().includes('revise')") is False


def test_what_was_changed_is_there_again_after_a_crash(
    watched: Page, live_server, returned
):
    page = watched
    page.goto(f"{live_server.url}/status/{token_of(returned)}/revise/")
    page.fill("[name=headline]", "改了一半")
    page.wait_for_timeout(600)  # longer than the pause after which it is kept

    page.reload()

    expect(page.locator("[name=headline]")).to_have_value("改了一半")
    expect(page.locator("[data-restored]")).to_be_visible()


def test_f43_a_double_click_sends_it_back_once(watched: Page, live_server, returned):
    page = watched
    page.goto(f"{live_server.url}/status/{token_of(returned)}/revise/")
    page.fill("[name=headline]", "昨天开工")

    page.locator("[data-send]").dblclick()

    expect(page.get_by_role("status")).to_be_visible()
    assert returned.versions.count() == 2


def test_a_piece_is_taken_back_by_its_private_link(
    watched: Page, live_server, returned
):
    page = watched
    page.goto(f"{live_server.url}/status/{token_of(returned)}/")
    page.get_by_role("link", name=zh("Take the piece back")).click()
    page.get_by_role("button", name=zh("Take it back")).click()

    expect(page.locator(".state-now")).to_have_text(zh("Withdrawn"))


def test_f35_nothing_of_a_hostile_piece_runs_on_her_pages(
    watched: Page, live_server, transactional_db
):
    piece = make_submission(contact_email=EMAIL, headline=XSS, byline=XSS)
    perform(submission=piece, action=Action.RETURN, actor=Cast().chief, note=XSS)
    page = watched
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/mine/me/")
    page.fill("[name=name]", XSS[:60])
    page.fill("[name=unit]", XSS)
    page.get_by_role("button", name=zh("Save")).click()
    here = f"/mine/{piece.ref}/"
    for path in (
        *("/mine/", "/mine/me/", "/mine/me/forget/", "/", here),
        *(f"{here}revise/", f"{here}withdraw/", f"/status/{token_of(piece)}/received/"),
    ):
        page.goto(live_server.url + path)
        assert page.evaluate("typeof boom") == "undefined", path


@pytest.mark.parametrize("width", [320, 768])
def test_nothing_is_wider_than_the_screen(
    watched: Page, live_server, returned, width: int
):
    page = watched
    page.set_viewport_size({"width": width, "height": 720})
    sign_in(page, live_server)
    ConfirmedAddress.objects.update(name="阿不都热依木·" * 8, unit="工作专班" * 12)
    here = f"/mine/{returned.ref}/"
    own = ("/", "/mine/", "/mine/me/", "/mine/me/forget/", "/nothing/")
    for path in (*own, here, f"{here}revise/", f"{here}withdraw/"):
        page.goto(live_server.url + path)
        wide = "document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(wide) <= 0, path
