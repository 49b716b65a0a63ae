"""The 电头 is split off and joined again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.copy.dateline import lift_dateline, split_dateline
from press.copy.model import Block, BlockKind, Copy, Run, RunStyle


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("本报讯(通讯员王小明)", "日前"),
        ("本报讯（记者 李华 通讯员 王小明）", "日前"),
        ("本报讯(李华 王小明) ", "日前"),
        ("东岭日报讯(记者 李华)", "日前"),
        ("本报东岭10月8日讯（李华）", "日前"),
        ("本报讯 ", "日前"),
        ("本报讯　", "日前"),
        ("本报讯", "日前"),
        ("新华社北京8月1日电 ", "日前"),
        ("", "日前，据本报讯"),
        ("", "据新华社电 日前"),
        ("", "全省通讯员大会"),
        ("", "东岭日报讯息部"),
        ("", ""),
    ],
)
def test_dateline_is_split(dateline, rest):
    assert split_dateline(dateline + rest) == (dateline, rest)


@given(st.text("本报讯日电记者(（）) 　新华社网王。", max_size=30))
def test_parts_joined_are_the_text(text):
    assert "".join(split_dateline(text)) == text


def test_dateline_is_lifted_from_the_first_paragraph():
    head = Block("b1", BlockKind.SUMMARY, (Run("本报讯 提要"),))
    runs = (
        Run("本报讯(王小", RunStyle.STRONG),
        Run("明)日前，"),
        Run("开工", RunStyle.KAI),
    )
    copy = Copy(blocks=(head, Block("b2", BlockKind.PARAGRAPH, runs)))

    lifted = lift_dateline(copy)

    assert lifted == Copy(
        dateline="本报讯(王小明)",
        blocks=(
            head,
            Block(
                "b2",
                BlockKind.PARAGRAPH,
                (Run("日前，"), Run("开工", RunStyle.KAI)),
            ),
        ),
    )
    assert lift_dateline(lifted) == lifted
