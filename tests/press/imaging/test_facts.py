import hashlib

import pytest
from PIL import Image

from press.imaging.facts import (
    PhotoCode,
    PhotoFacts,
    PhotoLimits,
    PhotoRefusal,
    inspect_photo,
)
from tests.press.imaging.drawn import draw, encode, exif


def test_facts_of_a_plain_jpeg_are_complete():
    data = encode(draw(1200, 900), exif=exif(position=True))

    facts = inspect_photo(data)

    digest = hashlib.sha256(data).hexdigest()
    assert facts == PhotoFacts("JPEG", "RGB", 1200, 900, 1, True, digest)
    assert isinstance(facts, PhotoFacts)
    assert (facts.cm_at_300, facts.cm_at_200) == ((10.2, 7.6), (15.2, 11.4))
    assert (facts.outcome, facts.reason) == ("ok", "")


def test_facts_are_read_from_a_path_too(tmp_path):
    path = tmp_path / "照片.png"
    path.write_bytes(encode(draw(), "PNG"))

    facts = inspect_photo(path)

    assert isinstance(facts, PhotoFacts)
    assert (facts.format, facts.width, facts.height) == ("PNG", 400, 300)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("held", range(1, 9))
def test_f29_size_is_upright_for_every_orientation(held, kind):
    facts = inspect_photo(encode(draw(400, 300), kind, exif=exif(orientation=held)))

    assert isinstance(facts, PhotoFacts)
    assert (facts.width, facts.height) == ((400, 300) if held < 5 else (300, 400))


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "GIF", "BMP"])
def test_every_house_format_is_taken(kind):
    facts = inspect_photo(encode(draw(), kind))

    assert isinstance(facts, PhotoFacts)
    assert (facts.format, facts.frames, facts.damaged) == (kind, 1, False)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", PhotoCode.NOT_A_PICTURE),
        ("这不是照片。".encode(), PhotoCode.NOT_A_PICTURE),
        (b"<?php echo 1; ?>", PhotoCode.NOT_A_PICTURE),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', PhotoCode.UNSUPPORTED),
        (b"8BPS" + bytes(60), PhotoCode.UNSUPPORTED),
        (b"%PDF-1.7", PhotoCode.UNSUPPORTED),
    ],
)
def test_f31_what_is_no_picture_is_refused_by_its_bytes(data, code):
    refusal = inspect_photo(data)

    assert isinstance(refusal, PhotoRefusal)
    assert (refusal.code, refusal.outcome) == (code, "rejected")


def test_f26_too_many_pixels_are_refused_from_the_header():
    head = encode(Image.new("1", (1, 1)), "PNG")
    bomb = head[:16] + (60000).to_bytes(4, "big") * 2 + head[24:]

    refusal = inspect_photo(bomb)

    assert isinstance(refusal, PhotoRefusal)
    assert refusal.code in (PhotoCode.TOO_MANY_PIXELS, PhotoCode.DAMAGED)


def test_f26_limit_counts_pixels():
    data = encode(Image.new("L", (200, 101)), "BMP")

    refusal = inspect_photo(data, limits=PhotoLimits(max_pixels=20_000))

    assert isinstance(refusal, PhotoRefusal)
    assert refusal.code == PhotoCode.TOO_MANY_PIXELS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_f27_truncated_picture_is_held_as_damaged(kind):
    options = {"compression": "tiff_lzw"} if kind == "TIFF" else {}
    data = encode(draw(900, 700), kind, **options)

    found = inspect_photo(data[: len(data) * 2 // 3])

    assert found.outcome == "quarantined"


def test_f29_animation_is_noted_and_counted():
    frames = [draw(60, 40), draw(60, 40).rotate(180), draw(60, 40).rotate(90)]
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])

    facts = inspect_photo(data)

    assert isinstance(facts, PhotoFacts)
    assert (facts.frames, facts.notes) == (3, (PhotoCode.SEVERAL_FRAMES,))
    assert facts.reason == "The file has several frames; only the first is used."
