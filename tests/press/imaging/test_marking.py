import io

import pytest
from PIL import Image

from press.imaging.marking import (
    ACCENT,
    LINE,
    MARGIN,
    MOST_BYTES,
    PagePicture,
    mark_story,
    offset_of,
    pixel_box,
)
from press.makeup.grid import Box

SIZE = (400, 600)
SCALE = 2.0  # pixels to the point
HEAD = 40
INK = (20, 20, 20)
AREA = Box(50, 75, 100, 75)


def png(colour=INK, size=SIZE) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def head() -> bytes:
    return png((240, 240, 200), (SIZE[0], HEAD))


def marked(*areas: Box, colour=INK) -> Image.Image:
    jpeg = mark_story(PagePicture(png(colour), SCALE), areas, head=head())
    return Image.open(io.BytesIO(jpeg))


def on_page(picture: Image.Image, x: int, y: int):
    left, top = offset_of(HEAD)
    return picture.getpixel((left + x, top + y))


def near(pixel, colour, by=40) -> bool:
    return all(abs(a - b) <= by for a, b in zip(pixel, colour, strict=True))


def test_inside_is_as_printed_and_outside_is_veiled():
    black, white = marked(AREA), marked(AREA, colour=(255, 255, 255))

    assert near(on_page(black, 200, 220), INK)
    assert near(on_page(white, 200, 220), (255, 255, 255), by=3)
    assert min(on_page(black, 200, 500)) > 70  # black is grey there
    assert max(on_page(white, 200, 500)) < 225  # and paper is darker than inside


@pytest.mark.parametrize("side", range(4))
def test_the_outline_stands_around_the_area(side):
    picture = marked(AREA)
    left, top, right, foot = pixel_box(AREA, SCALE, SIZE)
    half = LINE // 2
    middle = [
        (left - half, (top + foot) // 2),
        ((left + right) // 2, top - half),
        (right + half - 1, (top + foot) // 2),
        ((left + right) // 2, foot + half - 1),
    ]

    assert near(on_page(picture, *middle[side]), ACCENT, by=60)


def test_areas_that_touch_have_no_line_between_them():
    picture = marked(Box(25, 75, 60, 75), Box(87, 75, 60, 75))

    seam = [on_page(picture, x, 220) for x in range(160, 185)]

    assert all(near(pixel, INK) for pixel in seam)


def test_areas_apart_are_marked_each():
    picture = marked(Box(20, 20, 40, 40), Box(120, 200, 40, 40))

    assert near(on_page(picture, 80, 80), INK)
    assert near(on_page(picture, 280, 440), INK)
    assert min(on_page(picture, 180, 260)) > 70


def test_an_area_at_the_edge_keeps_its_outline():
    picture = marked(Box(0, 0, 200, 300))

    assert near(on_page(picture, 2, 300), ACCENT, by=60)
    assert near(on_page(picture, 397, 300), ACCENT, by=60)


def test_the_head_stands_over_the_page():
    picture = marked(AREA)

    assert near(picture.getpixel((200, HEAD // 2)), (240, 240, 200))
    assert picture.width == SIZE[0] + 2 * MARGIN + 2
    assert picture.height == HEAD + SIZE[1] + 2 * MARGIN + 2


def test_a_busy_page_is_made_coarser_to_fit():
    noise = Image.effect_noise((1145, 1600), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")

    jpeg = mark_story(
        PagePicture(out.getvalue(), 1), [Box(0, 0, 400, 800)], head=head()
    )

    assert len(jpeg) <= MOST_BYTES


def test_same_page_gives_same_bytes():
    page = PagePicture(png(), SCALE)

    first, second = (mark_story(page, [AREA], head=head()) for _ in range(2))

    assert first == second
