"""Proposed tags in a real Chromium: one click, one key, and without a script."""

import pytest
from playwright.sync_api import expect

from submissions.services.tagging.loading import load_vocabularies
from submissions.services.tagging.proposing import propose_for
from tests.e2e.axe import expect_accessible
from tests.e2e.test_desk import ROOM, SIDEWAYS, Desk, cast, desk
from tests.issues.builders import Cast
from tests.submissions.builders import make_submission

__all__ = ["cast", "desk"]

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]
LIST = "/admin/submissions/submission/"


@pytest.fixture
def piece(transactional_db):
    load_vocabularies()
    piece = make_submission(headline="唐山高新区氢能项目开工", contact_unit="")
    propose_for(piece)
    return piece


def names(piece):
    return {tag.name for tag in piece.tags.all()}


def test_a_tag_is_accepted_while_words_are_being_edited(desk: Desk, cast: Cast, piece):
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)
    expect_accessible(page)
    page.locator("[name=deck]").fill("——新的副题")
    page.fill("[name=tags]", "夜校")

    page.locator("[data-tag-name=氢能]").click()

    expect(page.locator(".gk-tag", has_text="氢能")).to_be_visible()
    expect(page.locator("[name=deck]")).to_have_value("——新的副题")
    expect(page.locator("[name=tags]")).to_have_value("氢能 夜校")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("已存为")).to_be_visible()
    assert names(piece) == {"氢能", "夜校"}


def test_one_key_accepts_the_first(desk: Desk, cast: Cast, piece):
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)
    many = page.locator(".gk-tag-row").count()

    page.keyboard.press("Alt+t")

    expect(page.locator(".gk-tag-row")).to_have_count(many - 1)
    assert len(names(piece)) == 1


def test_a_short_piece_is_tagged_in_the_list_on_a_phone(desk: Desk, cast: Cast, piece):
    desk.sign_in(cast.editor)
    page = desk.open(LIST)
    page.set_viewport_size({"width": 390, "height": 844})

    page.locator(".gk-tag-all").click()

    expect(page).to_have_url(f"{desk.url}{LIST}")
    expect(page.locator(".gk-tag", has_text="氢能")).to_be_visible()
    assert page.evaluate(SIDEWAYS) == 0
    assert {"氢能", "唐山市"} <= names(piece)


def test_the_vocabularies_are_open_to_all(desk: Desk, cast: Cast, piece):
    desk.sign_in(cast.editor)

    for path in ("/admin/submissions/tag/", f"{LIST}{piece.pk}/change/"):
        expect_accessible(desk.open(path))
