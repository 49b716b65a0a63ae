"""Pages set from their blocks: the same as drafted, and whatever an editor asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.makeup.checks_hard import missing_words
from press.makeup.drafts import make_drafts, set_page
from press.makeup.fixed import FixedKind, FixedPiece
from press.makeup.grid import PRESETS, TABLOID, Box
from press.makeup.model import FrameKind, Furniture, PageLayout, Story
from press.makeup.plan import BlockPlan, Notch
from press.makeup.plan_checks import check_blocks
from press.makeup.planned import BlockTooSmallError, stand
from press.makeup.serial import blocks_from_json, blocks_to_json, layout_bytes
from press.makeup.texts import story_text
from press.typesetting.cache import cached_line_table
from press.typesetting.model import Face
from tests.press.makeup.pages import Writer, random_page

PLAIN = Furniture(folio=("清河日报", "", "06版"))
STORY = Writer(5).story(1, 700)


def block(**wishes: object) -> BlockPlan:
    usual = BlockPlan("s01", 0, 0, 3, 40, 3, Face.SONG_BLACK)
    return replace(usual, **wishes)  # type: ignore[arg-type]


def lines_of(layout: PageLayout, story: Story) -> int:
    frames = [f for f in layout.frames if f.story == story.ref]
    return sum(len(f.lines) for f in frames if f.kind is FrameKind.BODY)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_the_blocks_of_a_draft_give_the_draft(name: str):
    grid = PRESETS[name]
    stories = random_page(grid, 4, share=0.5, stories=5, pictures=2)
    (draft,) = make_drafts(grid, stories, PLAIN, number=1, drafts=1)

    again = set_page(grid, stories, PLAIN, number=1, blocks=draft.blocks)

    assert layout_bytes(again) == layout_bytes(draft)
    assert blocks_from_json(blocks_to_json(draft.blocks)) == draft.blocks


@given(
    columns=st.integers(1, 5),
    lines=st.integers(8, 70),
    legs=st.integers(1, 6),
    spare=st.integers(0, 3),
    size=st.sampled_from((0.0, 18.0, 26.0, 40.0)),
)
def test_every_line_stands_in_the_block_or_is_counted_over(
    columns: int, lines: int, legs: int, spare: int, size: float
):
    asked = block(columns=columns, lines=lines, legs=legs, spare=spare, size=size)
    if check_blocks(TABLOID, PLAIN, [asked]):
        return
    try:
        layout = set_page(TABLOID, [STORY], PLAIN, number=1, blocks=[asked])
    except BlockTooSmallError as small:
        assert small.lines > lines
        return

    (fit,) = layout.fits
    measure = stand(asked, STORY, TABLOID).shape.legs.measure
    table = cached_line_table(story_text(STORY, TABLOID.styles), measure)
    area = TABLOID.box(0, 0, columns, lines)
    assert {f.rule for f in layout.findings if f.hard} <= {"overset", "text_lost"}
    assert all(_inside(frame.box, area) for frame in layout.frames if frame.story)
    assert lines_of(layout, STORY) == len(table.lines) - _over(table, fit.chars_over)


def _over(table, chars: int) -> int:
    """Return how many lines from the end have so many characters."""
    count = 0
    for line in reversed(table.lines):
        if chars <= 0:
            break
        text = "".join(piece.text for piece in line.pieces)
        chars -= sum(not char.isspace() for char in text)
        count += 1
    return count


def _inside(box: Box, area: Box) -> bool:
    across = area.x - 0.1 <= box.x and box.right <= area.right + 0.1
    return across and area.y - 0.1 <= box.y and box.bottom <= area.bottom + 0.1


@pytest.mark.parametrize("at_foot", [True, False])
@pytest.mark.parametrize("at_right", [True, False])
def test_text_goes_round_the_block_in_a_corner(at_foot: bool, at_right: bool):
    notch = Notch(1, 14, at_foot=at_foot, at_right=at_right)
    asked = block(lines=46, notch=notch)
    other = Writer(9).story(2, 120)
    column = 2 if at_right else 0
    line = 32 if at_foot else 0
    corner = block(story="s02", column=column, line=line, columns=1, lines=14, legs=1)

    layout = set_page(TABLOID, [STORY, other], PLAIN, number=1, blocks=[asked, corner])

    hard = [f for f in layout.findings if f.hard and f.rule != "overset"]
    assert [f for f in hard if f.rule != "text_lost"] == []
    assert list(missing_words(layout, [STORY])) == []
    cells = 3 * 46
    white = round((1 - layout.fill) * TABLOID.cells)
    assert TABLOID.cells - cells <= white


def test_stories_flow_round_booked_pieces():
    piece = FixedPiece("a", FixedKind.ADVERTISEMENT, 3, 46, 2, 24, "广告", ("商厦",))
    stories = random_page(TABLOID, 8, share=0.45, stories=4, pictures=0)
    furniture = replace(PLAIN, fixed=(piece,))

    (layout,) = make_drafts(TABLOID, stories, furniture, number=1, drafts=1)

    assert [f.rule for f in layout.findings if f.hard] == []
    booked = [f for f in layout.frames if f.kind is FrameKind.FIXED]
    assert booked
    assert all(not each.covers(3, 50) for each in layout.blocks)


def test_a_story_without_a_block_is_said_to_be_lost():
    layout = set_page(TABLOID, [STORY], PLAIN, number=1, blocks=[])

    (fit,) = layout.fits
    assert (fit.lines_given, fit.overset_lines) == (0, fit.lines_needed)
    assert layout.fill == 0
