"""Without JavaScript a piece takes one step more: a code by mail."""

import pytest
from playwright.sync_api import Page, expect

from submissions.models import Photo, Submission
from tests.e2e.form_steps import choose, receipt, zh
from tests.submissions.authors.solving import code_in, letter_to, link_in

pytestmark = pytest.mark.browser_context_args(java_script_enabled=False)

EMAIL = "linxiao@example.org"


@pytest.fixture(autouse=True)
def captcha(settings):
    settings.FORM_CAPTCHA = "on"


@pytest.fixture
def plain_form(page: Page, live_server, sections) -> Page:
    page.goto(live_server.url)
    page.fill("[name=headline]", "不用脚本")
    page.fill("[name=body]", "第一段。\n第二段。")
    page.fill("[name=contact_name]", "林晓")
    page.fill("[name=contact_unit]", "个人")
    page.fill("[name=contact_email]", EMAIL)
    page.check("[name=consent]")
    return page


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=zh(words)).last.click()


def test_the_code_sends_the_piece_with_its_photograph(plain_form: Page):
    page = plain_form
    choose(page, "one.jpg")
    press(page, "Add them and write captions")
    page.locator("[name=upload_captions]").first.fill("厂区全景。")
    press(page, "Send the piece")
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("One step more"))
    assert Submission.objects.count() == 0

    page.fill("[name=code]", "12")
    press(page, "Send the piece")
    expect(page.get_by_role("alert")).to_be_visible()
    page.fill("[name=code]", code_in(letter_to(EMAIL)))
    press(page, "Send the piece")

    receipt(page)
    assert Submission.objects.get().headline == "不用脚本"
    assert Photo.objects.get().caption == "厂区全景。"


def test_the_letters_link_does_the_same_in_another_browser(
    plain_form: Page, live_server
):
    page = plain_form
    press(page, "Send the piece")
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("One step more"))
    page.context.clear_cookies()

    page.goto(live_server.url + link_in(letter_to(EMAIL)))
    assert Submission.objects.count() == 0
    press(page, "Send the piece")

    receipt(page)
    assert Submission.objects.count() == 1


def test_the_piece_can_be_changed_before_the_code(plain_form: Page):
    page = plain_form
    press(page, "Send the piece")
    press(page, "Change something in the piece")
    expect(page.locator("[name=headline]")).to_have_value("不用脚本")
    page.fill("[name=headline]", "改了标题")
    page.check("[name=consent]")
    press(page, "Send the piece")
    page.fill("[name=code]", code_in(letter_to(EMAIL)))

    press(page, "Send the piece")

    receipt(page)
    assert Submission.objects.get().headline == "改了标题"
