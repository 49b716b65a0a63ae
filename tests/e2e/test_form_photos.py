"""Photographs at the form, in a real Chromium: the way up, the order, the words."""

import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from submissions.models import Photo, Upload
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
from tests.servers.cutting_proxy import Line, bad_line
from tests.submissions.pieces import jpeg_bytes

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]

SAID = "[data-photo] [data-said]"


def heard_offsets(page: Page) -> list[int]:
    """Note at which byte each part of a file begins."""
    offsets: list[int] = []

    def note(request) -> None:
        if request.method == "PATCH":
            offsets.append(int(request.headers["upload-offset"]))

    page.on("request", note)
    return offsets


def test_the_way_of_a_photograph_is_shown(form: Page):
    slow_down(form, 400_000)

    choose(form, "large.jpg", size=900_000)

    expect(form.locator(SAID)).to_have_text(re.compile(r"0\.9 MB.*[2-9]\d%"))
    progress = form.locator("[data-photo] progress")
    assert 0.2 <= progress.evaluate("bar => bar.value") < 1
    expect(form.locator("[data-photo-sum]")).to_be_visible()
    expect_arrived(form, 1)
    expect(progress).to_be_hidden()
    expect(form.locator("[data-photo-sum]")).to_be_hidden()


def test_an_upload_is_paused_and_goes_on_where_it_stopped(form: Page):
    offsets = heard_offsets(form)
    slow = slow_down(form, 400_000)
    choose(form, "large.jpg", size=1_200_000)
    expect(form.locator(SAID)).to_have_text(re.compile(r"[3-9]\d%"))

    form.get_by_role("button", name=zh("Pause"), exact=True).click()

    row = form.locator("[data-photo]")
    expect(row).to_have_attribute("data-state", "paused")
    expect(form.locator(SAID)).to_contain_text(zh("Paused at {percent}").split("{")[0])
    form.wait_for_timeout(300)
    slow.detach()
    form.get_by_role("button", name=zh("Go on"), exact=True).click()
    expect_arrived(form, 1)
    assert offsets[0] == 0
    assert offsets[-1] > 0
    assert Upload.objects.get().offset == 1_200_000


@pytest.fixture
def line(live_server, sections) -> Iterator[Line]:
    """Reach the server over a line that is cut when a test says so."""
    with bad_line(int(live_server.url.rsplit(":", 1)[1])) as found:
        yield found


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "large.jpg"
    path.write_bytes(jpeg_bytes(640, 480) + random.Random(4).randbytes(2_000_000))
    return path


def test_a_line_that_is_cut_costs_what_had_not_arrived(
    page: Page, line: Line, photo: Path
):
    offsets = heard_offsets(page)
    page.goto(line.url)
    page.wait_for_load_state("networkidle")  # what is cut is the photograph's way
    line.cut_after, line.cuts_left = 700_000, 2
    page.set_input_files("[name=photos]", photo)

    expect_arrived(page, 1)

    assert line.cuts == 2
    for _ in range(50):  # the browser tells of a request after it was made
        if len(offsets) > 1:
            break
        page.wait_for_timeout(100)
    assert offsets[0] == 0
    assert offsets[1] > 500_000
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    assert Upload.objects.get().sha256 == digest


def test_the_same_file_goes_on_after_the_browser_was_closed(
    page: Page, line: Line, photo: Path
):
    line.cut_after, line.cuts_left = 700_000, 1_000
    page.goto(line.url)
    page.fill("[name=headline]", "先写标题")
    page.set_input_files("[name=photos]", photo)
    expect(page.locator(SAID)).to_have_text(
        zh("The line broke off; it goes on by itself …")
    )
    page.close()
    line.cuts_left = 0

    again = page.context.new_page()
    # The other window died a minute ago, so its draft is free.
    again.add_init_script("Date.now = ((now) => () => now() + 60000)(Date.now)")
    again.goto(line.url)
    expect(again.locator("[name=headline]")).to_have_value("先写标题")
    row = again.locator("[data-photo]")
    expect(row).to_have_attribute("data-state", "elsewhere")
    offsets = heard_offsets(again)
    again.set_input_files("[name=photos]", photo)

    expect_arrived(again, 1)
    assert offsets[0] > 500_000
    assert Upload.objects.count() == 1


def test_offline_is_told_and_goes_on_by_itself(page: Page, line: Line, photo: Path):
    line.cut_after, line.cuts_left = 700_000, 1_000
    page.goto(line.url)
    page.set_input_files("[name=photos]", photo)
    expect(page.locator("[data-photo]")).to_have_attribute("data-state", "waiting")

    page.context.set_offline(True)

    expect(page.locator(SAID)).to_have_text(
        zh("No connection; it goes on by itself when you are online.")
    )
    line.cuts_left = 0
    page.context.set_offline(False)
    expect_arrived(page, 1)


def test_what_the_desk_sees_is_told_beside_each(form: Page):
    choose(form, "one.jpg")
    form.set_input_files(
        "[name=photos]",
        {"name": "two.jpg", "mimeType": "image/jpeg", "buffer": jpeg_bytes(640, 480)},
    )
    ready = form.locator("[data-photo][data-state=ready]")

    work_until(ready.nth(1))

    verdict = ready.nth(0).locator("[data-verdict]")
    expect(verdict).to_have_attribute("data-tone", re.compile("good|fair|bad"))
    expect(verdict).not_to_be_empty()
    expect(ready.nth(0).locator("img")).to_have_attribute(
        "src", re.compile("/thumbnail/")
    )
    same = zh("The same as photograph {number}.").replace("{number}", "1")
    expect(ready.nth(1).locator("[data-notes]")).to_contain_text(same)


def test_the_order_is_changed_by_keyboard_and_by_hand(form: Page):
    choose(form, "one.jpg", "two.jpg", "three.jpg")
    expect_arrived(form, 3)
    names = form.locator("[data-photo] [data-name]")
    last = form.locator("[data-photo]").nth(2)

    last.locator("[data-up]").focus()
    form.keyboard.press("Enter")

    expect(names).to_have_text(["one.jpg", "three.jpg", "two.jpg"])
    moved = zh("{name} is now photograph {place} of {count}.")
    for mark, word in (("{name}", "three.jpg"), ("{place}", "2"), ("{count}", "3")):
        moved = moved.replace(mark, word)
    expect(form.locator("[data-announce]")).to_have_text(moved)
    expect(form.locator("[data-photo]").nth(1).locator("[data-up]")).to_be_focused()
    form.locator("[data-photo]").nth(2).locator("[data-grip]").focus()
    form.keyboard.press("ArrowUp")
    form.keyboard.press("ArrowUp")
    expect(names).to_have_text(["two.jpg", "one.jpg", "three.jpg"])
    grip = form.locator("[data-photo]").nth(0).locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    box, below = grip.bounding_box(), form.locator("[data-photo]").nth(1).bounding_box()
    form.mouse.move(box["x"] + 5, box["y"] + 5)
    form.mouse.down()
    form.mouse.move(box["x"] + 5, below["y"] + below["height"] - 5, steps=6)
    form.mouse.up()
    expect(names).to_have_text(["one.jpg", "two.jpg", "three.jpg"])
    fill(form)
    send_all_the_same(form)
    receipt(form)
    kept = Photo.objects.order_by("position").values_list("original_name", flat=True)
    assert list(kept) == ["one.jpg", "two.jpg", "three.jpg"]


def test_sending_waits_for_photographs_on_their_way(form: Page):
    fill(form)
    slow = slow_down(form, 200_000)
    choose(form, "slow.jpg", size=600_000)
    form.fill("[data-caption]", "厂区全景。")
    form.fill("[data-credit]", "林晓 摄")
    expect(form.locator("[data-state=sending]")).to_have_count(1)
    send(form)
    expect(form.locator("[data-say]")).to_have_text(
        zh("Files are still on their way; then it goes by itself.")
    )

    slow.detach()

    receipt(form)
    assert Photo.objects.get().original_name == "slow.jpg"


def test_missing_words_are_asked_for_once(form: Page):
    fill(form)
    choose(form, "one.jpg")
    expect_arrived(form, 1)

    send(form)

    asked = zh("Photograph {numbers} has no caption or no credit yet.")
    expect(form.locator("[data-remind-words]")).to_have_text(
        asked.replace("{numbers}", "1")
    )
    form.get_by_role("button", name=zh("Write it now")).click()
    expect(form.locator("[data-photo] [data-caption]")).to_be_focused()
    send(form)
    receipt(form)


def test_what_is_no_photograph_is_told_at_once(form: Page):
    form.set_input_files(
        "[name=photos]",
        {"name": "报道.jpg", "mimeType": "image/jpeg", "buffer": b"only words"},
    )

    expect(form.locator("[data-photo] [data-error]")).to_have_text(
        zh("This is no photograph, whatever its name says; choose the original file.")
    )
    fill(form)
    send(form)
    expect(form.locator("[data-say]")).to_have_text(
        zh("A photograph has not arrived: try again or take it out.")
    )
    form.get_by_role("button", name=zh("Take this photograph out")).click()
    send(form)
    receipt(form)


def test_f20_a_photograph_over_the_limit_never_leaves(form: Page, tmp_path: Path):
    large = tmp_path / "large.jpg"
    with large.open("wb") as file:
        file.truncate(200 * 1024**2)
    sent: list[str] = []
    form.on("request", lambda request: sent.append(request.url))

    form.set_input_files("[name=photos]", large)

    expect(form.locator("[data-photo] [data-error]")).to_have_text(
        zh("This photograph is larger than %(size)d MB; send it smaller.")
        % {"size": 100}
    )
    assert not [url for url in sent if "/files/" in url]
