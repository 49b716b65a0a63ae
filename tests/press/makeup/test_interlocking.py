"""A corner is left to a neighbour where rectangles would cut the page through."""

import pytest

from bench.generated import generated_page
from press.makeup.checks_soft import seam_lines
from press.makeup.choosing import story_shapes
from press.makeup.drafts import make_drafts, set_page
from press.makeup.interlocking import bitten
from press.makeup.planning import plan_groups
from press.makeup.serial import layout_bytes

CUT_THROUGH = 11  # a page whose rectangles are all cut through by one line


@pytest.fixture(scope="module")
def interlocked():
    page = generated_page(CUT_THROUGH)
    (layout,) = make_drafts(page.grid, page.stories, page.furniture, number=1, drafts=1)
    return page, layout


def test_the_page_is_whole_again(interlocked):
    _page, layout = interlocked

    assert [block.notch for block in layout.blocks if block.notch]
    assert seam_lines(layout) == []
    assert (layout.overset_lines, [f for f in layout.findings if f.hard]) == (0, [])
    assert layout.fill >= 0.98


def test_another_story_stands_in_the_corner(interlocked):
    page, layout = interlocked
    cells = [
        (column, line)
        for block in layout.blocks
        for column in range(block.column, block.right)
        for line in range(block.line, block.foot)
        if block.covers(column, line)
    ]

    assert len(cells) == len(set(cells))
    again = set_page(
        page.grid, page.stories, page.furniture, number=1, blocks=layout.blocks
    )
    assert layout_bytes(again) == layout_bytes(layout)


def test_shapes_with_a_corner_hold_the_whole_story():
    page = generated_page(CUT_THROUGH)
    (group, *_) = plan_groups(page.grid, page.stories)
    shapes = story_shapes(group[0], page.grid.lines)

    found = bitten(shapes)

    assert found
    for shape in found:
        assert shape.notch is not None
        assert shape.overset == ()
        assert shape.white <= 2
        assert shape.legs.count == shape.legs.columns > shape.notch.columns
