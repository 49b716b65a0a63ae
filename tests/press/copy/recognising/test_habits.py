"""A page of copy, sent in eight habits, comes out as it stood on the page."""

import os
from pathlib import Path

import pytest

from guidekit.copyfile import CopyItem, read_copy
from press.copy.recognising.model import Recognised
from press.copy.recognising.story import recognise
from tests.press.copy.recognising.habits import AUTHOR, HABITS, PHONE, UNIT

ROOT = Path(__file__).resolve().parents[4]
PAGES: list[Path | None] = [None, ROOT / "guidekit/sample/more.json"]
SHARED = os.environ.get("GUIDEKIT_SHARED", "")
if SHARED and (ROOT / SHARED / "pages/000.json").exists():
    PAGES.append(ROOT / SHARED / "pages/000.json")
ITEMS = [item for page in PAGES for item in read_copy(page).items]
KINDS_READ = ("news", "feature", "photo_news", "editorial")


def sent(item: CopyItem) -> tuple[object, ...]:
    return (
        *(item.kind, item.kicker or "", item.headline, item.deck or ""),
        item.byline or "",
        item.body,
        tuple((photo.caption, photo.credit) for photo in item.photos or ()),
    )


def read(story: Recognised) -> tuple[object, ...]:
    return (
        *(story.kind, story.kicker, story.headline, story.deck, story.byline),
        tuple((block.kind.value, block.text) for block in story.blocks),
        tuple((photo.caption, photo.credit) for photo in story.photos),
    )


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.headline or item.kind)
def test_page_comes_out_as_it_stood(item, habit):
    assert read(recognise(habit(item))) == sent(item)


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.headline or item.kind)
def test_author_card_is_read_in_every_habit(item, habit):
    story = recognise(habit(item))

    if habit.__name__ == "habit_forwarded":
        assert (story.contact_name, story.contact_unit) == (AUTHOR, UNIT)
    elif habit.__name__ == "habit_wps_document_with_pictures":
        assert (story.contact_name, story.contact_phone) == (AUTHOR, PHONE)
    else:
        found = (story.contact_name, story.contact_unit, story.contact_phone)
        assert found == (AUTHOR, UNIT, PHONE)
