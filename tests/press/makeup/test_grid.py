"""The grid: presets that add up, columns and lines that never leave the type area."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from press.makeup.furniture import head_lines
from press.makeup.grid import (
    BROADSHEET,
    BROADSHEET_8,
    MM,
    PRESETS,
    TABLOID_6,
    PageGrid,
)
from press.makeup.grid_checks import GridFault, check_grid, sums_of
from press.makeup.grid_drawing import Block, draw_grid
from press.makeup.model import Furniture


@st.composite
def grids(draw):
    """Make formats a desk might type; most add up."""
    body = draw(st.sampled_from((7.5, 9, 10.5, 12)))
    return PageGrid(
        "any",
        trim_width=draw(st.integers(150, 600)),
        trim_height=draw(st.integers(200, 600)),
        columns=draw(st.integers(1, 12)),
        column_chars=draw(st.integers(8, 34)),
        gap_chars=draw(st.integers(1, 4)),
        lines=draw(st.integers(20, 200)),
        body_size=body,
        leading=body * draw(st.integers(100, 250)) / 100,
    )


def test_presets_are_the_four_of_the_trade_and_add_up():
    shapes = {
        name: (grid.columns, grid.column_chars, grid.lines)
        for name, grid in PRESETS.items()
    }

    assert shapes == {
        "broadsheet": (6, 17, 102),
        "broadsheet-8": (8, 13, 120),
        "tabloid-6": (6, 11, 86),
        "tabloid": (5, 14, 70),
    }
    assert {name: check_grid(grid) for name, grid in PRESETS.items()} == dict.fromkeys(
        PRESETS, ()
    )


def test_the_sums_are_those_of_the_trade():
    eight, six = sums_of(BROADSHEET_8), sums_of(TABLOID_6)

    assert (eight.cells_across, eight.text_cells) == (111, 12480)
    assert (round(eight.width), round(eight.height)) == (352, 491)
    assert (six.cells_across, six.text_cells) == (71, 5676)


@given(grids())
def test_columns_and_gaps_of_any_grid_add_up_to_its_type_area(grid):
    last = grid.box(grid.columns - 1, 0, 1, grid.lines)
    cells = sums_of(grid).cells_across

    assert last.right - grid.left == pytest.approx(grid.type_width)
    assert cells * grid.body_size == pytest.approx(grid.type_width)
    assert grid.span(grid.columns) == pytest.approx(grid.type_width)


@given(grids(), st.data())
def test_a_block_on_the_grid_never_leaves_the_type_area(grid, data):
    column = data.draw(st.integers(0, grid.columns - 1))
    columns = data.draw(st.integers(1, grid.columns - column))
    line = data.draw(st.integers(0, grid.lines - 1))
    lines = data.draw(st.integers(1, grid.lines - line))

    box = grid.box(column, line, columns, lines)

    assert box.x >= grid.left - 1e-6
    assert box.right <= grid.left + grid.type_width + 1e-6
    assert box.y >= grid.top - 1e-6
    assert box.bottom <= grid.top + grid.type_height + 1e-6


@given(grids())
def test_a_grid_without_a_problem_stands_on_its_page(grid):
    assume(check_grid(grid) == ())
    sums = sums_of(grid)

    assert sums.side >= 7.99 and sums.head >= 11.99 and sums.foot >= 7.99
    across, down = 2 * sums.side + sums.width, sums.head + sums.height + sums.foot
    assert across == pytest.approx(grid.trim_width)
    assert down == pytest.approx(grid.trim_height)


@given(grids())
def test_body_type_of_any_grid_stands_on_its_lines(grid):
    sheet = grid.styles

    assert (sheet.body.size, sheet.body.leading) == (grid.body_size, grid.leading)
    assert sheet.subhead.leading == grid.leading
    assert sheet.subhead.size <= grid.leading
    assert sheet.caption == grid.sheet.caption


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"trim_width": 350}, [GridFault.TOO_WIDE]),
        ({"lines": 110}, [GridFault.TOO_HIGH]),
        ({"leading": 8.5}, [GridFault.LEADING_TIGHT]),
        ({"leading": 23.0, "lines": 60}, [GridFault.LEADING_LOOSE]),
        ({"column_chars": 7}, [GridFault.CHARS]),
        ({"column_chars": 35, "columns": 2}, [GridFault.CHARS]),
        ({"gap_chars": 0}, [GridFault.GAP]),
        ({"lines": 19}, [GridFault.LINES]),
        ({"columns": 0}, [GridFault.COLUMNS]),
        ({"columns": 5.5}, [GridFault.NOT_WHOLE]),
        ({"body_size": 7.0}, [GridFault.BODY]),
        ({"trim_height": 700.0}, [GridFault.TRIM]),
    ],
)
def test_each_fault_of_a_format_has_its_name(changes, faults):
    found = check_grid(replace(BROADSHEET, **changes))

    assert [problem.fault for problem in found] == faults


def test_a_fault_says_its_numbers():
    (problem,) = check_grid(replace(BROADSHEET, trim_width=350))

    assert (round(problem.said, 1), problem.most) == (355.6, 334)


def test_the_nameplate_is_as_high_whatever_the_leading():
    furniture = Furniture(nameplate=True)
    heights = [
        head_lines(grid, furniture) * grid.leading
        for grid in (BROADSHEET, BROADSHEET_8)
    ]

    assert head_lines(BROADSHEET, furniture) == 13
    assert heights == [182, pytest.approx(185.6)]


def test_the_drawing_shows_the_page_and_escapes_its_words():
    block = Block(0, 20, 2, 10, "<script>")

    drawn = draw_grid(BROADSHEET, label='the "page"', blocks=(block,))

    root = ET.fromstring(drawn)
    assert root.get("viewBox") == "0 0 390 545"
    assert root.get("aria-label") == 'the "page"'
    kinds = [each.get("class") for each in root]
    assert kinds.count("gk-grid-column") == 6
    assert kinds.count("gk-grid-line") == 10
    numbers = [*map(str, range(1, 7)), *map(str, range(10, 102, 10))]
    assert [each.text for each in root if each.text] == [*numbers, "<script>"]
    booked = root.find("*[@class='gk-grid-block gk-grid-fixed']")
    assert float(booked.get("x")) == pytest.approx(BROADSHEET.left / MM, abs=0.01)
