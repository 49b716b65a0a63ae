"""The page editor by Django's client: what it is given, and to whom."""

import json
import re

import pytest

from issues.services.leg_words import legs_words
from issues.services.make_up import make_up_page
from issues.services.page_locks import lock_for_editor
from tests.issues.builders import filled_page, make_page

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script id="page-editor-data"[^>]*>(.*?)</script>', re.DOTALL)


def screen(page):
    return f"/admin/issues/page/{page.pk}/edit/"


def made(cast, *, stories=2):
    page = filled_page(cast, stories=stories)
    return make_up_page(page=page, actor=cast.page_editor, drafts=1)


def data_of(answer):
    return json.loads(DATA.search(answer.content.decode())[1])


def test_the_screen_knows_grid_blocks_and_stories(client, cast):
    page = made(cast)
    client.force_login(cast.page_editor)

    data = data_of(client.get(screen(page)))

    refs = list(page.placements.values_list("submission__ref", flat=True))
    assert data["refusal"] == ""
    assert data["revision"] == page.makeup_revision
    assert len(data["grid"]["columns"]) == page.grid.columns
    assert len(data["grid"]["lines"]) == page.grid.lines + 1
    assert [story["ref"] for story in data["stories"]] == refs
    assert {block["story"] for block in data["blocks"]} == set(refs)


def test_a_page_never_made_up_opens_without_blocks(client, cast):
    page = filled_page(cast)
    client.force_login(cast.page_editor)

    data = data_of(client.get(screen(page)))

    assert (data["made_up"], data["blocks"], data["refusal"]) == (False, [], "")


def test_an_empty_page_says_what_to_do(client, cast):
    page = make_page()
    client.force_login(cast.page_editor)

    text = client.get(screen(page)).content.decode()

    assert "place a story first" in text
    assert "page-editor-data" not in text


def test_who_may_only_look_is_told_why(client, cast):
    page = made(cast)
    client.force_login(cast.duty)

    assert "Making up a page" in data_of(client.get(screen(page)))["refusal"]


def test_a_locked_page_is_told_to_be_so(client, cast):
    page = made(cast)
    lock_for_editor(page=page, actor=cast.page_editor)
    client.force_login(cast.page_editor)

    assert "locked" in data_of(client.get(screen(page)))["refusal"]


def test_the_make_up_room_leads_there(client, cast):
    page = made(cast)
    client.force_login(cast.page_editor)

    text = client.get(f"/admin/issues/page/{page.pk}/change/").content.decode()

    assert screen(page) in text


@pytest.mark.parametrize("stories", [1, 3])
def test_three_stories_ask_as_much_as_one(
    client, cast, stories, django_assert_num_queries
):
    page = made(cast, stories=stories)
    client.force_login(cast.page_editor)
    client.get(screen(page))

    with django_assert_num_queries(9):
        client.get(screen(page))


@pytest.mark.parametrize(
    ("columns", "legs", "words"),
    [
        (5, 3, "five columns in three legs"),
        (2, 2, "two columns wide"),
        (14, 13, "14 columns in 13 legs"),
    ],
)
def test_divisions_have_the_names_of_the_trade(columns, legs, words):
    assert legs_words(columns, legs) == words
