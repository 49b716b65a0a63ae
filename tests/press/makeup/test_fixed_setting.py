"""Booked pieces on the page: frame, mark, words, artwork."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.makeup.checks_hard import lines_outside, out_of_bounds, overlaps
from press.makeup.fixed import FixedKind, FixedPiece
from press.makeup.fixed_setting import fitted, fixed_box, holds_words, set_fixed
from press.makeup.grid import BROADSHEET, PRESETS, Box
from press.makeup.model import PageLayout, PictureSpec
from press.makeup.parts import Parts

WORDS = ("云州农商银行", "扶持园区企业 年利率低至3.2%", "电话：0000-0000000")


def piece(**changes):
    values = {"column": 2, "line": 80, "columns": 2, "lines": 20, "mark": "广告"}
    kind = FixedKind.ADVERTISEMENT
    return FixedPiece("7", kind, **{**values, "text": WORDS, **changes})


def page(booked, grid=BROADSHEET):
    parts = Parts()
    set_fixed(parts, grid, booked)
    return PageLayout(
        grid,
        1,
        tuple(parts.threads),
        tuple(parts.frames),
        tuple(parts.pictures),
        panels=tuple(parts.panels),
    )


def said(layout):
    return {t.id: [p.text for p in t.paragraphs] for t in layout.threads}


def test_an_advertisement_has_its_frame_its_mark_and_its_words():
    layout = page(piece())

    assert said(layout) == {"x7m": ["广告"], "x7": list(WORDS)}
    assert [panel.box for panel in layout.panels] == [fixed_box(BROADSHEET, piece())]


def test_room_left_for_artwork_is_an_empty_frame_with_its_mark():
    layout = page(piece(text=()))

    assert said(layout) == {"x7m": ["广告"]}
    assert len(layout.panels) == 1


def test_an_artwork_is_shown_whole_and_never_over_the_mark():
    art = PictureSpec("art", 1200, 300)

    layout = page(piece(picture=art))

    (frame,) = layout.pictures
    assert (frame.picture, frame.crop) == ("art", (0, 0, 1, 1))
    assert frame.box.width / frame.box.height == pytest.approx(4)
    assert list(overlaps(layout)) == []


def test_a_standing_head_needs_no_frame_and_stands_at_the_top():
    head = FixedPiece(
        "8", FixedKind.STANDING_HEAD, 0, 0, 6, 3, text=("企业故事",), framed=False
    )

    layout = page(head)

    assert layout.panels == ()
    assert fixed_box(BROADSHEET, head).y == BROADSHEET.top
    assert said(layout) == {"x8": ["企业故事"]}


def test_words_that_need_less_than_six_points_do_not_fit():
    assert holds_words(BROADSHEET, piece())
    assert not holds_words(BROADSHEET, piece(lines=2, text=("园" * 400,)))


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(list(PRESETS.values())))
def test_a_piece_whose_words_fit_breaks_no_rule_of_the_page(data, grid):
    column = data.draw(st.integers(0, grid.columns - 1))
    line = data.draw(st.integers(0, grid.lines - 3))
    booked = piece(
        column=column,
        line=line,
        columns=data.draw(st.integers(1, grid.columns - column)),
        lines=data.draw(st.integers(2, grid.lines - line)),
        text=tuple(data.draw(st.lists(st.sampled_from(WORDS), max_size=6))),
        framed=data.draw(st.booleans()),
    )
    if not holds_words(grid, booked):
        return

    layout = page(booked, grid)

    rules = (out_of_bounds(layout), overlaps(layout), lines_outside(layout))
    assert [finding for found in rules for finding in found] == []


def test_fitted_stands_in_the_middle():
    place = fitted(PictureSpec("a", 100, 100), Box(10, 20, 200, 100))

    assert place == Box(60, 20, 100, 100)
