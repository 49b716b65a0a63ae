"""Broken and hostile files: a plain answer each time, never another exception."""

import logging
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.imaging.facts import PhotoFacts, PhotoRefusal
from press.imaging.looking import PhotoLook, look_at_photo
from press.imaging.opening import PictureError
from press.imaging.originals import without_position
from press.imaging.renditions import RenditionKind, make_rendition
from tests.press.imaging import heics
from tests.press.imaging.drawn import draw, encode, exif

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
SOUND = {
    kind: encode(
        draw(48, 36),
        kind,
        **({} if kind in ("GIF", "BMP") else {"exif": exif(position=True)}),
        **({"compression": "tiff_lzw"} if kind == "TIFF" else {}),
    )
    for kind in FORMATS
} | {"HEIC": heics.IN_BOX, "HEIC of ten bits": heics.DEEP}


@st.composite
def broken_files(draw_from) -> bytes:
    """Return a sound file with some bytes changed and perhaps its end cut off."""
    data = bytearray(SOUND[draw_from(st.sampled_from(sorted(SOUND)))])
    places = st.integers(0, min(len(data), 900) - 1)
    for place in draw_from(st.lists(places, max_size=6)):
        data[place] = draw_from(st.integers(0, 255))
    return bytes(data[: draw_from(st.integers(1, len(data)))])


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=150, deadline=None)
@given(broken_files())
def test_f30_a_look_at_a_broken_file_is_an_answer(data):
    found = look_at_photo(data)

    if isinstance(found, PhotoLook):
        assert isinstance(found.facts, PhotoFacts)
        assert found.renditions or found.facts.damaged
    else:
        assert isinstance(found, PhotoRefusal)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=80, deadline=None)
@given(broken_files())
def test_f30_a_broken_file_is_shown_or_refused_by_name(data):
    try:
        made = make_rendition(data, RenditionKind.THUMBNAIL, allow_damaged=True)
    except PictureError:
        return
    assert max(made.width, made.height) <= 320


@settings(max_examples=150, deadline=None)
@given(broken_files())
def test_f30_a_broken_file_can_be_cleaned(data):
    assert isinstance(without_position(data), bytes)


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return a file with bytes changed, doubled, lost, mostly near its beginning."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 2, 4, 8, 30))):
        place = dice.randrange(min(len(out), dice.choice((64, 400, 3000))))
        deed = dice.randrange(5)
        if deed == 0:
            out[place] = dice.randrange(256)
        elif deed == 1:
            out[place] ^= 1 << dice.randrange(8)
        elif deed == 2:
            greedy = (b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1")
            out[place : place + 4] = dice.choice(greedy)
        elif deed == 3:
            out[place:place] = out[place : place + dice.randrange(1, 60)]
        else:
            del out[place : place + dice.randrange(1, 60)]
        out = out or bytearray(b"\0")
    return bytes(out)


@pytest.mark.acceptance
@pytest.mark.parametrize("run", range(3))
def test_f30_no_worker_dies_of_thousands_of_broken_files(run, caplog):
    caplog.set_level(logging.CRITICAL, logger="press.imaging.box")
    dice = random.Random(run)

    for _ in range(3000):
        data = mutated(SOUND[dice.choice(sorted(SOUND))], dice)
        found = look_at_photo(data)
        assert isinstance(found, PhotoLook | PhotoRefusal)

    assert isinstance(look_at_photo(SOUND["JPEG"]), PhotoLook)
