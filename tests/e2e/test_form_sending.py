"""Sending the form, in a real Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from submissions.models import Photo, Submission
from tests.e2e.form_steps import (
    PASTE,
    choose,
    expect_arrived,
    fill,
    receipt,
    send,
    send_all_the_same,
    zh,
)

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_piece_with_photographs_gets_its_receipt(form: Page):
    fill(form)
    form.select_option("[name=section]", "invest")
    choose(form, "one.jpg", "two.jpg")
    rows = form.locator("[data-photo]")
    expect_arrived(form, 2)
    expect(rows.locator("img")).to_have_count(2)
    rows.nth(0).locator("[data-caption]").fill("工人在调试行车。")
    rows.nth(0).locator("[data-credit]").fill("林晓 摄")
    rows.nth(1).locator("[data-caption]").fill("厂区全景。")
    rows.nth(0).get_by_role("button", name=zh("Same credit for all")).click()

    send(form)

    ref = receipt(form)
    piece = Submission.objects.get()
    assert ref == piece.ref
    assert piece.section.slug == "invest"
    names = ("original_name", "caption", "credit")
    assert list(Photo.objects.order_by("position").values_list(*names)) == [
        ("one.jpg", "工人在调试行车。", "林晓 摄"),
        ("two.jpg", "厂区全景。", "林晓 摄"),
    ]
    assert form.evaluate("Object.keys(localStorage)") == []
    link = form.locator("[data-link]").input_value()
    assert re.fullmatch(r"https?://[^/]+/status/[\w-]{20,}/", link)
    form.get_by_role("link", name=zh("Open")).click()
    expect(form.locator("h1")).to_have_text(zh("Received"))
    expect(form.locator("[data-step=now]")).to_have_count(1)


def test_an_error_loses_nothing(form: Page):
    fill(form, headline="")
    choose(form, "one.jpg")
    expect_arrived(form, 1)
    form.fill("[data-photo] [data-caption]", "厂区全景。")

    send_all_the_same(form)

    expect(form.locator("[data-problems]")).to_be_focused()
    expect(form.locator("#field-headline .field-error")).to_have_text(
        zh("The piece needs a headline.")
    )
    expect(form.locator("[name=contact_name]")).to_have_value("林晓")
    expect(form.locator("[data-paper]")).to_have_text("本月，二期厂房封顶。")
    expect(form.locator("[data-photo] [data-caption]")).to_have_value("厂区全景。")
    expect(form.locator("[data-photo] img")).to_have_count(1)
    form.fill("[name=headline]", "补上标题")
    form.check("[name=consent]")
    send_all_the_same(form)
    receipt(form)
    assert Photo.objects.get().caption == "厂区全景。"


def test_f43_a_double_click_is_one_piece(form: Page):
    fill(form)

    form.locator("[data-send]").dblclick()

    receipt(form)
    assert Submission.objects.count() == 1


def test_after_the_receipt_the_form_is_empty_again(form: Page):
    fill(form)
    send(form)
    receipt(form)

    form.get_by_role("link", name=zh("Send another piece")).click()

    expect(form.locator("[name=headline]")).to_have_value("")
    expect(form.locator("[data-restored]")).to_be_hidden()


@pytest.mark.parametrize(
    "width", [320, pytest.param(375, marks=pytest.mark.acceptance), 768]
)
def test_nothing_is_wider_than_the_screen(form: Page, width: int):
    form.set_viewport_size({"width": width, "height": 720})
    fill(form, headline="长" * 100, contact_name="")
    choose(form, f"{'long' * 25}.jpg")
    form.evaluate(PASTE, ["", "https://example.org/" + "x" * 200])
    expect_arrived(form, 1)
    assert form.evaluate(SIDEWAYS) == 0
    send_all_the_same(form)
    expect(form.locator("[data-problems]")).to_be_visible()
    assert form.evaluate(SIDEWAYS) == 0
    form.fill("[name=contact_name]", "林晓")
    send_all_the_same(form)
    receipt(form)
    assert form.evaluate(SIDEWAYS) == 0


def test_f35_nothing_of_a_hostile_piece_is_executed(form: Page):
    payload = "<img src=x onerror=boom=1><script>boom=1</script>\"'>"
    fill(form, headline=payload, kicker=payload, contact_unit=payload, contact_name="")
    choose(form, "<img src=x onerror=boom=1>.jpg")
    form.evaluate(PASTE, [payload + "<p onclick=boom=1>文</p>", payload])
    send_all_the_same(form)
    expect(form.locator("[data-problems]")).to_be_visible()
    form.fill("[name=contact_name]", payload)
    send_all_the_same(form)
    receipt(form)

    assert form.evaluate("typeof boom") == "undefined"
    form.get_by_role("link", name=zh("Open")).click()
    expect(form.locator(".facts-headline")).to_have_text(payload)
    assert form.evaluate("typeof boom") == "undefined"


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_form_works_without_script(page: Page, live_server):
    page.goto(live_server.url)
    page.fill("[name=headline]", "不用脚本")
    page.fill("[name=body]", "第一段。\n## 小标题\n第二段。")
    page.fill("[name=contact_name]", "林晓")
    page.fill("[name=contact_unit]", "个人")
    page.fill("[name=contact_phone]", "0311-80000000")
    page.check("[name=consent]")
    choose(page, "one.jpg")
    page.get_by_role("button", name=zh("Add them and write captions")).click()
    page.locator("[name=upload_captions]").first.fill("厂区全景。")

    page.get_by_role("button", name=zh("Send the piece")).last.click()

    receipt(page)
    piece = Submission.objects.get()
    assert [block["kind"] for block in piece.body] == [
        "paragraph",
        "subhead",
        "paragraph",
    ]
    assert Photo.objects.get().caption == "厂区全景。"
