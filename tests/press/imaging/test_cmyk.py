import io

import numpy as np
import pytest
from PIL import Image

from press.composing.model import Encoding
from press.imaging.cmyk import make_print, to_press
from press.imaging.colour import limit_ink
from press.imaging.profile import ProfileError, default_profile, load_profile
from tests.press.imaging.drawn import draw, encode, exif


def press(data: bytes, **options):
    wanted = {"width_pt": 144.0, "height_pt": 108.0} | options
    return to_press(data, picture_id="p", profile=default_profile(), **wanted)


def ink(image: Image.Image) -> float:
    """Return the heaviest sum of inks, per cent."""
    return float(np.asarray(image).sum(axis=2, dtype=int).max() / 2.55)


def test_picture_is_at_size_and_at_300_ppi():
    made = press(encode(draw(2000, 1500)))

    tiff = Image.open(io.BytesIO(made.tiff))
    assert (made.picture.width, made.picture.height) == (600, 450)
    assert (tiff.size, tiff.mode, tiff.info["compression"]) == (
        (600, 450),
        "CMYK",
        "tiff_lzw",
    )
    assert tuple(map(float, tiff.info["dpi"])) == made.dpi == (300.0, 300.0)
    assert tiff.info["icc_profile"] == default_profile().icc


def test_a_small_original_is_not_enlarged():
    made = press(encode(draw(450, 338)))

    assert (made.picture.width, made.picture.height) == (450, 338)
    assert made.dpi == (225.0, 225.333)


def test_crop_is_of_the_upright_picture():
    stored = draw(400, 300).transpose(
        Image.Transpose.ROTATE_90
    )  # held as 6: turn right
    data = encode(stored, exif=exif(orientation=6), quality=95)

    made = press(data, crop=(0.0, 0.0, 0.5, 0.5), width_pt=40, height_pt=30)

    inks = np.asarray(Image.open(io.BytesIO(made.tiff)))
    assert made.picture.crop == (0.0, 0.0, 0.5, 0.5)
    assert (inks[10:-10, 10:-10, 0].max() < 90) and (
        inks[10:-10, 10:-10, 1].min() > 128
    )


def test_pdf_samples_are_the_tiffs_turned_over():
    made = press(encode(draw(1200, 900), quality=95))

    jpeg = Image.open(io.BytesIO(made.picture.data))
    assert (made.picture.encoding, made.picture.inverted) == (Encoding.DCT, True)
    difference = np.asarray(jpeg).astype(int) - np.asarray(
        Image.open(io.BytesIO(made.tiff))
    )
    assert np.abs(difference).mean() < 2


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK", "RGBA", "P"])
def test_ink_stays_within_the_limit(mode):
    made = press(encode(draw(600, 450, mode), "TIFF"))

    assert ink(Image.open(io.BytesIO(made.tiff))) <= default_profile().ink_limit + 0.1


def test_limiter_keeps_black_and_scales_the_colours():
    full = Image.new("CMYK", (4, 600), (255, 255, 255, 128))

    limited = limit_ink(full, 230)

    assert ink(limited) == pytest.approx(230, abs=1.2)
    assert limited.getpixel((0, 599))[3] == 128


def test_dark_tones_stay_apart():
    made = [
        press(encode(Image.new("RGB", (60, 45), (v, v, v)), "PNG")) for v in (0, 16)
    ]

    black, dark = (np.asarray(Image.open(io.BytesIO(m.tiff))).sum() for m in made)
    assert black > dark * 1.03


def test_profile_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "text.icc"
    path.write_bytes(b"not a profile at all" * 10)

    with pytest.raises(ProfileError, match=r"text\.icc is not an ICC profile\."):
        load_profile(path)


def printed(data: bytes, **options) -> Image.Image:
    tiff = make_print(data, profile=default_profile(), **options)
    return Image.open(io.BytesIO(tiff))


@pytest.mark.parametrize("held", [1, 3, 6, 8])
def test_a_print_copy_has_the_width_of_its_slot(held):
    data = encode(draw(1800, 1200), exif=exif(orientation=held, position=True))

    tiff = printed(data, width_mm=50.8)

    high = 400 if held < 5 else 900
    assert (tiff.size, tiff.mode) == ((600, high), "CMYK")
    assert tuple(map(float, tiff.info["dpi"])) == (300.0, 300.0)
    assert tiff.info["icc_profile"] == default_profile().icc
    assert 0x8825 not in tiff.getexif()


def test_a_print_copy_shows_the_part_asked_for():
    tiff = printed(encode(draw(1200, 900)), width_mm=20, crop=(0.0, 0.0, 0.5, 0.5))

    inks = np.asarray(tiff)[10:-10, 10:-10]
    assert tiff.size == (236, 177)
    assert inks[..., 0].max() < 90 and inks[..., 1].min() > 128


def test_a_print_copy_is_never_enlarged():
    tiff = printed(encode(draw(300, 200)), width_mm=100, height_mm=60)

    assert tiff.size == (300, 200)


def test_inks_are_limited_in_every_strip():
    heavy = Image.new("CMYK", (40, 700), (250, 240, 230, 220))
    heavy.paste((10, 10, 10, 10), (0, 0, 40, 300))

    limited = np.asarray(limit_ink(heavy, 230)).sum(axis=2, dtype=int)

    assert limited[:300].max() == 40
    assert limited[300:].max() <= 230 * 2.55
