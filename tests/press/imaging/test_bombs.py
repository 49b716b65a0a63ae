"""Bombs are refused from their headers; greedy files end in a plain answer."""

import time
from functools import partial

import pytest

from press.imaging import opening
from press.imaging.facts import PhotoCode, PhotoFacts, PhotoRefusal, inspect_photo
from press.imaging.looking import look_at_photo
from tests.press.imaging.bombs import (
    BOMBS,
    circular_tiff,
    greedy_tiff,
    many_pages,
    text_bomb,
)
from tests.press.imaging.drawn import draw, encode


@pytest.mark.parametrize("kind", BOMBS)
def test_f26_a_bomb_is_refused_from_its_header(kind):
    begin = time.monotonic()

    refusal = inspect_photo(BOMBS[kind])

    assert isinstance(refusal, PhotoRefusal)
    assert (refusal.code, refusal.outcome) == (PhotoCode.TOO_MANY_PIXELS, "rejected")
    assert time.monotonic() - begin < 10


@pytest.mark.parametrize("kind", sorted(set(BOMBS) - {"gif-second-frame"}))
def test_f26_no_decoder_is_asked_about_a_bomb(kind, monkeypatch):
    monkeypatch.setattr(opening, "load", pytest.fail)

    with pytest.raises(opening.TooManyPixelsError):
        opening.open_picture(BOMBS[kind])


@pytest.mark.parametrize(
    "make",
    [
        *(partial(text_bomb, kind) for kind in (b"iCCP", b"zTXt", b"iTXt")),
        circular_tiff,
        *(partial(greedy_tiff, tag) for tag in (256, 258, 273, 279)),
        partial(many_pages, 300),
    ],
    ids=["iccp", "ztxt", "itxt", "circle", "256", "258", "273", "279", "pages"],
)
def test_f26_a_greedy_file_ends_in_an_answer(make):
    data = make()
    begin = time.monotonic()

    assert isinstance(inspect_photo(data), PhotoFacts | PhotoRefusal)
    assert time.monotonic() - begin < 10


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"GIF89a", b"\xff\xd8\xff", b"II*\0", b"BM", b"\0\0\0\x18ftyp"],
)
def test_f31_a_file_of_next_to_nothing_is_refused(data):
    assert isinstance(look_at_photo(data), PhotoRefusal)


@pytest.mark.parametrize("words", [b"<?php system($_GET[0]); ?>", b"<html><script>"])
def test_f31_words_behind_a_picture_stay_behind(words):
    look = look_at_photo(encode(draw()) + words, name="photo.php")

    assert not isinstance(look, PhotoRefusal)
    assert all(words not in one.jpeg for one in look.renditions)
