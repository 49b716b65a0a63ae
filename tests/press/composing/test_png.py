import io

import numpy as np
from PIL import Image

from press.composing.pdf import compose_pdf
from press.composing.png import render_png, render_region
from press.imaging.profile import default_profile
from press.makeup.grid import BROADSHEET
from tests.press.pages import make_page


def pdf(**options) -> bytes:
    page = make_page(picture=None, **options)
    return compose_pdf([page], {}, profile=default_profile(), title="版")


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_page_is_as_wide_as_asked():
    image = opened(render_png(pdf(), 1, 600))

    assert (image.format, image.mode, image.width) == ("PNG", "RGB", 600)
    assert abs(image.height - 600 * 545 / 390) <= 1


def test_region_shows_its_part_of_the_page():
    panel = BROADSHEET.box(4, 4, 1, 8)

    image = opened(render_region(pdf(), 1, panel, 300))

    middle = image.getpixel((image.width // 2, image.height // 2))
    assert abs(image.width - 300) <= 1
    assert np.allclose(middle, (255, 233, 207), atol=16)  # 10 % magenta, 20 % yellow


def test_same_page_gives_same_picture():
    assert render_png(pdf(), 1, 200) == render_png(pdf(), 1, 200)
