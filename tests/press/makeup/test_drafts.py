"""Drafts of generated pages: full, complete, repeatable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from press.copy.model import Copy
from press.makeup.checks_hard import missing_words
from press.makeup.drafts import make_drafts
from press.makeup.grid import BROADSHEET, TABLOID, PageGrid
from press.makeup.model import Furniture, PageLayout, PictureSpec, Role, Story
from press.makeup.roles import suggest_roles
from press.makeup.serial import layout_bytes
from tests.press.makeup.pages import Writer, page_furniture, random_page

PLAIN = Furniture(folio=("清河日报", "", "06版"))
# Pages of many stories: seconds each.
LENGTHY = (
    pytest.param(*page, marks=pytest.mark.acceptance)
    for page in (
        (BROADSHEET, 0.55, 8, 4, page_furniture()),
        (BROADSHEET, 0.6, 12, 2, PLAIN),
        (BROADSHEET, 0.7, 7, 3, PLAIN),
    )
)


def launch_page() -> tuple[Story, ...]:
    writer = Writer(7)
    return suggest_roles(
        [
            writer.editorial(1),
            writer.story(2, 1500, pictures=1),
            writer.story(3, 220),
            writer.story(4, 240),
            writer.photo_news(5),
            writer.story(6, 900, pictures=1),
            writer.story(7, 1000, pictures=1),
            writer.story(8, 210),
        ]
    )


def hard(layout: PageLayout) -> list[str]:
    return [f"{f.rule}: {f.detail}" for f in layout.findings if f.hard]


@pytest.mark.parametrize(
    ("grid", "share", "stories", "pictures", "furniture"),
    [
        (BROADSHEET, 0.45, 6, 6, page_furniture()),
        (BROADSHEET, 0.8, 5, 0, PLAIN),
        (BROADSHEET, 0.65, 4, 1, PLAIN),
        (TABLOID, 0.5, 5, 2, PLAIN),
        (TABLOID, 0.6, 4, 1, PLAIN),
        *LENGTHY,
    ],
)
def test_page_with_enough_copy_is_full_and_whole(
    grid: PageGrid, share: float, stories: int, pictures: int, furniture: Furniture
):
    page = random_page(grid, 11, share=share, stories=stories, pictures=pictures)

    (layout,) = make_drafts(grid, page, furniture, number=1, drafts=1)

    assert hard(layout) == []
    assert layout.overset_lines == 0
    assert layout.fill >= 0.95


def test_three_drafts_of_a_launch_page_differ_and_keep_every_word():
    page = launch_page()

    layouts = make_drafts(BROADSHEET, page, page_furniture(), number=1)

    assert [hard(layout) for layout in layouts] == [[], [], []]
    assert len({layout_bytes(layout) for layout in layouts}) == 3
    assert min(layout.fill for layout in layouts) >= 0.97


def test_same_input_gives_the_same_page():
    page = random_page(TABLOID, 3, share=0.55, stories=4, pictures=1)

    first = make_drafts(TABLOID, page, PLAIN, number=2, drafts=2)
    again = make_drafts(TABLOID, page, PLAIN, number=2, drafts=2)

    assert list(map(layout_bytes, first)) == list(map(layout_bytes, again))


def test_too_much_copy_is_overset_by_what_the_fits_say():
    page = random_page(TABLOID, 5, share=1.3, stories=5, pictures=1)

    (layout,) = make_drafts(TABLOID, page, PLAIN, number=1, drafts=1)
    lost = sum(
        int(finding.detail.split(":")[0]) for finding in missing_words(layout, page)
    )

    assert layout.overset_lines > 0
    assert {f.rule for f in layout.findings if f.hard} == {"overset", "text_lost"}
    assert lost == sum(fit.chars_over for fit in layout.fits)


def test_too_little_copy_leaves_white_that_fill_shows():
    page = suggest_roles([Writer(2).story(1, 300)])

    (layout,) = make_drafts(BROADSHEET, page, PLAIN, number=1, drafts=1)

    assert hard(layout) == []
    assert layout.fill < 0.3


def test_odd_stories_are_placed_whole():
    writer = Writer(3)
    usual = writer.story(1, 700)
    coarse = PictureSpec("coarse", 300, 200)
    panorama = PictureSpec("wide", 4000, 700, "园区全景。", "林晓舟 摄")
    odd = [
        usual,
        replace(writer.story(2, 300), pictures=(coarse, panorama)),
        Story("s03", 3, replace(usual.copy, headline="", byline="□ 何雨", deck="")),
        Story("s04", 4, replace(usual.copy, headline="清河园区服务企业到车间" * 5)),
        Story("s05", 5, Copy(headline="一句话新闻")),
    ]

    (layout,) = make_drafts(BROADSHEET, odd, PLAIN, number=1, drafts=1)

    assert hard(layout) == []
    assert [f.stories for f in layout.findings if f.rule == "coarse"] == [("s02",)]


def test_page_without_stories_is_empty():
    (layout,) = make_drafts(TABLOID, [], PLAIN, number=1)

    assert layout.fill == 0
    assert layout.fits == ()


def test_lead_stands_upper_left_with_the_largest_headline():
    page = launch_page()
    (layout,) = make_drafts(BROADSHEET, page, page_furniture(), number=1, drafts=1)
    heads = {f.story: f for f in layout.frames if f.id.startswith("h")}
    sizes = {
        ref: max(line.line.style.size for line in head.lines)
        for ref, head in heads.items()
    }
    lead = next(story.ref for story in page if story.role is Role.LEAD)

    assert heads[lead].box.x == BROADSHEET.left
    assert heads[lead].box.y == min(head.box.y for head in heads.values())
    assert sizes[lead] == max(sizes.values())
    assert sizes[lead] >= 42


def test_body_lines_of_all_stories_share_one_grid():
    page = random_page(BROADSHEET, 4, share=0.6, stories=6, pictures=2)
    (layout,) = make_drafts(BROADSHEET, page, PLAIN, number=1, drafts=1)
    offsets = {
        round((line.baseline - BROADSHEET.top) % 14, 3)
        for frame in layout.frames
        if frame.kind == "body"
        for line in frame.lines
        if line.line.style.name == "正文"
    }

    assert offsets == {10.42}
