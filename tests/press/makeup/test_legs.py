"""Dealing lines into legs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from press.copy.model import Block, BlockKind, Copy, Run
from press.makeup.legs import deal, is_heading, least_rows, text_rows
from press.typesetting.breaker import line_table
from press.typesetting.model import Line
from press.typesetting.paragraphs import body_paragraphs

SENTENCE = "园区把审批事项压减到六项，办理时限缩短一半以上，企业办事更方便。"


def lines_of(*kinds: BlockKind) -> tuple[Line, ...]:
    blocks = tuple(
        Block(
            f"b{n}",
            kind,
            (Run("把服务送到车间" if kind is BlockKind.SUBHEAD else SENTENCE * 3),),
        )
        for n, kind in enumerate(kinds)
    )
    return line_table(body_paragraphs(Copy(blocks=blocks)), 153).lines


KINDS = st.lists(
    st.sampled_from((BlockKind.PARAGRAPH, BlockKind.SUBHEAD)), min_size=1, max_size=6
).filter(lambda kinds: kinds[-1] is BlockKind.PARAGRAPH)


@given(kinds=KINDS, legs=st.integers(1, 5), cut=st.integers(0, 12))
def test_shortest_legs_hold_every_line_in_order(kinds, legs, cut):
    lines = lines_of(*kinds)

    dealt = least_rows(lines, [0] * (legs - 1) + [cut])

    assert dealt is not None
    assert [line for leg in dealt.legs for _, line in leg] == list(lines)
    for leg, capacity in zip(dealt.legs, dealt.capacities, strict=True):
        offsets = [offset for offset, _ in leg]
        assert offsets == sorted(offsets)
        assert not leg or offsets[-1] <= capacity - 1


@given(kinds=KINDS, capacity=st.integers(1, 9))
def test_heading_never_ends_a_leg(kinds, capacity):
    lines = lines_of(*kinds)

    dealt = deal(lines, [capacity] * 3)

    ends = [leg[-1][1] for leg in dealt.legs if leg]
    assert not any(is_heading(line) for line in ends if line is not lines[-1])


def test_heading_takes_two_lines_save_at_the_head_of_a_leg():
    lines = lines_of(BlockKind.SUBHEAD, BlockKind.PARAGRAPH, BlockKind.SUBHEAD)

    assert text_rows(lines) == len(lines) + 1


def test_white_is_spread_a_line_a_leg():
    lines = lines_of(BlockKind.PARAGRAPH)[:6]

    dealt = least_rows(lines, [0, 0, 0, 0])

    assert dealt is not None
    assert [len(leg) for leg in dealt.legs] == [2, 2, 1, 1]
    assert dealt.white == 2
