"""The parts of the page editor's script that have no screen, in a real Chromium."""

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]

GRID = {
    "width": 600,
    "height": 800,
    "columns": [[50 + 100 * n, 90] for n in range(5)],
    "lines": [40 + 10 * n for n in range(71)],
    "first": 10,
    "last": 70,
    "legs": [["a"] * (n + 2) for n in range(5)],
    "legs_boxed": [["a"] * (n + 1) for n in range(5)],
    "booked": [{"name": "广告", "cells": [0, 60, 2, 10], "box": [50, 640, 190, 100]}],
}
BLOCK = {
    "story": "a",
    "column": 1,
    "line": 20,
    "columns": 3,
    "lines": 20,
    "legs": 3,
    "boxed": False,
    "photos": None,
    "notch": None,
}


@pytest.fixture
def ask(page: Page, live_server):
    """Call a function of a module with arguments; return what it returns."""
    page.goto(f"{live_server.url}/healthz")

    def call(body: str, *arguments, module: str = "cells"):
        code = f"""async (given) => {{
          const part = await import('/static/guidekit/page-editor/{module}.js');
          const [block, grid] = given;
          return ({body});
        }}"""
        return page.evaluate(code, arguments or [BLOCK, GRID])

    return call


@pytest.mark.parametrize(
    ("step", "place"),
    [("1, 0", [2, 20]), ("9, 0", [2, 20]), ("-9, -99", [0, 10]), ("0, 99", [1, 50])],
)
def test_a_block_moves_within_the_room_for_stories(ask, step, place):
    moved = ask(f"part.moved(block, {step}, grid)")

    assert [moved["column"], moved["line"]] == place


@pytest.mark.parametrize(
    ("step", "cells"),
    [
        ('"e", 9, 0', [1, 20, 4, 20]),
        ('"w", -1, 0', [0, 20, 4, 20]),
        ('"w", 9, 0', [3, 20, 1, 20]),
        ('"n", 0, 99', [1, 37, 3, 3]),
        ('"s", 0, -99', [1, 20, 3, 3]),
        ('"se", -1, 5', [1, 20, 2, 25]),
    ],
)
def test_an_edge_moves_by_whole_columns_and_lines(ask, step, cells):
    sized = ask(f"part.resized(block, {step}, grid)")

    assert [sized[name] for name in ("column", "line", "columns", "lines")] == cells
    assert sized["legs"] == sized["columns"]  # a leg a column stays a leg a column


def test_what_no_longer_fits_a_block_is_settled(ask):
    given = {
        **BLOCK,
        "legs": 4,
        "photos": {"legs": 4, "photos": []},
        "notch": {"columns": 2, "lines": 5, "at_foot": True, "at_right": True},
    }

    settled = ask("part.resized(block, 'e', -2, 0, grid)", given, GRID)

    assert (settled["columns"], settled["legs"]) == (1, 2)
    assert (settled["photos"]["legs"], settled["notch"]) == (2, None)


def test_two_blocks_change_places(ask):
    other = {**BLOCK, "story": "b", "column": 4, "line": 12, "columns": 1, "lines": 30}

    one, two = ask("part.swapped(given[0], given[2], grid)", BLOCK, GRID, other)

    assert (one["story"], one["column"], one["columns"], one["lines"]) == (
        "a",
        4,
        1,
        30,
    )
    assert (two["story"], two["column"], two["columns"], two["lines"]) == (
        "b",
        1,
        3,
        20,
    )


@pytest.mark.parametrize(
    ("size", "place"),
    [
        ("1, 5", {"column": 0, "line": 10}),
        ("4, 45", None),
        ("5, 25", {"column": 0, "line": 35}),
        ("5, 26", None),
    ],
)
def test_a_free_place_is_found_from_the_top_left(ask, size, place):
    full = {**BLOCK, "column": 0, "columns": 5, "line": 15}

    assert ask(f"part.freePlace([block], {size}, grid)", full, GRID) == place


def test_an_l_shaped_block_lets_go_of_its_corner(ask):
    notch = {"columns": 1, "lines": 5, "at_foot": True, "at_right": True}
    given = {**BLOCK, "notch": notch}

    inside, corner = ask(
        "[part.covers(block, 1, 39), part.covers(block, 3, 39)]", given, GRID
    )
    shape = ask("part.outline(block, grid)", given, GRID)

    assert (inside, corner) == (True, False)
    assert shape.startswith("polygon(0.00% 0.00%,100.00% 0.00%,100.00% 75.00%,")


SITTING = """(() => {
  const at = (line) => [{ story: 'a', line }];
  const sitting = new part.Sitting({ blocks: at(1), order: ['a', 'b'], revision: 7 });
  const line = () => sitting.now.blocks[0].line;
  const told = [];
  const change = (to) => sitting.change('a', (block) => ({ ...block, line: to }));
  BODY
  return told;
})()"""


def sitting(ask, body):
    return ask(SITTING.replace("BODY", body), None, module="sitting")


def test_steps_are_undone_and_done_again(ask):
    told = sitting(
        ask,
        """
  change(2); change(3);
  sitting.undo(); told.push(line());
  sitting.undo(); told.push(line(), sitting.undo());
  sitting.redo(); sitting.redo(); told.push(line(), sitting.redo());
  sitting.undo(); change(9); told.push(line(), sitting.redo());
""",
    )

    assert told == [2, 1, False, 3, False, 9, False]


def test_a_step_that_changes_nothing_is_none(ask):
    assert sitting(ask, "told.push(change(1), sitting.isDirty);") == [False, False]


def test_what_is_done_while_a_save_is_on_its_way_stays_unsaved(ask):
    told = sitting(
        ask,
        """
  change(2);
  const asked = sitting.now;
  change(3);
  sitting.keep(asked, 8); told.push(sitting.isDirty, sitting.revision);
  sitting.undo(); told.push(sitting.isDirty);
""",
    )

    assert told == [True, 8, False]


def test_stories_are_put_in_another_order(ask):
    told = sitting(
        ask,
        """
  sitting.reorder('b', -1); told.push(sitting.now.order.join(''));
  told.push(sitting.reorder('b', -1));
  sitting.takeOff('a'); told.push(sitting.now.blocks.length);
""",
    )

    assert told == ["ba", False, 0]
