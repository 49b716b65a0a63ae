"""Differences between two texts."""

import time

from hypothesis import given
from hypothesis import strategies as st

from press.copy.diff import Difference, Op, differences


def test_changes_are_given_character_by_character():
    assert differences("今年投资12.5亿元。完。", "今年已投资13.5亿元。完。") == (
        Difference(Op.EQUAL, "今年"),
        Difference(Op.INSERT, "已"),
        Difference(Op.EQUAL, "投资"),
        Difference(Op.DELETE, "12.5"),
        Difference(Op.INSERT, "13.5"),
        Difference(Op.EQUAL, "亿元。完。"),
    )


def test_equal_texts_have_no_changes():
    assert differences("甲。", "甲。") == (Difference(Op.EQUAL, "甲。"),)
    assert differences("", "") == ()
    assert differences("", "甲") == (Difference(Op.INSERT, "甲"),)


@given(st.text("园区发展。\n12a”"), st.text("园区发展。\n12a”"))
def test_both_texts_can_be_put_together_again(before, after):
    parts = differences(before, after)

    assert "".join(p.text for p in parts if p.op is not Op.INSERT) == before
    assert "".join(p.text for p in parts if p.op is not Op.DELETE) == after


def test_long_rewritten_text_is_compared_quickly():
    before = "".join(chr(0x4E00 + n * 7 % 600) for n in range(8000))
    after = "".join(chr(0x4E00 + n * 11 % 600) for n in range(8000))
    start = time.process_time()

    differences(before, after)

    assert time.process_time() - start < 5
