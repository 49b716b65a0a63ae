"""Copy for measuring: repeatable, of the length asked for."""

from bench.copywriter import Copywriter
from bench.made_pages import page_copy
from press.makeup.grid import TABLOID
from press.makeup.model import Role


def test_one_seed_writes_one_copy():
    assert Copywriter(3).copy(800) == Copywriter(3).copy(800)
    assert Copywriter(3).copy(800) != Copywriter(4).copy(800)


def test_a_story_has_about_the_length_asked_for():
    for wanted in (150, 600, 1500):
        copy = Copywriter(wanted).copy(wanted)
        written = sum(len(block.text) for block in copy.blocks)

        assert wanted <= written <= wanted + 200


def test_a_page_has_a_lead_and_a_picture_that_is_news():
    page = page_copy(1, TABLOID)
    roles = [story.role for story in page.stories]

    assert roles.count(Role.LEAD) == 1
    assert roles[-1] is Role.PHOTO_NEWS
    assert [story.slot for story in page.stories] == [1, 2, 3, 4, 5, 6]
