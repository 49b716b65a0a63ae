"""Ids stay with the text."""

from press.copy.html import reconcile_ids
from press.copy.model import Block, BlockKind, Run


def blocks(*pairs: tuple[str, str]) -> tuple[Block, ...]:
    return tuple(Block(i, BlockKind.PARAGRAPH, (Run(text),)) for i, text in pairs)


def ids(old: tuple[Block, ...], *texts: str) -> list[str]:
    fresh = blocks(*((f"x{n}", text) for n, text in enumerate(texts)))
    return [block.id for block in reconcile_ids(old, fresh)]


FIRST = "东岭经开区六大项目集中开工，总投资12亿元。"
SECOND = "办事大厅设了专窗，企业少跑一半的路。"
OLD = blocks(("b1", FIRST), ("b2", SECOND), ("b7", "完。"))


def test_untouched_and_moved_blocks_keep_their_ids():
    assert ids(OLD, SECOND, FIRST, "完。") == ["b2", "b1", "b7"]


def test_edited_block_keeps_its_id():
    assert ids(OLD, FIRST.replace("六大", "七个"), SECOND) == ["b1", "b2"]


def test_new_block_gets_an_id_that_was_never_used():
    assert ids(OLD, FIRST, "另起一事，与前文都不一样", SECOND, "又一新段") == [
        "b1",
        "b8",
        "b2",
        "b9",
    ]


def test_split_paragraph_gives_the_id_to_the_larger_part():
    assert ids(OLD, FIRST[:6], FIRST[6:], SECOND) == ["b8", "b1", "b2"]


def test_equal_texts_keep_their_order():
    old = blocks(("b1", "同"), ("b2", "同"))

    assert ids(old, "同", "同", "同") == ["b1", "b2", "b3"]


def test_first_blocks_are_numbered():
    assert ids((), "甲", "乙") == ["b1", "b2"]
