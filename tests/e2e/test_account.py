"""“My account” in a real Chromium: a second factor, and what it asks for later."""

import pytest
from playwright.sync_api import expect

from desk.enums import StaffRole
from tests.desk.builders import make_user
from tests.desk.codes import set_up, shown_for
from tests.e2e.axe import expect_accessible
from tests.e2e.test_desk import SIDEWAYS, Desk, cast, desk

__all__ = ["cast", "desk"]

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]
PASSWORD = "luobo-qingcai-77"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def user(transactional_db):
    made = make_user(StaffRole.EDITOR, username="chen", display_name="陈编辑")
    made.set_password(PASSWORD)
    made.save()
    return made


def give_password(page):
    page.fill("[name=username]", "chen")
    page.fill("[name=password]", PASSWORD)
    page.locator("#login-form button[type=submit]").click()


def test_a_second_factor_is_set_up(desk: Desk, user):
    desk.sign_in(user)
    page = desk.open("/admin/account/")
    expect_accessible(page)
    page.get_by_role("link", name="启用").click()
    expect(page.locator(".gk-account-qr")).to_be_visible()
    expect_accessible(page)

    page.fill("#code", shown_for(user))
    page.locator(".gk-account button[type=submit]").click()

    expect(page.locator(".gk-account-codes li")).to_have_count(10)
    expect_accessible(page)


def test_signing_in_on_a_phone_asks_for_the_code(desk: Desk, user):
    set_up(user)
    desk.page.set_viewport_size(PHONE)
    page = desk.open("/admin/account/")
    give_password(page)
    # Whether a page gets the focus that it asks for is the browser's affair.
    expect(page.locator("#code[autofocus]")).to_be_visible()
    expect_accessible(page)

    page.fill("#code", shown_for(user))
    page.keyboard.press("Enter")

    expect(page.locator(".gk-account h1")).to_have_text("陈编辑")
    assert page.evaluate(SIDEWAYS) == 0


def test_one_signs_out_everywhere_else(desk: Desk, user, browser):
    elsewhere = Desk(browser.new_page(), desk.url)
    elsewhere.sign_in(user)
    elsewhere.open("/admin/account/")
    desk.sign_in(user)
    page = desk.open("/admin/account/")
    expect(page.locator("#sessions ~ ul .gk-row")).to_have_count(2)

    desk.press("退出其他设备上的登录")

    expect(page.locator("#sessions ~ ul .gk-row")).to_have_count(1)
    elsewhere.open("/admin/account/")
    expect(elsewhere.page.locator("[name=password]")).to_be_visible()
