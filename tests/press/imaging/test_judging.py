"""Judgements: print size, origin, sharpness, exposure; and when to keep silent."""

import functools
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from press.imaging.exposure import judge_exposure
from press.imaging.judgements import Because, JudgementCode, print_size
from press.imaging.origins import judge_origin, read_traces
from press.imaging.scenes import SCENES, draw_scene
from press.imaging.sharpness import judge_sharpness
from tests.press.imaging.drawn import draw, encode, exif

SLOTS = (("full", 350.0), ("half", 172.0), ("column", 55.0))


@functools.cache
def drawn_scene(name: str, side: int) -> bytes:
    return draw_scene(name, (side, side * 2 // 3))


def scene(name: str = "riverside", side: int = 1600) -> Image.Image:
    return Image.open(io.BytesIO(drawn_scene(name, side)))


def noisy(image: Image.Image, sigma: float, seed: int = 1) -> Image.Image:
    samples = np.asarray(image).astype(float)
    samples += np.random.default_rng(seed).normal(0, sigma, samples.shape)
    return Image.fromarray(samples.clip(0, 255).astype(np.uint8))


def codes(judgements) -> list[JudgementCode]:
    return [judgement.code for judgement in judgements]


@pytest.mark.parametrize(
    ("width", "widest", "is_good"),
    [
        (4200, "full", True),
        (2800, "full", False),
        (2700, "half", True),
        (1400, "half", False),
        (1300, "column", True),
        (434, "column", False),
    ],
)
def test_the_widest_slot_at_200_ppi_is_named(width, widest, is_good):
    size = print_size(width, SLOTS)

    assert size.widest is not None
    assert (size.widest.name, size.widest.is_good) == (widest, is_good)


def test_a_stamp_fits_no_slot():
    size = print_size(400, SLOTS)

    assert size.widest is None
    assert (size.cm_at_200, size.cm_at_300) == (5.1, 3.4)


@given(st.integers(1, 20_000))
def test_a_wider_picture_never_prints_smaller(width):
    one, more = print_size(width, SLOTS), print_size(width + 1, SLOTS)

    assert more.cm_at_200 >= one.cm_at_200 >= one.cm_at_300
    if one.widest is not None:
        assert more.widest is not None
        assert more.widest.width_mm >= one.widest.width_mm


def origin(data: bytes, name: str):
    return judge_origin(read_traces(Image.open(io.BytesIO(data)), name))


def sent(width: int = 1706, height: int = 1280, quality: int = 75, **options) -> bytes:
    return encode(draw(width, height), quality=quality, **options)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("微信图片_20260501103000.jpg", JudgementCode.WECHAT_COMPRESSED),
        ("mmexport1714531800123.jpg", JudgementCode.WECHAT_COMPRESSED),
        ("wx_camera_1714531800123.jpg", JudgementCode.WECHAT_COMPRESSED),
        ("IMG_2031(WeChat).jpg", JudgementCode.WECHAT_COMPRESSED),
        ("QQ图片20260501103000.jpg", JudgementCode.QQ_COMPRESSED),
        ("006FqZ1Lly1hp0ab1c2d3j30u0140q5x.jpg", JudgementCode.WEIBO_COMPRESSED),
        ("lALPDg7mSxYz12345678_1280_1706.jpg", JudgementCode.DINGTALK_COMPRESSED),
        ("现场.jpg", JudgementCode.RECOMPRESSED),
    ],
)
def test_messengers_are_suspected_by_name_size_and_tables(name, code):
    (found,) = origin(sent(), name)

    assert found.code == code
    assert found.numbers == {"long_side": 1706.0, "quality": 75.0}
    wanted = {Because.NO_CAMERA_DATA, Because.SIZE, Because.TABLES}
    assert wanted <= set(found.because)


def test_a_small_file_with_coarse_tables_is_suspected_whatever_its_size():
    assert codes(origin(sent(1500, 1000, 40), "a.jpg")) == [JudgementCode.RECOMPRESSED]


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: sent(exif=exif()), "微信图片_20260501103000.jpg"),  # sent as original
        (lambda: sent(exif=exif()), "DSC_0001.jpg"),
        (lambda: sent(4000, 3000), "现场.jpg"),
        (lambda: sent(quality=92), "现场.jpg"),
        (lambda: sent(1500, 1000), "现场.jpg"),
        (lambda: encode(draw(1706, 1280), "PNG"), "现场.png"),
        (
            lambda: encode(draw(1706, 1280), qtables=[[3] * 64, [5] * 64]),
            "现场.jpg",
        ),
    ],
    ids=["original", "camera", "large", "fine", "odd-size", "png", "own-tables"],
)
def test_honest_photographs_are_not_suspected(make, name):
    assert origin(make(), name) == ()


def commented() -> bytes:
    block = Image.Exif()
    block.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0Screenshot"
    return encode(draw(1179, 2556), exif=block)


@pytest.mark.parametrize(
    ("make", "name", "because"),
    [
        (lambda: encode(draw(1179, 2556), "PNG"), "IMG_0001.PNG", Because.SIZE),
        (lambda: encode(draw(2400, 1080), "PNG"), "a.png", Because.SIZE),
        (commented, "IMG_0002.JPG", Because.COMMENT),
        (lambda: sent(1080, 2400), "Screenshot_20260501_103000.jpg", Because.NAME),
        (lambda: sent(1000, 700), "微信截图_20260501103000.jpg", Because.NAME),
    ],
)
def test_screenshots_are_suspected(make, name, because):
    (found,) = origin(make(), name)

    assert found.code == JudgementCode.SCREENSHOT
    assert because in found.because


@pytest.mark.parametrize("size", [(1080, 1080), (3000, 2000), (1080, 1440)])
def test_other_png_files_are_no_screenshots(size):
    assert origin(encode(draw(*size), "PNG"), "a.png") == ()


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("grain", [0, 6])
def test_sharp_scenes_pass(name, grain):
    assert judge_sharpness(noisy(scene(name), grain)) == ()


def test_blur_is_told_by_degree():
    image = scene()

    found = [
        codes(judge_sharpness(image.filter(ImageFilter.GaussianBlur(sigma))))
        for sigma in (0, 5, 14)
    ]

    assert found == [[], [JudgementCode.SOFT], [JudgementCode.BLURRED]]


def test_a_face_before_a_blurred_background_is_sharp():
    background = scene().filter(ImageFilter.GaussianBlur(16))
    face = scene("yard").crop((500, 300, 900, 700))
    background.paste(face, (600, 300))

    assert judge_sharpness(background) == ()


@pytest.mark.parametrize(
    ("darkest", "brightest"), [(170, 200), (0, 22), (120, 122)], ids=str
)
def test_fog_and_night_say_nothing_about_sharpness(darkest, brightest):
    image = scene().filter(ImageFilter.GaussianBlur(5))
    flat = image.point(lambda v: darkest + v * (brightest - darkest) // 255)

    assert judge_sharpness(noisy(flat, 3)) == ()


def test_small_pictures_are_not_judged_for_sharpness():
    assert judge_sharpness(scene(side=700).filter(ImageFilter.GaussianBlur(9))) == ()


def toned(darkest: int, brightest: int) -> Image.Image:
    ramp = np.linspace(darkest, brightest, 600).clip(0, 255).astype(np.uint8)
    return Image.fromarray(np.tile(ramp, (400, 1)))


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (toned(0, 255), []),
        (toned(20, 220), []),
        (toned(3, 50), [JudgementCode.VERY_DARK]),
        (toned(205, 252), [JudgementCode.VERY_BRIGHT]),
        (toned(120, 170), [JudgementCode.WASHED_OUT]),
        (toned(40, 420), [JudgementCode.HIGHLIGHTS_CLIPPED]),
        (toned(-250, 235), [JudgementCode.SHADOWS_CLIPPED]),
    ],
)
def test_exposure_is_told_with_numbers(image, expected):
    found = judge_exposure(image)

    assert codes(found) == expected
    for judgement in found:
        assert set(judgement.numbers) == {"median", "range", "white", "black"}


@pytest.mark.parametrize("name", SCENES)
def test_drawn_scenes_are_well_exposed(name):
    assert judge_exposure(scene(name)) == ()
