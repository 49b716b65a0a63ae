"""A piece begun here and finished there: two browsers, a telephone, a Word file."""

import re
from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from docx.shared import Cm
from playwright.sync_api import Browser, Page, expect

from submissions.models import Photo, Submission
from tests.e2e.form_steps import (
    choose,
    expect_arrived,
    fill,
    receipt,
    send,
    send_all_the_same,
    slow_down,
    work_until,
    zh,
)
from tests.submissions.pieces import jpeg_bytes

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]

BODY = "11月20日，循环经济产业园二期厂房封顶，比计划提前二十天。"


def word_file() -> dict:
    document = docx.Document()
    heading = document.add_paragraph()
    heading.alignment = 1
    heading.add_run("项目建设跑出“加速度”").bold = True
    document.add_paragraph("通讯员 林晓").alignment = 1
    document.add_paragraph(BODY)
    document.add_paragraph("园区为企业配备专班，从立项到开工全程代办。")
    for number, colour in enumerate(("teal", "brown", "navy"), start=1):
        picture = BytesIO(jpeg_bytes(900, 600, colour))
        document.add_picture(picture, width=Cm(12))
        document.add_paragraph(f"图为现场之{number}。林晓 摄")
    document.add_paragraph("作者：林晓\n单位：滨河开发区宣传中心\n电话：0311-80000000")
    out = BytesIO()
    document.save(out)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": "稿件.docx", "mimeType": kind, "buffer": out.getvalue()}


@pytest.fixture
def other(browser: Browser, browser_context_args: dict) -> Iterator[Page]:
    """Give a browser on another machine."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def kept_on_the_server(page: Page) -> None:
    said = zh("Kept at {time} (this browser and our server)").split("{time}")[1]
    expect(page.locator("[data-saved]")).to_contain_text(said, timeout=15_000)


def test_a_word_file_with_three_photographs_becomes_a_piece(form: Page):
    form.set_input_files("[data-import-choose]", word_file())
    work_until(form.locator("[data-import-panel][data-state=filled]"))

    expect(form.locator("[name=headline]")).to_have_value("项目建设跑出“加速度”")
    assert BODY in form.locator("[name=body]").input_value()
    expect(form.locator("[name=contact_unit]")).to_have_value("滨河开发区宣传中心")
    work_until(form.locator("[data-photo][data-state=ready]").nth(2))
    expect(form.locator("[data-photo] [data-caption]").nth(0)).to_have_value(
        re.compile("现场之1")
    )
    form.check("[name=consent]")
    send(form)

    receipt(form)
    assert Submission.objects.get().headline == "项目建设跑出“加速度”"
    assert Photo.objects.count() == 3


def test_what_was_typed_is_asked_about_and_comes_back(form: Page):
    form.fill("[name=headline]", "我自己的标题")
    form.set_input_files("[data-import-choose]", word_file())
    work_until(form.locator("[data-import-panel][data-state=filled]"))
    expect(form.locator("[name=headline]")).to_have_value("我自己的标题")

    form.get_by_label(re.compile(zh("In the file"))).check()
    expect(form.locator("[name=headline]")).to_have_value("项目建设跑出“加速度”")
    form.get_by_role("button", name=zh("Bring back what stood here before")).click()

    expect(form.locator("[name=headline]")).to_have_value("我自己的标题")
    expect(form.locator("[name=body]")).to_have_value("")
    expect(form.locator("[data-photo]")).to_have_count(0)


def test_a_piece_goes_on_in_another_browser(form: Page, other: Page):
    fill(form, headline="两台电脑")
    choose(form, "one.jpg")
    expect_arrived(form, 1)
    form.fill("[data-photo] [data-caption]", "厂区全景。")
    kept_on_the_server(form)
    form.locator("[data-elsewhere-open]").click()
    link = form.locator("[data-elsewhere] [data-link]")
    expect(link).to_have_value(re.compile("/continue/"))
    path = "/" + link.input_value().split("/", 3)[3]
    form.keyboard.press("Escape")

    other.goto(form.url.rstrip("/") + path)
    expect(other.locator("[name=headline]")).to_have_value("两台电脑")
    expect(other.locator("[data-paper]")).to_have_text("本月，二期厂房封顶。")
    expect(other.locator("[data-photo] [data-caption]")).to_have_value("厂区全景。")
    other.fill("[name=headline]", "在手机上改了")
    kept_on_the_server(other)
    expect.soft(other.locator("[data-versions]")).to_be_hidden()

    form.fill("[name=headline]", "在电脑上也改了")
    notice = form.locator("[data-versions]")
    expect(notice).to_be_visible(timeout=15_000)
    form.get_by_role("button", name=zh("Take the other one")).click()
    expect(form.locator("[name=headline]")).to_have_value("在手机上改了")
    form.get_by_role("button", name=zh("Back to the version of this machine")).click()
    expect(form.locator("[name=headline]")).to_have_value("在电脑上也改了")
    kept_on_the_server(form)
    form.check("[name=consent]")
    send_all_the_same(form)
    receipt(form)
    assert Submission.objects.get().headline == "在电脑上也改了"


def test_photographs_come_from_the_telephone(form: Page, other: Page):
    fill(form)
    form.locator("[data-phone-open]").click()
    link = form.locator("[data-phone] [data-link]")
    expect(link).to_have_value(re.compile("/up/"))
    path = "/" + link.input_value().split("/", 3)[3]
    code = form.locator("[data-phone] [data-code]")
    assert code.evaluate("image => image.naturalWidth") > 100

    other.set_viewport_size({"width": 390, "height": 800})
    other.goto(form.url.rstrip("/") + path)
    other.locator("input[type=file]").first.set_input_files(
        {"name": "phone.jpg", "mimeType": "image/jpeg", "buffer": jpeg_bytes(900, 600)}
    )

    expect(form.locator("[data-photo]")).to_have_count(1, timeout=15_000)
    expect(form.locator("[data-photo] [data-name]")).to_have_text("phone.jpg")
    form.keyboard.press("Escape")
    send_all_the_same(form)
    receipt(form)
    assert Photo.objects.get().original_name == "phone.jpg"


def test_what_the_telephone_still_sends_is_waited_for(form: Page, other: Page):
    fill(form)
    form.locator("[data-phone-open]").click()
    link = form.locator("[data-phone] [data-link]")
    expect(link).to_have_value(re.compile("/up/"))
    other.goto(form.url.rstrip("/") + "/" + link.input_value().split("/", 3)[3])
    large = jpeg_bytes(900, 600).ljust(9_000_000, b"\0")
    line = slow_down(other, 500_000)
    other.locator("input[type=file]").first.set_input_files(
        {"name": "slow.jpg", "mimeType": "image/jpeg", "buffer": large}
    )

    expect(form.locator("[data-photo][data-state=elsewhere]")).to_have_count(
        1, timeout=20_000
    )
    form.keyboard.press("Escape")
    send(form)
    expect(form.locator("[data-say]")).to_have_text(
        zh("Files are still on their way; then it goes by itself.")
    )
    line.detach()
    form.locator("[data-remind-send]").click(timeout=30_000)

    receipt(form)
    assert Photo.objects.get().original_name == "slow.jpg"


def test_the_proof_of_work_is_found_without_a_click(form: Page, settings):
    settings.FORM_CAPTCHA = "on"
    form.reload()
    expect(form.locator("[data-challenge]")).to_have_count(1)
    fill(form)
    form.wait_for_function("document.querySelector('[name=altcha]').value")

    send(form)

    receipt(form)
