"""The correspondents' desk in a real browser: it fits, and everybody can read it."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from submissions.models import Correspondent, Submission, Tag, Unit
from tests.e2e.axe import expect_accessible
from tests.submissions.builders import Cast, make_submission

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LIST = "/admin/submissions/correspondent/"


@pytest.fixture
def lin():
    zone = Tag.objects.create(name="滨河开发区", vocabulary="zone")
    unit = Unit.objects.create(name="滨河开发区党群工作部宣传中心", zone=zone)
    fields = {"name": "林晓", "email": "lin@example.org", "phone": "13800001234"}
    made = Correspondent.objects.create(unit=unit, **fields)
    piece = make_submission(contact_name="林晓", contact_email="lin@example.org")
    Submission.objects.filter(pk=piece.pk).update(correspondent=made)
    make_submission(contact_name="何雨", contact_email="he@example.org")
    return made


@pytest.fixture
def desk(page: Page, live_server):
    client = Client()
    client.force_login(Cast().chief)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_fits_and_is_read_by_everybody(desk, live_server, lin, width):
    desk.set_viewport_size({"width": width, "height": 844})
    unit = f"/admin/submissions/unit/{lin.unit_id}/change/"

    for address in (f"{lin.pk}/change/", "tally/", "newcomers/", unit):
        whole = address if address.startswith("/") else LIST + address
        desk.goto(live_server.url + whole)
        expect(desk.locator(".gk-title")).to_be_visible()
        assert desk.evaluate(SIDEWAYS) == 0
        expect_accessible(desk, whole)


def test_a_newcomer_is_taken_in_noted_and_called(desk, live_server, lin):
    desk.goto(f"{live_server.url}{LIST}newcomers/")
    desk.locator("tbody button").click()
    expect(desk.locator("tbody")).not_to_contain_text("何雨")

    desk.goto(f"{live_server.url}{LIST}{lin.pk}/change/")
    desk.get_by_label("通讯员看不到").fill("常写农业。")
    desk.get_by_role("button", name="保存便签").click()
    expect(desk.locator("#notes")).to_contain_text("常写农业。")
    desk.get_by_role("button", name="显示").click()
    expect(desk.locator("[data-phone]")).to_have_text("13800001234")
