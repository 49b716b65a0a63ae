"""HTML made to exhaust a parser."""

import time

import pytest

from press.copy.html import blocks_from_html
from press.copy.taming import DEEPEST, tamed


@pytest.mark.parametrize(
    "html",
    [
        "<p>a &amp; b&nbsp;c &#20013;</p>",
        "<div>" * 300 + "x" + "</div>" * 300,
        "<p>x" * 5000,
    ],
)
def test_ordinary_html_stays_as_it_is(html: str):
    assert tamed(html) == html


def test_an_ampersand_that_begins_no_reference_is_written_out():
    assert tamed("A&B & C") == "A&amp;B &amp; C"


def test_f40_what_nests_too_deep_keeps_its_words():
    html = "<p>one</p>" + "<div>" * (DEEPEST + 1) + "two<b> three</b>"

    assert [block.text for block in blocks_from_html(html)] == ["one", "two three"]


@pytest.mark.parametrize(
    "piece", ["<div>", "<ul><li>", "<a><div>", "<b></p>", "&", "&nbsp;"]
)
def test_f40_repeated_pieces_are_read_in_time(piece: str):
    start = time.process_time()

    blocks_from_html(piece * 50_000)

    assert time.process_time() - start < 15
