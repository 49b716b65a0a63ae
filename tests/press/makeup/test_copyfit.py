"""Copyfit promises what the page then has, in every width."""

from dataclasses import replace

import pytest

from bench.generated import generated_page
from press.copy.model import Block, BlockKind, Copy, Run
from press.makeup.copyfit import Width, copyfit, widths_of
from press.makeup.drafts import set_page
from press.makeup.furniture import head_lines
from press.makeup.grid import PRESETS
from press.makeup.model import FrameKind, Furniture, Story
from press.makeup.plan import BlockPlan
from press.typesetting.model import Face

WIDE = PRESETS["broadsheet-8"]  # eight columns of thirteen characters


def story_of(*texts: str, headline: str = "") -> Story:
    blocks = tuple(
        Block(f"b{n}", BlockKind.PARAGRAPH, (Run(text),))
        for n, text in enumerate(texts)
    )
    return Story("s", 1, Copy(headline=headline, blocks=blocks))


def test_the_measures_are_those_of_the_handbook():
    story = story_of("园" * 400)
    fits = {width: copyfit(story, WIDE, width) for width in widths_of(WIDE)}

    # 8 columns of 13 with a gap of 1: 长栏 of two 27; 3 into 2: 20; 5 into 3: 22.
    assert [
        fits[width].chars
        for width in (Width(1, 1), Width(2, 1), Width(3, 2), Width(5, 3))
    ] == [13, 27, 20, 22]
    assert all(11 <= fit.chars <= 34 for fit in fits.values())


@pytest.mark.parametrize(
    ("characters", "lines"), [(11, 1), (12, 2), (11 + 13, 2), (11 + 13 * 5, 6)]
)
def test_lines_are_those_of_cells_and_indent(characters, lines):
    fit = copyfit(story_of("园" * characters), WIDE, Width(1, 1))

    assert fit.needed == lines


def test_a_block_too_shallow_says_what_to_cut():
    story = story_of("园" * (20 + 22 * 9), headline="")
    depth = copyfit(story, WIDE, Width(5, 3)).depth

    fit = copyfit(story, WIDE, Width(5, 3), depth - 1)

    assert (fit.needed, fit.given, fit.over_lines) == (10, 9, 1)
    assert fit.over == 22
    assert copyfit(story, WIDE, Width(5, 3), depth + 2).white > 0


def test_a_block_that_holds_nothing_has_room_for_no_line():
    fit = copyfit(story_of("园" * 100, headline="园区建设"), WIDE, Width(2, 2), 2)

    assert (fit.given, fit.over_lines, fit.over) == (0, fit.needed, 100)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_promised_is_what_is_set(seed: int):
    page = generated_page(seed)
    top = head_lines(page.grid, Furniture())
    for story in page.stories[:3]:
        for width in widths_of(page.grid):
            fit = copyfit(story, page.grid, width)
            if fit is None or fit.depth > page.grid.lines - top:
                continue
            block = BlockPlan(
                story.ref, 0, top, width.columns, fit.depth, width.legs, Face.HEI_BOLD
            )
            bare = replace(story, pictures=())
            layout = set_page(page.grid, [bare], Furniture(), number=1, blocks=[block])
            lines = [
                line
                for frame in layout.frames
                if frame.kind is FrameKind.BODY
                for line in frame.lines
            ]
            over = layout.overset_lines
            assert abs(len(lines) + over - fit.needed) <= subheads(story)


def subheads(story: Story) -> int:
    """A 小标题 takes two lines, one at the head of a leg."""
    return sum(block.kind is BlockKind.SUBHEAD for block in story.copy.blocks)
