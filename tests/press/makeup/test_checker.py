"""The checker finds faults that are planted in a sound page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from press.makeup.checker import check_layout
from press.makeup.drafts import make_drafts
from press.makeup.grid import TABLOID, Box
from press.makeup.model import FrameKind, Furniture, PageLayout, Story, TextFrame
from tests.press.makeup.pages import random_page


@pytest.fixture(scope="module")
def stories() -> tuple[Story, ...]:
    return random_page(TABLOID, 21, share=0.5, stories=5, pictures=2)


@pytest.fixture(scope="module")
def sound(stories: tuple[Story, ...]) -> PageLayout:
    (layout,) = make_drafts(TABLOID, stories, Furniture(), number=1, drafts=1)
    return layout


def rules(layout: PageLayout, stories: tuple[Story, ...], *, hard: bool) -> set[str]:
    return {f.rule for f in check_layout(layout, stories) if f.hard is hard}


def body(layout: PageLayout) -> TextFrame:
    return next(f for f in layout.frames if f.kind is FrameKind.BODY)


def swap(layout: PageLayout, old: TextFrame, new: TextFrame) -> PageLayout:
    frames = tuple(new if frame is old else frame for frame in layout.frames)
    return replace(layout, frames=frames)


def moved(box: Box, x: float = 0, y: float = 0) -> Box:
    return replace(box, x=box.x + x, y=box.y + y)


def test_sound_page_has_no_hard_finding(sound, stories):
    assert rules(sound, stories, hard=True) == set()


def test_frame_moved_off_the_type_area_is_found(sound, stories):
    frame = body(sound)
    faulty = swap(sound, frame, replace(frame, box=moved(frame.box, x=-40)))

    assert "frame_outside" in rules(faulty, stories, hard=True)


def test_frame_laid_on_another_is_found(sound, stories):
    picture = sound.pictures[0]
    frame = body(sound)
    onto = replace(picture, box=frame.box)
    faulty = replace(sound, pictures=(onto, *sound.pictures[1:]))

    assert "overlap" in rules(faulty, stories, hard=True)


def test_line_below_its_frame_is_found(sound, stories):
    frame = body(sound)
    last = replace(frame.lines[-1], baseline=frame.box.bottom + 5)
    faulty = swap(sound, frame, replace(frame, lines=(*frame.lines[:-1], last)))

    assert rules(faulty, stories, hard=True) == {"line_outside"}


def test_line_taken_out_is_found_as_lost_text(sound, stories):
    frame = body(sound)
    faulty = swap(sound, frame, replace(frame, lines=frame.lines[1:]))

    assert rules(faulty, stories, hard=True) == {"text_lost"}


def test_photograph_taken_out_is_found(sound, stories):
    faulty = replace(sound, pictures=sound.pictures[1:])

    assert "picture_lost" in rules(faulty, stories, hard=True)


def test_overset_story_is_found(sound, stories):
    fit = replace(sound.fits[0], lines_given=sound.fits[0].lines_needed - 3)
    faulty = replace(sound, fits=(fit, *sound.fits[1:]))

    assert rules(faulty, stories, hard=True) == {"overset"}


def test_photograph_shown_by_a_corner_of_itself_is_coarse(sound, stories):
    picture = replace(sound.pictures[0], crop=(0.0, 0.0, 0.2, 0.2))
    faulty = replace(sound, pictures=(picture, *sound.pictures[1:]))

    assert {"coarse", "cut"} <= rules(faulty, stories, hard=False)


def test_headlines_on_one_level_are_found(sound, stories):
    one, two = [f for f in sound.frames if f.kind is FrameKind.HEADLINE][:2]
    beside = replace(one.box, x=one.box.right + TABLOID.column_gap)
    faulty = swap(sound, two, replace(two, box=beside, lines=one.lines))
    faulty = replace(faulty, panels=())

    assert "heads_bump" in rules(faulty, stories, hard=False)


def test_page_cut_in_two_halves_is_found(sound, stories):
    half = TABLOID.line_y(35)
    frames = [
        replace(
            f,
            story="a" if f.box.y < half else "b",
            box=replace(
                f.box, y=TABLOID.top if f.box.y < half else half + 14, height=400
            ),
        )
        for f in sound.frames
        if f.kind is FrameKind.BODY
    ]
    faulty = replace(sound, frames=tuple(frames), pictures=(), panels=())

    assert "horizontal_seam" in rules(faulty, stories, hard=False)
    assert "vertical_seam" in rules(faulty, stories, hard=False)
