"""A text that came before: seen in the room, compared, joined, in a real Chromium."""

import pytest
from playwright.sync_api import expect

from submissions.enums import Status
from tests.e2e.axe import expect_accessible
from tests.e2e.test_desk import SIDEWAYS, Desk, cast, desk
from tests.issues.builders import Cast
from tests.submissions.builders import make_photo, make_submission, paragraphs
from tests.submissions.services.seen.test_looking import looked_at

__all__ = ["cast", "desk"]

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]

TEXT = (
    "本月中旬，滨河开发区二期标准厂房主体结构全部封顶，比原计划提前二十天。",
    "项目占地一百二十亩，建成后可容纳三十家中小企业，预计带动就业六百余人。",
    "开发区管委会负责人介绍，园区同步建设职工公寓、食堂和公交枢纽，让企业拎包入驻。",
)


def twice(**overrides):
    """Receive a text twice, the second time with a sentence more."""
    first = make_submission(
        headline="滨河二期厂房封顶", blocks=paragraphs(*TEXT), contact_unit="滨河开发区"
    )
    second = make_submission(
        **{
            "headline": "提前二十天！滨河二期封顶",
            "blocks": paragraphs(*TEXT, "首批八家企业已经签约，明年三月进场安装设备。"),
            "contact_unit": "云州市发改局",
            "photos": (make_photo(),),
            **overrides,
        }
    )
    looked_at(second)
    return first, second


def test_a_text_sent_again_is_compared_and_taken_as_a_new_version(
    desk: Desk, cast: Cast
):
    first, second = twice()
    desk.sign_in(cast.editor)
    page = desk.open(f"/admin/submissions/submission/{second.pk}/change/")

    card = page.locator("#seen")
    expect(card).to_contain_text("别人也来过稿")
    expect_accessible(page)
    card.get_by_role("link").click()

    expect(page.locator(".gk-seen-column")).to_have_count(2)
    shared = page.locator(".gk-seen-column").first.locator("mark")
    expect(shared.filter(has_text="比原计划提前二十天")).to_have_count(1)
    expect(shared.filter(has_text="首批八家企业")).to_have_count(0)
    expect_accessible(page)
    desk.press(f"作为 {first.ref} 的新版本")

    page.wait_for_url(f"**/submission/{first.pk}/change/")
    said = f"{second.ref} 已成为 {first.ref} 的最新版本"
    expect(page.locator("body")).to_contain_text(said)
    second.refresh_from_db()
    assert second.status == Status.JOINED
    page.goto(f"{desk.url}/admin/submissions/submission/{second.pk}/change/")
    expect(page.locator(".gk-room-facts")).to_contain_text("已并入另一稿")


def test_a_piece_of_its_own_is_no_longer_asked_about(desk: Desk, cast: Cast):
    _first, second = twice()
    desk.sign_in(cast.editor)
    page = desk.open("/admin/submissions/submission/?seen=open")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)

    page.goto(f"{desk.url}/admin/submissions/submission/{second.pk}/change/")
    page.locator("#seen").get_by_role("link").click()
    desk.press("另一篇独立的稿件")

    page.wait_for_url(f"**/submission/{second.pk}/change/")
    expect(page.locator("#seen")).to_contain_text("独立成稿")
    page.goto(f"{desk.url}/admin/submissions/submission/?seen=open")
    expect(page.locator("#result_list tbody tr")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1440])
def test_two_texts_side_by_side_scroll_sideways_nowhere(
    desk: Desk, cast: Cast, width: int
):
    _first, second = twice(contact_unit="单位" * 40, headline="标题" * 50)
    desk.sign_in(cast.editor)
    desk.page.set_viewport_size({"width": width, "height": 800})

    page = desk.open(
        f"/admin/submissions/submission/seen/{second.seen_before.get().pk}/"
    )

    assert not page.evaluate(SIDEWAYS)
