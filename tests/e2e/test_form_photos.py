"""Photographs at the form, in a real Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from submissions.models import Photo
from tests.e2e.form_steps import choose, fill, receipt, send, zh

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]


def test_the_way_of_a_photograph_is_shown(form: Page):
    cdp = form.context.new_cdp_session(form)
    cdp.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": 400_000,
        },
    )

    choose(form, "large.jpg", size=800_000)

    progress = form.locator("[data-photo] progress")
    expect(progress).to_be_visible()
    expect(form.locator("[data-photo] [data-said]")).to_have_text(
        re.compile(zh("Sending up, {percent}").replace("{percent}", r"[2-9]\d%"))
    )
    assert 0.2 <= progress.evaluate("bar => bar.value") <= 1
    expect(form.locator("[data-photo] [data-said]")).to_have_text(zh("Arrived"))
    expect(progress).to_be_hidden()


def test_sending_waits_for_photographs_on_their_way(form: Page):
    fill(form)
    held: list[Route] = []
    form.route("**/uploads/", lambda route: held.append(route))
    choose(form, "slow.jpg")
    expect(form.locator("[data-state=sending]")).to_have_count(1)
    send(form)
    expect(form.locator("[data-say]")).to_have_text(
        zh("Photographs are still on their way; then it goes by itself.")
    )

    held[0].continue_()

    receipt(form)
    assert Photo.objects.get().original_name == "slow.jpg"


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
    form.on("request", lambda request: sent.append(request.method))

    form.set_input_files("[name=photos]", large)

    expect(form.locator("[data-photo] [data-error]")).to_have_text(
        zh("This photograph is larger than %(size)d MB; send it smaller.")
        % {"size": 100}
    )
    assert "POST" not in sent


def test_a_broken_line_is_tried_again(form: Page):
    broken: list[Route] = []

    def once(route: Route) -> None:
        if broken:
            route.continue_()
        else:
            broken.append(route)
            route.abort()

    form.route("**/uploads/", once)

    choose(form, "one.jpg")

    expect(form.locator("[data-photo] [data-said]")).to_have_text(zh("Arrived"))
