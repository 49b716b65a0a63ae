"""What gives: each proposal is proven on a page."""

from dataclasses import replace

import pytest

from bench.generated import generated_page
from press.copy.model import Block, BlockKind, Copy, Run
from press.makeup.drafts import make_drafts, set_page
from press.makeup.giving import Hole, fillings, largest_hole, leave_out
from press.makeup.grid import PRESETS
from press.makeup.model import Furniture, Role, Story
from press.makeup.plan import BlockPlan
from press.makeup.roles import suggest_roles
from press.typesetting.model import Face

GRID = PRESETS["tabloid"]
SENTENCE = "园区今年新开工项目三十八个，从签约到开工平均用时不到五个月。"


def story(slot: int, sentences: int) -> Story:
    block = Block("b", BlockKind.PARAGRAPH, (Run(SENTENCE * sentences),))
    copy = Copy(headline=f"园区服务到家之{slot}", blocks=(block,))
    return Story(f"s{slot}", slot, copy)


@pytest.fixture(scope="module")
def too_much():
    stories = suggest_roles(
        [
            story(n, count)
            for n, count in enumerate((40, 26, 22, 16, 14, 12, 9, 9, 8, 8), start=1)
        ]
    )
    (layout,) = make_drafts(GRID, stories, Furniture(), number=1, drafts=1)
    return stories, layout


def test_stories_are_left_out_without_which_the_rest_fits(too_much):
    stories, layout = too_much
    assert layout.overset_lines > 0

    left = leave_out(GRID, stories, Furniture(), layout, number=1)

    assert left is not None
    assert len(left.stories) <= 3
    kept = [s for s in stories if s.ref not in left.stories]
    assert all(
        s.role not in (Role.LEAD, Role.BASEMENT) for s in stories if s not in kept
    )
    (draft,) = make_drafts(GRID, kept, Furniture(), number=1, drafts=1)
    assert (draft.overset_lines, draft.fill) == (0, left.fill)


def test_a_page_that_fits_leaves_nothing_out():
    page = generated_page(2)
    (layout,) = make_drafts(page.grid, page.stories, page.furniture, number=1, drafts=1)

    assert leave_out(page.grid, page.stories, page.furniture, layout, number=1) is None


def test_the_largest_hole_is_found_and_filled_by_what_is_as_long():
    first = story(1, 20)
    block = BlockPlan("s1", 0, 0, 5, GRID.lines - 30, 5, Face.SONG_BLACK)
    half = replace(block, columns=3, legs=3, lines=GRID.lines - 10)
    deep = set_page(GRID, [first], Furniture(), number=1, blocks=[block])
    beside = set_page(GRID, [first], Furniture(), number=1, blocks=[half])
    assert largest_hole(deep, Furniture()) == Hole(0, GRID.lines - 30, 5, 30)
    assert largest_hole(beside, Furniture()) == Hole(3, 0, 2, GRID.lines)

    hole = Hole(3, GRID.lines - 30, 2, 30)
    ready = [story(n, n) for n in range(2, 40)]
    found = fillings(GRID, hole, ready)

    assert found
    assert [each.lines for each in found] == sorted(
        (each.lines for each in found), reverse=True
    )
    for each in found:
        (chosen,) = [s for s in ready if s.ref == each.story]
        plan = BlockPlan(each.story, 3, hole.line, 2, hole.lines, 2, Face.SONG_BLACK)
        layout = set_page(GRID, [chosen], Furniture(), number=1, blocks=[plan])
        assert layout.overset_lines == 0
        assert 0 <= hole.lines - each.lines <= 3


def test_a_page_without_white_has_no_hole():
    block = BlockPlan("s1", 0, 0, 5, GRID.lines, 5, Face.SONG_BLACK)
    layout = set_page(GRID, [story(1, 20)], Furniture(), number=1, blocks=[block])

    assert largest_hole(layout, Furniture()) is None
