"""Broken and hostile files: a plain answer each time, never another exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.imaging.facts import PhotoFacts, PhotoRefusal, inspect_photo
from press.imaging.opening import PictureError
from press.imaging.originals import without_position
from press.imaging.renditions import RenditionKind, make_rendition
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
}


@st.composite
def broken_files(draw_from) -> bytes:
    """Return a sound file with some bytes changed and perhaps its end cut off."""
    data = bytearray(SOUND[draw_from(st.sampled_from(FORMATS))])
    places = st.integers(0, min(len(data), 900) - 1)
    for place in draw_from(st.lists(places, max_size=6)):
        data[place] = draw_from(st.integers(0, 255))
    return bytes(data[: draw_from(st.integers(1, len(data)))])


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=300, deadline=None)
@given(broken_files())
def test_f30_facts_of_a_broken_file_are_an_answer(data):
    assert isinstance(inspect_photo(data), PhotoFacts | PhotoRefusal)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=200, deadline=None)
@given(broken_files())
def test_f30_a_broken_file_is_shown_or_refused_by_name(data):
    try:
        made = make_rendition(data, RenditionKind.THUMBNAIL, allow_damaged=True)
    except PictureError:
        return
    assert max(made.width, made.height) <= 320


@settings(max_examples=300, deadline=None)
@given(broken_files())
def test_f30_a_broken_file_can_be_cleaned(data):
    assert isinstance(without_position(data), bytes)
