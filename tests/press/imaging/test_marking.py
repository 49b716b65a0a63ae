import io

from PIL import Image

from press.imaging.marking import ACCENT, mark_areas

MOST = 400_000


def png(colour=(20, 20, 20), size=(400, 600)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def marked(*areas) -> Image.Image:
    return Image.open(io.BytesIO(mark_areas(png(), areas, most_bytes=MOST)))


def near(pixel, colour, by=30) -> bool:
    return all(abs(a - b) <= by for a, b in zip(pixel, colour, strict=True))


def test_inside_is_as_it_was_and_outside_is_veiled():
    page = marked((0.25, 0.25, 0.75, 0.5))

    assert page.format == "JPEG"
    assert page.size == (400, 600)
    assert near(page.getpixel((200, 220)), (20, 20, 20))
    assert min(page.getpixel((200, 500))) > 130


def test_an_outline_stands_round_the_area():
    page = marked((0.25, 0.25, 0.75, 0.5))

    row = [page.getpixel((x, 220)) for x in range(90, 106)]

    assert any(near(pixel, ACCENT, by=60) for pixel in row)


def test_areas_that_touch_are_one():
    page = marked((0.1, 0.2, 0.5, 0.4), (0.49, 0.2, 0.9, 0.4))

    seam = [page.getpixel((x, 180)) for x in range(180, 220)]

    assert all(near(pixel, (20, 20, 20)) for pixel in seam)


def test_a_busy_page_is_made_coarser_to_fit():
    noise = Image.effect_noise((900, 1300), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")

    free = mark_areas(out.getvalue(), [(0, 0, 1, 1)], most_bytes=10**9)
    held = mark_areas(out.getvalue(), [(0, 0, 1, 1)], most_bytes=len(free) * 3 // 4)

    assert len(held) <= len(free) * 3 // 4


def test_same_page_gives_same_bytes():
    areas = [(0.1, 0.1, 0.4, 0.4)]

    assert mark_areas(png(), areas, most_bytes=MOST) == mark_areas(
        png(), areas, most_bytes=MOST
    )
