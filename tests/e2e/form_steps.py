"""What a correspondent does at the public form, and what she is told there."""

import re

from django.utils.translation import gettext, override
from playwright.sync_api import Page

from tests.submissions.pieces import jpeg_bytes

PASTE = """([html, plain]) => {
  const data = new DataTransfer();
  if (html) data.setData('text/html', html);
  data.setData('text/plain', plain);
  const paper = document.querySelector('[data-paper]');
  paper.focus();
  paper.dispatchEvent(new ClipboardEvent('paste',
    {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def zh(sentence: str) -> str:
    """Return a sentence as the catalogue says it to a Chinese reader."""
    with override("zh-hans"):
        return gettext(sentence)


def fill(page: Page, **overrides: str) -> None:
    words = {
        "kicker": "滨河开发区",
        "headline": "项目建设跑出“加速度”",
        "byline": "通讯员 林晓",
        "contact_name": "林晓",
        "contact_unit": "滨河开发区宣传中心",
        "contact_phone": "0311-80000000",
        **overrides,
    }
    for name, text in words.items():
        page.fill(f"[name={name}]", text)
    page.locator("[data-paper]").click()
    page.keyboard.insert_text("本月，二期厂房封顶。")
    page.check("[name=consent]")


def choose(page: Page, *names: str, size: int = 0) -> None:
    files = [
        {
            "name": name,
            "mimeType": "image/jpeg",
            "buffer": jpeg_bytes(640, 480, colour).ljust(size, b"\0"),
        }
        for name, colour in zip(names, ("teal", "brown", "navy"), strict=False)
    ]
    page.set_input_files("[name=photos]", files)


def send(page: Page) -> None:
    page.click("[data-send]")


def receipt(page: Page) -> str:
    page.wait_for_url(re.compile(r"/status/.+/received/"))
    return page.locator("[data-ref]").inner_text()
