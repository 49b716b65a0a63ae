"""Style sheets of formats: what changes, what stays, what is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.makeup.grid import BROADSHEET, PageGrid
from press.makeup.model import PageLayout
from press.makeup.serial import layout_from_json, layout_hash, layout_to_json
from press.typesetting.model import Face
from press.typesetting.sheet_changes import (
    StyleFault,
    changes_of,
    changing,
    faults_of,
)
from press.typesetting.sheets import HOUSE, ON_GRID
from press.typesetting.sizes import (
    SIZES,
    name_of,
    nearest_name,
    read_size,
    write_size,
)

FREE = [name for name in HOUSE.named() if name not in ON_GRID]
POINTS = st.integers(12, 160).map(lambda halves: halves / 2)


@st.composite
def style_changes(draw):
    """Make changes that a desk may make."""
    styles = {}
    for name in draw(st.lists(st.sampled_from(FREE), unique=True, max_size=4)):
        size = draw(POINTS)
        leading = size * draw(st.integers(100, 250)) / 100
        face = draw(st.sampled_from(list(Face))).value
        styles[name] = {"size": size, "leading": leading, "face": face}
    sizes = draw(st.lists(POINTS, min_size=2, max_size=6, unique=True))
    lead = {"sizes": sorted(sizes, reverse=True), "max_lines": draw(st.integers(1, 5))}
    return {"styles": styles, "tiers": {"lead": lead}, "rules": {"box_weight": 0.4}}


@given(style_changes(), st.sampled_from((9, 10.5)), st.sampled_from((12, 14, 15.5)))
def test_changes_come_back_as_they_were_written(changes, size, leading):
    base = HOUSE.on(size, leading)
    sheet = changing(base, json.loads(json.dumps(changes)))

    assert faults_of(changes, base) == ()
    assert changing(base, changes_of(sheet, base)) == sheet


def test_a_size_with_the_leading_of_before_comes_back():
    changes = {"styles": {"paper_name": {"size": 32.0, "leading": 32.0}}}
    sheet = changing(HOUSE, changes)

    assert HOUSE.paper_name.leading == 32
    assert changes_of(sheet, HOUSE) == changes


@given(style_changes())
def test_a_layout_keeps_the_styles_of_its_format(changes):
    sheet = changing(HOUSE, changes)
    layout = PageLayout(
        PageGrid("x", 390, 545, 6, 17, 2, 102, 9, 14, sheet), 1, *[()] * 3
    )

    again = layout_from_json(json.loads(json.dumps(layout_to_json(layout))))

    assert again == layout
    assert layout_hash(again) == layout_hash(layout)


def test_the_house_sheet_is_not_written_into_a_layout():
    layout = PageLayout(BROADSHEET, 1, (), (), ())

    written = layout_to_json(layout)

    assert "sheet" not in written["grid"]
    assert layout_from_json(written).grid.sheet == HOUSE


def test_the_house_on_its_own_grid_is_the_house():
    assert HOUSE.on(9, 14) is HOUSE
    assert BROADSHEET.styles is HOUSE


def test_what_belongs_to_the_body_grows_with_it_but_never_beyond_its_line():
    sheet = HOUSE.on(10.5, 11)

    assert (sheet.subhead.size, sheet.subhead.leading) == (11, 11)
    assert (sheet.table.size, sheet.editorial.size) == (9.5, 11)
    assert sheet.kicker == HOUSE.kicker


def test_a_size_alone_takes_its_leading_along():
    sheet = changing(HOUSE, {"styles": {"deck": {"size": 28}}})

    assert (sheet.deck.size, sheet.deck.leading) == (28, 42)


def test_the_leading_of_what_stands_on_the_grid_is_never_changed():
    sheet = changing(HOUSE, {"styles": {"subhead": {"size": 12, "leading": 20}}})

    assert (sheet.subhead.size, sheet.subhead.leading) == (12, 14)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"styles": {"nobody": {}}}, StyleFault.UNKNOWN),
        ({"colours": {}}, StyleFault.UNKNOWN),
        ({"styles": {"deck": {"weight": 3}}}, StyleFault.UNKNOWN),
        ({"styles": {"deck": {"size": 4}}}, StyleFault.SIZE),
        ({"styles": {"deck": {"size": "小五"}}}, StyleFault.SIZE),
        ({"styles": {"deck": {"size": 14, "leading": 13}}}, StyleFault.LEADING),
        ({"styles": {"subhead": {"size": 15}}}, StyleFault.LEADING),
        ({"styles": {"body": {"size": 10}}}, StyleFault.BODY_SIZE),
        ({"styles": {"deck": {"face": "comic"}}}, StyleFault.FACE),
        ({"tiers": {"lead": {"sizes": [40]}}}, StyleFault.TIER_SIZES),
        ({"tiers": {"lead": {"sizes": [40, 48]}}}, StyleFault.TIER_SIZES),
        ({"tiers": {"lead": {"max_lines": 6}}}, StyleFault.TIER_LINES),
        ({"tiers": {"lead": {"byline_size": 2}}}, StyleFault.SIZE),
        ({"rules": {"box_weight": 0}}, StyleFault.WEIGHT),
    ],
)
def test_a_change_that_cannot_be_set_is_named(changes, fault):
    assert [problem.fault for problem in faults_of(changes)] == [fault]


def test_sizes_have_their_chinese_names_both_ways():
    assert {name: read_size(name) for name in SIZES} == SIZES
    assert [name_of(points) for points in SIZES.values()] == list(SIZES)
    assert (read_size("小五号"), read_size("五"), read_size("9.5 pt")) == (9, 10.5, 9.5)
    assert [read_size(text) for text in ("", "大五", "500", "1", "nan")] == [None] * 5
    assert (write_size(16), write_size(17)) == ("三号", "17")


@given(st.floats(5, 60))
def test_no_named_size_is_nearer_than_the_nearest(points):
    nearest = SIZES[nearest_name(points)]

    assert abs(nearest - points) == min(abs(size - points) for size in SIZES.values())
