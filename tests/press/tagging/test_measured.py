"""How much of what an editor would choose is proposed, and how much besides.

What an editor would choose was written down by hand, by the place of the item on its
page.  On real pages only where there are some (``GUIDEKIT_SHARED``).
"""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from press.copy.model import Copy, Picture
from press.tagging.proposing import propose
from tests.press.tagging.terms import piece, shipped

HERE = Path(__file__).resolve().parents[3] / "guidekit" / "sample"
SAMPLE = (
    "genre:foreword",
    "industry:gb4754-34-35 topic:cluster genre:feature",
    "region:130000 industry:gb4754-66-69 topic:enterprise topic:invest genre:brief",
    "industry:desk-ecommerce topic:opening genre:news",
    "genre:photo",
    "industry:desk-wind topic:innovation topic:projects genre:news",
    "topic:cluster genre:news",
    "topic:talent genre:brief",
    "topic:projects topic:environment genre:feature",
    "industry:gb4754-73-75 topic:infrastructure genre:news",
)
MORE = (
    "industry:desk-hydrogen topic:green genre:brief",
    "industry:gb4754-34-35 topic:story genre:profile",
    "industry:gb4754-73-75 topic:enterprise genre:news",
    "topic:invest genre:brief",
    "",
)
SHARED = (
    "region:130000 topic:environment genre:foreword",
    "region:130000 topic:environment topic:projects topic:cluster genre:roundup",
    "region:130000 topic:enterprise topic:cluster genre:brief",
    "region:130100 industry:gb4754-66-69 topic:innovation genre:news",
    "region:130600 zone:gaobeidian industry:gb4754-50 topic:green genre:photo",
    "region:130200 zone:ts-hitech topic:innovation topic:projects topic:livelihood"
    " genre:news",
    "region:130100 zone:luquan industry:gb4754-39 industry:desk-chip topic:cluster"
    " topic:invest topic:projects genre:news",
    "region:130600 industry:gb4754-39 topic:rural genre:news",
)


def items(path: Path) -> Iterator[tuple[str, Copy]]:
    """Yield the kind and the copy of each item of a page."""
    for said in json.loads(path.read_text(encoding="utf-8"))["items"]:
        stack = {
            name: said.get(name) or ""
            for name in ("kicker", "headline", "deck", "byline")
        }
        body = (
            ("## " if block["type"] == "subhead" else "") + block["text"]
            for block in said.get("body", ())
        )
        pictures = tuple(
            Picture(str(number), "", photo.get("caption") or "")
            for number, photo in enumerate(said.get("photos") or ())
        )
        yield said["kind"], replace(piece(*body, **stack), pictures=pictures)


def measure(*pages: tuple[Path, tuple[str, ...]]) -> tuple[float, float, float]:
    """Return recall, precision, and the slowest proposal in milliseconds of CPU."""
    hits = asked = said = 0
    slowest = 0.0
    pieces = (
        each for path, wanted in pages for each in zip(items(path), wanted, strict=True)
    )
    for (kind, copy), line in pieces:
        propose(copy, shipped(), kind=kind)  # makes the tables ready
        begun = time.process_time()
        rows = propose(copy, shipped(), kind=kind)
        slowest = max(slowest, 1000 * (time.process_time() - begun))
        right, found = set(line.split()), {row.key for row in rows}
        hits, asked = hits + len(right & found), asked + len(right)
        said += len(found)
    return hits / asked, hits / said, slowest


def test_most_of_the_sample_s_tags_are_proposed(record_property):
    pages = ((HERE / "page.json", SAMPLE), (HERE / "more.json", MORE))

    recall, precision, slowest = measure(*pages)

    record_property("measured", (recall, precision, slowest))
    assert recall >= 0.8
    assert precision >= 0.6


def test_most_of_a_real_page_s_tags_are_proposed(record_property):
    shared = os.environ.get("GUIDEKIT_SHARED", "")
    path = Path(shared) / "pages" / "000.json"
    if not shared or not path.exists():
        pytest.skip("No real pages here; GUIDEKIT_SHARED names their folder.")

    recall, precision, slowest = measure((path, SHARED))

    record_property("measured", (recall, precision, slowest))
    assert recall >= 0.8
    assert precision >= 0.6
