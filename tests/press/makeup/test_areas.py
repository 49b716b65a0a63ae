from dataclasses import replace

from press.makeup.areas import story_areas
from press.makeup.grid import BROADSHEET, Box
from press.makeup.model import (
    FrameKind,
    PageLayout,
    Panel,
    PictureFrame,
    TextFrame,
)

GRID = BROADSHEET
PAGE = PageLayout(GRID, 1, (), (), ())


def areas_of(layout, ref) -> tuple[Box, ...]:
    """Return the areas to a tenth of a point."""
    return tuple(rounded(box) for box in story_areas(layout, ref))


def rounded(box: Box) -> Box:
    return Box(*(round(v, 1) for v in (box.x, box.y, box.width, box.height)))


def grid_box(*place: float) -> Box:
    return rounded(GRID.box(*place))


def frame(thread, box, story, kind=FrameKind.BODY) -> TextFrame:
    return TextFrame(f"{thread}-{box.x:.0f}-{box.y:.0f}", kind, box, thread, story)


def page(*frames, pictures=(), panels=()) -> PageLayout:
    return replace(PAGE, frames=frames, pictures=pictures, panels=panels)


def block(slot, story, column, line, columns=2, lines=20) -> list[TextFrame]:
    """Return a headline over legs, as ``BlockSetter`` sets them."""
    head = GRID.box(column, line, columns, 4)
    legs = [GRID.box(column + n, line + 4, 1, lines - 4) for n in range(columns)]
    frames = [frame(f"h{slot:02}", head, story, FrameKind.HEADLINE)]
    return [*frames, *(frame(f"t{slot:02}", leg, story) for leg in legs)]


def test_a_block_is_one_area():
    layout = page(*block(1, "A", 0, 10), *block(2, "B", 2, 10))

    assert areas_of(layout, "A") == (grid_box(0, 10, 2, 20),)
    assert areas_of(layout, "B") == (grid_box(2, 10, 2, 20),)


def test_a_story_that_is_not_there_has_none():
    assert areas_of(page(*block(1, "A", 0, 10)), "B") == ()


def test_a_story_that_jumps_has_an_area_for_each_part():
    layout = page(*block(1, "A", 0, 10), *block(1, "A", 4, 60, lines=10))

    assert areas_of(layout, "A") == (
        grid_box(0, 10, 2, 20),
        grid_box(4, 60, 2, 10),
    )


def test_a_story_around_another_does_not_swallow_it():
    under = frame("t01", GRID.box(0, 32, 3, 10), "A")
    layout = page(*block(1, "A", 0, 10), under, *block(2, "B", 2, 10, columns=1))

    areas = areas_of(layout, "A")

    other = GRID.box(2, 10, 1, 20)
    assert len(areas) == 2
    assert all(
        area.right <= other.x or area.x >= other.right or area.y >= other.bottom
        for area in areas
    )


def test_photo_news_is_its_photograph_and_caption():
    photo = PictureFrame("p01-1", GRID.box(1, 20, 3, 30), "k", "A")
    words = frame("t01", GRID.box(1, 50, 3, 4), "A", FrameKind.CAPTION)

    layout = page(words, pictures=(photo,))

    assert areas_of(layout, "A") == (grid_box(1, 20, 3, 34),)


def test_the_box_around_a_story_belongs_to_it():
    inner = GRID.box(1, 20, 2, 10)
    around = Box(inner.x - 8, inner.y - 8, inner.width + 16, inner.height + 16)
    wide = GRID.box(0, 0, 6, 100)

    layout = page(
        frame("t01", inner, "A"),
        frame("t02", GRID.box(4, 20, 2, 10), "B"),
        panels=(Panel(around), Panel(wide)),
    )

    assert areas_of(layout, "A") == (rounded(around),)


def test_the_section_label_belongs_to_its_story():
    label = GRID.box(0, 8, 1, 1)
    layout = page(
        *block(1, "A", 0, 10),
        frame("s01", label, "", FrameKind.SECTION_LABEL),
        *block(2, "B", 2, 10),
    )

    assert areas_of(layout, "A") == (grid_box(0, 8, 2, 22),)
    assert areas_of(layout, "B") == (grid_box(2, 10, 2, 20),)
