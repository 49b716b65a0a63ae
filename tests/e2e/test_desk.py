"""The desk in a real Chromium: from the first read to the press package."""

import re
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from desk.enums import StaffRole
from desk.models import LedgerEntry, User
from desk.services.jobs import run_job
from issues.enums import PageStatus
from issues.models import Export
from submissions.enums import Status
from submissions.models import Submission, Tag
from tests.desk.builders import make_user
from tests.issues.builders import Cast, accepted, filled_page, made_page, make_piece

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ROOM = "/admin/submissions/submission/{}/change/"
PAGE = "/admin/issues/page/{}/change/"
ISSUE = "/admin/issues/issue/{}/change/"


class Desk:
    """A browser at the desk; a script error anywhere fails the test."""

    def __init__(self, page: Page, url: str) -> None:
        """Sit down, signed in as nobody."""
        self.page, self.url = page, url
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._listen)

    def _listen(self, message: object) -> None:
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def sign_in(self, user: User) -> None:
        """Carry the session of this person."""
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value}
        self.page.context.add_cookies([{**cookie, "url": self.url}])

    def open(self, address: str, *values: object) -> Page:
        self.page.goto(self.url + address.format(*values))
        return self.page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def cast(db) -> Cast:
    return Cast()


@pytest.fixture
def desk(page: Page, live_server) -> Desk:
    desk = Desk(page, live_server.url)
    yield desk
    assert desk.errors == []


def test_staff_sign_in_and_see_what_waits(desk: Desk):
    user = make_user(StaffRole.EDITOR, username="chen", display_name="陈编辑")
    user.set_password("luobo-qingcai-77")
    user.save()
    piece = make_piece()

    page = desk.open("/admin/")
    page.fill("[name=username]", "chen")
    page.fill("[name=password]", "luobo-qingcai-77")
    page.click("[type=submit]")

    expect(page.locator(".gk-title")).to_have_text("待办")
    expect(page.get_by_role("link", name=piece.headline)).to_be_visible()
    expect(page.get_by_text("陈编辑").first).to_be_visible()


def test_two_people_read_and_nobody_reads_twice(desk: Desk, cast: Cast):
    piece = make_piece()
    desk.sign_in(cast.editor)
    page = desk.open("/admin/")
    page.get_by_role("button", name=re.compile("领取并审读")).click()
    page.wait_for_url(f"**{ROOM.format(piece.pk)}")

    desk.press("初审通过，送复审")

    expect(page.locator(".gk-signature")).to_have_text([str(cast.editor)])
    expect(page.get_by_text("同一人不得签两审")).to_be_visible()
    expect(page.get_by_role("button", name="复审通过，采用")).to_have_count(0)

    desk.sign_in(cast.chief)
    desk.open(ROOM, piece.pk)
    desk.press("复审通过，采用")

    expect(page.locator(".gk-signature")).to_have_count(2)
    piece.refresh_from_db()
    assert piece.status == Status.ACCEPTED


def test_words_are_edited_as_on_paper_and_saved_by_keyboard(desk: Desk, cast: Cast):
    Tag.objects.create(name="招商引资")
    piece = make_piece(sentences=1)
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)
    paper = page.locator("[data-paper]")
    expect(page.locator("[name=body]")).to_be_hidden()
    count = int(page.locator("[data-count]").inner_text())

    paper.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("服务更近")
    page.get_by_role("button", name="小标题").click()
    expect(page.locator("[data-count]")).to_have_text(str(count + 4))
    page.fill("[name=tags]", "园区 招")
    options = page.locator("#known-tags option")
    expect(options).to_have_attribute("value", "园区 招商引资")
    page.keyboard.press("Control+s")

    expect(page.get_by_text("已存为")).to_be_visible()
    piece.refresh_from_db()
    assert [block["kind"] for block in piece.body] == ["paragraph", "subhead"]
    assert piece.char_count == count + 4
    assert sorted(tag.name for tag in piece.tags.all()) == ["园区", "招"]


def test_leaving_with_unsaved_words_asks_first(desk: Desk, cast: Cast):
    piece = make_piece(sentences=1)
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.locator("[name=deck]").press_sequentially("——副题")
    page.get_by_role("link", name="待办").click()

    page.wait_for_url("**/admin/")
    assert asked == ["beforeunload"]


def test_a_save_that_comes_second_loses_nothing(desk: Desk, cast: Cast):
    piece = make_piece(sentences=1)
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)
    other = page.context.new_page()
    other.goto(desk.url + ROOM.format(piece.pk))
    other.fill("[name=deck]", "——别人的副题")
    other.keyboard.press("Control+s")
    expect(other.get_by_text("已存为")).to_be_visible()

    page.fill("[name=headline]", "我的标题")
    page.keyboard.press("Control+s")

    expect(page.locator(".gk-conflict ins")).to_contain_text("别人的副题")
    expect(page.locator("[name=headline]")).to_have_value("我的标题")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("已存为")).to_be_visible()
    piece.refresh_from_db()
    assert (piece.headline, piece.versions.count()) == ("我的标题", 3)
    assert piece.deck == "——别人的副题"


def test_a_reason_is_asked_for_before_a_return(desk: Desk, cast: Cast):
    piece = make_piece(sentences=1)
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)

    desk.press("退改")
    expect(page.locator("[data-note-missing]")).to_be_visible()
    expect(page.locator("[data-note]")).to_be_focused()
    page.fill("[data-note]", "导语太长。")
    desk.press("退改")

    expect(page.locator(".gk-room-head .gk-badge")).to_have_text("退改")


def test_the_telephone_is_opened_by_a_click(desk: Desk, cast: Cast):
    piece = make_piece(sentences=1, contact_phone="0311-80000000")
    desk.sign_in(cast.chief)
    page = desk.open(ROOM, piece.pk)
    expect(page.locator("[data-phone]")).to_have_text("031*-****0000")

    page.locator("[data-open-phone]").click()

    expect(page.locator("[data-phone]")).to_have_text("0311-80000000")
    assert LedgerEntry.objects.get(verb="personal.opened").actor == cast.chief


def test_the_list_returns_two_pieces_at_once(desk: Desk, cast: Cast):
    pieces = [make_piece(sentences=1) for _number in range(2)]
    desk.sign_in(cast.chief)
    page = desk.open("/admin/submissions/submission/")
    for box in page.locator(".action-select").all():
        box.check()
    page.select_option("[name=action]", "bulk_return")
    page.locator("#changelist-form [type=submit], [name=index]").first.click()

    expect(page.locator(".gk-row")).to_have_count(2)
    page.fill("[name=note]", "请补充照片。")
    page.locator(".gk-sheet .gk-primary").click()

    expect(page.get_by_text(re.compile("已办理2篇"))).to_be_visible()
    for piece in pieces:
        piece.refresh_from_db()
        assert piece.status == Status.RETURNED


def test_a_page_is_placed_made_up_signed_and_packed(
    desk: Desk, cast: Cast, tmp_path: Path
):
    sheet = filled_page(cast, stories=1)
    piece = accepted(cast)
    desk.sign_in(cast.page_editor)
    page = desk.open(PAGE, sheet.pk)
    page.get_by_label(re.compile(piece.headline)).check()
    desk.press("所选稿件上版")
    expect(page.locator(".gk-story")).to_have_count(2)
    page.locator("[data-role]").first.select_option("lead")
    expect(page.locator("[data-role]").first).to_have_value("lead")

    page.get_by_role("button", name="组这一版").click()

    picture = page.locator("[data-proof]")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") == 1600
    drafts = page.locator(".gk-draft")
    expect(drafts.first).to_have_attribute("aria-current", "true")
    assert drafts.count() == sheet.drafts.count() >= 1
    expect(page.get_by_role("button", name="签样")).to_have_count(0)

    reader = make_user(StaffRole.DUTY_EDITOR, StaffRole.SECTION_CHIEF)
    piece.reviews.filter(reviewer=cast.chief).update(reviewer=reader)
    desk.sign_in(reader)
    desk.open(PAGE, sheet.pk)
    expect(page.locator(".gk-sign .gk-note")).to_contain_text(piece.ref)
    expect(page.get_by_role("button", name="签样")).to_have_count(0)

    desk.sign_in(cast.duty)
    desk.open(PAGE, sheet.pk)
    desk.press("签样")
    expect(page.locator(".gk-room-head .gk-signature")).to_contain_text(str(cast.duty))
    sheet.refresh_from_db()
    assert sheet.status == PageStatus.SIGNED

    desk.open(ISSUE, sheet.issue_id)
    desk.press("生成印前文件包")
    expect(page.locator(".gk-export progress")).to_be_visible()
    run_job(Export.objects.get().job_id)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("下载")).click()
    package = tmp_path / "package.zip"
    download.value.save_as(package)
    names = zipfile.ZipFile(package).namelist()
    assert any(name.endswith(".idml") for name in names)


def test_no_screen_of_the_desk_scrolls_sideways_on_a_phone(desk: Desk, cast: Cast):
    sheet = made_page(cast)
    long = make_piece(sentences=1, headline="很长的标题" * 16, kicker="A" * 90)
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.sign_in(cast.chief)
    screens = (
        "/admin/",
        ROOM.format(long.pk),
        ROOM.format(Submission.objects.order_by("pk").first().pk),
        PAGE.format(sheet.pk),
        ISSUE.format(sheet.issue_id),
        "/admin/issues/issue/add/",
        "/admin/submissions/submission/add/",
        f"/admin/submissions/submission/{long.pk}/versions/1/",
    )

    over = {at: desk.open(at).evaluate(SIDEWAYS) for at in screens}

    assert over == dict.fromkeys(screens, 0)


def test_without_script_the_text_is_a_plain_field(browser, live_server, cast: Cast):
    piece = make_piece(sentences=1)
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    desk = Desk(context.new_page(), live_server.url)
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)

    page.locator("[name=body]").fill("## 小标题\n\n**改好**的正文。")
    page.locator(".gk-save button").click()

    piece.refresh_from_db()
    context.close()
    assert [block["kind"] for block in piece.body] == ["subhead", "paragraph"]
