"""Two hundred generated pages in four formats: each full, whole and set as promised.

``make acceptance`` makes all of them up; ``make test`` one of each format.
"""

from __future__ import annotations

import pytest

from bench.found_lines import count_lines
from bench.generated import GeneratedPage, generated_page
from press.composing.model import Encoding, PressPicture
from press.composing.pdf import compose_pdf
from press.imaging.profile import default_profile
from press.makeup.drafts import make_drafts, set_page
from press.makeup.model import PageLayout
from press.makeup.serial import layout_bytes

PAGES = 200
LEAST_FILL = 0.98
GREY = b"\xff\xd8\xff\xd9"  # the composer passes samples on as they are

SEEDS = [
    *range(4),
    *(pytest.param(n, marks=pytest.mark.acceptance) for n in range(4, PAGES)),
]


def make(page: GeneratedPage) -> PageLayout:
    (layout,) = make_drafts(
        page.grid, page.stories, page.furniture, number=1, drafts=1, seed=1
    )
    return layout


def composed(layout: PageLayout) -> bytes:
    pictures = {
        frame.picture: PressPicture(frame.picture, 1, 1, GREY, Encoding.DCT)
        for frame in layout.pictures
    }
    return compose_pdf([layout], pictures, profile=default_profile(), title="园区导刊")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_generated_page_is_full_whole_and_set_as_promised(seed: int):
    page = generated_page(seed)

    layout = make(page)

    promised, found = count_lines(layout, composed(layout))
    assert [f"{f.rule}: {f.detail}" for f in layout.findings if f.hard] == []
    assert layout.overset_lines == 0
    assert layout.fill >= LEAST_FILL
    assert found == promised
    assert layout_bytes(
        set_page(
            page.grid, page.stories, page.furniture, number=1, blocks=layout.blocks
        )
    ) == layout_bytes(layout)


def test_the_same_seed_is_the_same_draft():
    assert layout_bytes(make(generated_page(7))) == layout_bytes(
        make(generated_page(7))
    )
