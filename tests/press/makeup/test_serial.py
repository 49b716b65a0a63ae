"""A layout as JSON: back without loss, one hash for one page."""

from __future__ import annotations

import json
from dataclasses import replace

from press.makeup.drafts import make_drafts
from press.makeup.grid import TABLOID
from press.makeup.serial import (
    layout_bytes,
    layout_from_json,
    layout_hash,
    layout_to_json,
)
from tests.press.makeup.pages import page_furniture, random_page


def make_layout():
    page = random_page(TABLOID, 9, share=0.45, stories=4, pictures=2)
    return make_drafts(TABLOID, page, page_furniture(), number=1, drafts=1)[0]


def test_layout_comes_back_equal_from_its_json():
    layout = make_layout()

    again = layout_from_json(json.loads(json.dumps(layout_to_json(layout))))

    assert again == layout
    assert layout_hash(again) == layout_hash(layout)


def test_hash_changes_with_the_smallest_move_and_not_with_the_type_of_a_number():
    layout = make_layout()
    first = layout.frames[0]
    nudged = replace(first, box=replace(first.box, x=first.box.x + 0.01))
    whole = replace(layout, fill=1.0)

    assert layout_hash(replace(layout, frames=(nudged, *layout.frames[1:]))) != (
        layout_hash(layout)
    )
    assert layout_bytes(whole) == layout_bytes(replace(layout, fill=1))
