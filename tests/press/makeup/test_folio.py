"""The folio line: long names never touch, nothing is lost."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from press.makeup.folio import SMALLEST, set_folio
from press.makeup.grid import PRESETS, TABLOID_6
from press.makeup.parts import Parts

USUAL = ("云州商报　2026年12月1日 星期二", "园区导刊 · 要闻", "责任编辑：陈晓　第01版")
NAMES = st.text(
    st.sampled_from("云州商报园区导刊责任编辑：陈晓0123456789A ·　"), max_size=90
)


def made(grid, texts):
    parts = Parts()
    set_folio(parts, grid, texts)
    return parts


def texts_of(parts):
    return [
        "".join(run.text for p in t.paragraphs for run in p.runs) for t in parts.threads
    ]


def test_usual_texts_stand_each_in_its_third():
    grid = PRESETS["broadsheet"]

    boxes = [frame.box for frame in made(grid, USUAL).frames]

    third = grid.type_width / 3
    assert [(box.x - grid.left, box.width) for box in boxes] == [
        (n * third, third) for n in range(3)
    ]


def test_a_long_right_text_takes_the_room_that_others_leave():
    long = (
        "责任编辑：欧阳文静　版式：司马相如　校对：诸葛清明　电话：0000-0000000　第01版"
    )

    parts = made(TABLOID_6, (*USUAL[:2], long))

    assert texts_of(parts) == [*USUAL[:2], long]
    assert all(len(frame.lines) == 1 for frame in parts.frames)


@settings(max_examples=60, deadline=None)
@given(st.tuples(NAMES, NAMES, NAMES), st.sampled_from(list(PRESETS.values())))
def test_no_text_of_the_folio_touches_another_or_is_lost(texts, grid):
    parts = made(grid, texts)

    boxes = sorted((frame.box for frame in parts.frames), key=lambda box: box.x)
    assert texts_of(parts) == [text for text in texts if text]
    assert all(a.right <= b.x + 0.01 for a, b in itertools.pairwise(boxes))
    right = grid.left + grid.type_width
    assert all(grid.left - 0.3 <= b.x and b.right <= right + 0.3 for b in boxes)
    assert all(box.y > 0 and box.bottom <= grid.top - 4 for box in boxes)
    sizes = {line.line.style.size for frame in parts.frames for line in frame.lines}
    assert min(sizes, default=8) >= SMALLEST
