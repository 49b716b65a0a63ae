"""What a correspondent does at the public form, and what she is told there."""

import re
import time

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect

from desk.enums import JobState
from desk.models import Job
from desk.services.running import run_job
from tests.submissions.pieces import jpeg_bytes

ARRIVED = "[data-photo]:is([data-state=checking], [data-state=ready])"

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


def send_all_the_same(page: Page) -> None:
    """Send although a photograph lacks its words: the form reminds her once."""
    send(page)
    page.click("[data-remind-send]")


def expect_arrived(page: Page, count: int) -> None:
    expect(page.locator(ARRIVED)).to_have_count(count)


def slow_down(page: Page, bytes_a_second: int):
    """Make the way up slow until the session that is returned is detached."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    speeds = {"downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    conditions = {"offline": False, "latency": 0, **speeds}
    cdp.send("Network.emulateNetworkConditions", conditions)
    return cdp


def work_until(shown: Locator, seconds: float = 20) -> None:
    """Be the worker until something is on the page."""
    end = time.monotonic() + seconds
    while not shown.is_visible():
        assert time.monotonic() < end, "it never appeared"
        for job in Job.objects.filter(state=JobState.QUEUED):
            run_job(job.pk)
        shown.page.wait_for_timeout(100)
