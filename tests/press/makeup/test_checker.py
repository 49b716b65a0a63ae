"""The checker finds faults that are planted in a sound page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from press.copy.model import Copy
from press.makeup.checker import check_layout
from press.makeup.drafts import make_drafts
from press.makeup.grid import BROADSHEET, TABLOID, Box
from press.makeup.model import (
    FrameKind,
    Furniture,
    PageLayout,
    Panel,
    PictureFrame,
    Role,
    SetLine,
    Story,
    TextFrame,
)
from press.typesetting.breaker import line_table
from press.typesetting.model import BLACK
from press.typesetting.paragraphs import plain_paragraph
from press.typesetting.sheets import HOUSE
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


def story_frame(
    story: str, box: Box, kind: FrameKind = FrameKind.BODY, size: float = 20
) -> TextFrame:
    """Return a frame with a line of 宋, as large as wished."""
    style = replace(HOUSE.headline, size=size)
    line = line_table((plain_paragraph(style, "园区"),), max(box.width, 60)).lines[0]
    return TextFrame(
        f"{kind}-{story}", kind, box, story, story, (SetLine(box.x, box.y + 20, line),)
    )


def page_of(*frames: TextFrame, **more) -> PageLayout:
    more.setdefault("pictures", ())
    return PageLayout(BROADSHEET, 1, (), frames, **more)


def cells(column: int, line: int, columns: int, lines: int) -> Box:
    return BROADSHEET.box(column, line, columns, lines)


def found(layout: PageLayout, *stories: Story) -> set[str]:
    return {f.rule for f in check_layout(layout, stories)}


def test_full_width_right_upon_full_width_is_found():
    one, two = (story_frame(n, cells(0, at, 6, 20)) for n, at in (("a", 0), ("b", 21)))
    apart = story_frame("b", cells(0, 40, 6, 20))

    assert "full_widths" in found(page_of(one, two))
    assert "full_widths" not in found(page_of(one, apart))


def test_a_page_of_one_width_and_one_face_is_found():
    same = [
        story_frame(f"s{n}", cells(2 * (n % 3), 30 * (n // 3), 2, 20)) for n in range(6)
    ]
    heads = [
        story_frame(f.story, replace(f.box, height=40), FrameKind.HEADLINE)
        for f in same
    ]
    varied = [*same[:2], story_frame("s4", cells(0, 60, 4, 20))]
    varied += [
        story_frame("s5", cells(4, 0, 1, 20)),
        story_frame("s6", cells(5, 0, 1, 9)),
    ]

    assert {"widths_alike", "faces_alike"} <= found(page_of(*same, *heads))
    assert "widths_alike" not in found(page_of(*varied))


def picture(story: str, box: Box) -> PictureFrame:
    return PictureFrame(f"p-{story}", box, f"p-{story}", story)


def test_photographs_that_touch_or_are_all_alike_are_found():
    one, two = picture("a", cells(0, 10, 3, 20)), picture("b", cells(3, 10, 3, 20))
    large, far = picture("a", cells(0, 10, 4, 30)), picture("b", cells(4, 60, 2, 12))

    assert {"photos_close", "no_dominant"} <= found(page_of(pictures=(one, two)))
    assert not {"photos_close", "no_dominant"} & found(page_of(pictures=(large, far)))


def test_a_photograph_at_an_advertisement_forbids_the_page():
    mark = TextFrame("x1m", FrameKind.FIXED, cells(0, 80, 6, 1), "x1m")
    panel = Panel(cells(0, 80, 6, 20), stroke=BLACK)
    at_it, away = picture("a", cells(0, 60, 3, 20)), picture("a", cells(0, 50, 3, 20))

    met = check_layout(page_of(mark, pictures=(at_it,), panels=(panel,)), ())
    assert [f.stories for f in met if f.rule == "photo_at_advert" and f.hard] == [
        ("a",)
    ]
    assert "photo_at_advert" not in found(
        page_of(mark, pictures=(away,), panels=(panel,))
    )


def test_a_lead_that_does_not_lead_is_found():
    lead, other = (
        Story(ref, n, Copy(), role=role)
        for n, (ref, role) in enumerate(
            (("a", Role.LEAD), ("b", Role.ORDINARY)), start=1
        )
    )
    high = [
        story_frame("b", cells(0, 0, 3, 20)),
        story_frame("a", cells(0, 40, 6, 20)),
        story_frame("b", cells(0, 0, 3, 4), FrameKind.HEADLINE, 48),
        story_frame("a", cells(0, 40, 6, 4), FrameKind.HEADLINE, 24),
    ]
    right = [replace(f, story={"a": "b", "b": "a"}[f.story]) for f in high]

    assert {"lead_place", "lead_size"} <= found(page_of(*high), lead, other)
    assert not {"lead_place", "lead_size"} & found(page_of(*right), lead, other)


def test_a_page_that_tips_and_has_nothing_at_its_foot_is_found():
    heads = [
        story_frame(f"s{n}", cells(0, 12 * n, 2, 6), FrameKind.HEADLINE)
        for n in range(5)
    ]
    bodies = [story_frame(f"s{n}", cells(0, 12 * n + 6, 2, 5)) for n in range(5)]

    assert {"lopsided", "no_basement"} <= found(page_of(*heads, *bodies))


def test_more_than_two_boxes_are_found():
    frames = [story_frame(f"s{n}", cells(2 * n, 10, 2, 20)) for n in range(3)]
    panels = tuple(Panel(moved(f.box), stroke=BLACK) for f in frames)

    assert "many_boxes" in found(page_of(*frames, panels=panels))
    assert "many_boxes" not in found(page_of(*frames, panels=panels[:2]))
