"""Blocks written as marked text, and read back after an editor's changes."""

from hypothesis import given
from hypothesis import strategies as st

from press.copy.identity import number_blocks
from press.copy.model import Block, BlockKind, Run, RunStyle
from press.copy.runs import joined_runs
from submissions.body_text import blocks_from_body, body_from_blocks, edited_blocks

PLAIN, STRONG, KAI = RunStyle.PLAIN, RunStyle.STRONG, RunStyle.KAI
P, LIST, NOTE = BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.EDITORS_NOTE

words = st.text(st.sampled_from("园区导刊第一期，。A9"), min_size=1, max_size=12)
marked_runs = st.lists(st.builds(Run, words, st.sampled_from([PLAIN, STRONG])))
paragraphs = st.tuples(st.just(P), marked_runs.map(joined_runs))
subheads = st.tuples(st.just(BlockKind.SUBHEAD), st.builds(lambda w: (Run(w),), words))
bodies = st.lists(st.one_of(paragraphs, subheads).filter(lambda part: part[1]))

any_runs = st.lists(
    st.builds(Run, st.text(max_size=20), st.sampled_from(RunStyle)), min_size=1
)
any_blocks = st.lists(
    st.tuples(st.sampled_from(BlockKind), any_runs.map(tuple)), max_size=8
).map(number_blocks)


@given(bodies.map(number_blocks))
def test_what_is_written_is_read_back(blocks: tuple[Block, ...]):
    assert blocks_from_body(body_from_blocks(blocks)) == blocks


@given(any_blocks)
def test_text_nobody_touched_changes_nothing_that_is_shown(blocks: tuple[Block, ...]):
    shown = tuple(b for b in blocks if blocks_from_body(body_from_blocks([b])))

    assert edited_blocks(shown, body_from_blocks(shown)) == shown


def test_an_edited_block_keeps_its_kind_and_its_lines():
    before = (
        Block("b1", P, (Run("企业服务清单如下。"),)),
        Block("b2", LIST, (Run("全程代办开办手续\n四十天拿地开工"),)),
        Block("b3", NOTE, (Run("编者按：本栏目今起开办。", KAI),)),
    )
    body = body_from_blocks(before).replace("四十天", "三十天")

    after = edited_blocks(before, body)

    assert body.splitlines()[2] == "全程代办开办手续⏎三十天拿地开工"
    assert after == (
        before[0],
        Block("b2", LIST, (Run("全程代办开办手续\n三十天拿地开工"),)),
        before[2],
    )


def test_a_block_made_a_subhead_is_a_subhead():
    before = (Block("b1", NOTE, (Run("编者按：本栏目今起开办。"),)),)

    after = edited_blocks(before, "## 编者按：本栏目今起开办。\n\n新段。")

    assert after == (
        Block("b1", BlockKind.SUBHEAD, (Run("编者按：本栏目今起开办。"),)),
        Block("b2", P, (Run("新段。"),)),
    )


def test_a_line_feed_has_no_place_in_a_paragraph():
    assert edited_blocks((), "上句⏎下句") == (Block("b1", P, (Run("上句下句"),)),)
