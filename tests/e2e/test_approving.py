"""A leader signs on a telephone of 360 pixels, with and without a script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.enums import StaffRole
from submissions.enums import Action, Status
from submissions.services.approval_links import make_approval_link
from submissions.services.signing_pins import set_pin
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.e2e.axe import expect_accessible
from tests.submissions.builders import Cast, make_submission

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def piece():
    cast = Cast()
    made = make_submission(headline="园区项目建设跑出“加速度”，前十月新签约二十六个")
    return perform(submission=made, action=Action.SIGN_FIRST_READ, actor=cast.editor)


@pytest.fixture
def link(piece):
    leader = make_user(StaffRole.SECTION_CHIEF)
    leader.set_password("a-long-password")
    leader.save()
    set_pin(user=leader, pin="482913", password="a-long-password")
    editor = make_user(StaffRole.EDITOR)
    return make_approval_link(submission=piece, reader=leader, actor=editor)


def telephone(browser: Browser, **more) -> Page:
    return browser.new_context(viewport=PHONE, locale="zh-CN", **more).new_page()


def test_she_signs_without_a_script(browser, live_server, piece, link):
    page = telephone(browser, java_script_enabled=False)
    page.goto(f"{live_server.url}/read/{link.token}/")

    page.get_by_label("您的意见").fill("同意。")
    page.get_by_label("您的签审码").fill("000111")
    page.get_by_role("button", name="同意，签发").click()
    expect(page.get_by_role("alert")).to_have_text("签审码不对。")
    expect(page.get_by_label("您的意见")).to_have_value("同意。")
    page.get_by_label("您的签审码").fill("482913")
    page.get_by_role("button", name="同意，签发").click()

    expect(page.get_by_role("status")).to_contain_text(piece.ref)
    piece.refresh_from_db()
    assert piece.status == Status.ACCEPTED
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_is_read_by_everybody(browser, live_server, link, scheme):
    page = telephone(browser, color_scheme=scheme)

    page.goto(f"{live_server.url}/read/{link.token}/")

    assert page.evaluate(SIDEWAYS) == 0
    expect_accessible(page)
    for name in ("同意，签发", "不通过"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box["height"] >= 44
    page.context.close()
