import io

import numpy as np
import pytest
from PIL import Image

from press.imaging.originals import without_position
from tests.press.imaging.drawn import EXIF_IFD, GPS_IFD, draw, encode, exif

FORMATS = ["JPEG", "PNG", "WEBP"]
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><p exif:GPSLatitude="39,54N"/></x:xmpmeta>'


def saved(kind: str, **options) -> bytes:
    lossless = {"lossless": True} if kind == "WEBP" else {}
    return encode(
        draw(), kind, exif=exif(orientation=6, position=True), **lossless, **options
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_position_serial_numbers_and_maker_notes_are_gone(kind):
    data = saved(kind)
    assert b"SERIAL-12345" in data

    clean = without_position(data)

    block = Image.open(io.BytesIO(clean)).getexif()
    assert dict(block.get_ifd(GPS_IFD)) == {}
    assert b"SERIAL-12345" not in clean
    assert b"maker note" not in clean


@pytest.mark.parametrize("kind", FORMATS)
def test_samples_orientation_and_author_stay(kind):
    data = saved(kind)

    before, after = (Image.open(io.BytesIO(d)) for d in (data, without_position(data)))

    assert np.array_equal(np.asarray(before), np.asarray(after))
    assert after.getexif()[0x0112] == 6
    assert after.getexif()[0x013B] == before.getexif()[0x013B]


@pytest.mark.parametrize("kind", FORMATS)
def test_capture_time_stays(kind):
    after = Image.open(io.BytesIO(without_position(saved(kind))))

    assert after.getexif().get_ifd(EXIF_IFD)[0x9003] == "2026:05:01 08:00:00"


def test_tiff_directories_are_blanked_in_place():
    block = exif(orientation=6, position=True).tobytes().removeprefix(b"Exif\0\0")

    clean = without_position(block)

    told = Image.Exif()
    told.load(clean)
    assert len(clean) == len(block)
    assert dict(told.get_ifd(GPS_IFD)) == {}
    assert told.get_ifd(EXIF_IFD)[0x9003] == "2026:05:01 08:00:00"
    private = (b"SERIAL-12345" in clean, b"maker note" in clean)
    assert (told[0x0112], private) == (6, (False, False))


def test_tiff_samples_stay():
    data = saved("TIFF")

    before, after = (Image.open(io.BytesIO(d)) for d in (data, without_position(data)))

    assert np.array_equal(np.asarray(before), np.asarray(after))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_xmp_with_a_position_is_gone(kind):
    assert b"GPSLatitude" not in without_position(saved(kind, xmp=XMP))


def test_jpeg_scan_is_untouched_and_the_picture_behind_it_dropped():
    data = saved("JPEG")
    second = encode(draw(40, 30), exif=exif(position=True))

    clean = without_position(data + second)

    scan = data[data.index(b"\xff\xdb") :]
    assert clean.endswith(scan)


def test_cmyk_jpeg_keeps_its_adobe_mark():
    data = encode(draw(mode="CMYK"), exif=exif(position=True))

    before, after = (Image.open(io.BytesIO(d)) for d in (data, without_position(data)))

    assert np.array_equal(np.asarray(before), np.asarray(after))


@pytest.mark.parametrize("cut", [3, 30, 200, 900])
def test_a_cut_file_is_survived(cut):
    for kind in (*FORMATS, "TIFF"):
        without_position(saved(kind)[:cut])
