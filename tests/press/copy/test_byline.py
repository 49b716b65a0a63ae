"""People are read from the forms in which papers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.copy.byline import parse_byline
from press.copy.model import Credit


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("□ 何小红 李大文", [Credit("何小红"), Credit("李大文")]),
        ("通讯员王小明", [Credit("王小明", "通讯员")]),
        ("本报讯(通讯员王小明)", [Credit("王小明", "通讯员")]),
        ("本报讯(冯小坤 张 艳)", [Credit("冯小坤"), Credit("张艳")]),
        ("张　艳", [Credit("张艳")]),
        (
            "◎通讯员 赵优 赵小忠\n本报记者 朱丹",
            [
                Credit("赵优", "通讯员"),
                Credit("赵小忠", "通讯员"),
                Credit("朱丹", "记者", "本报"),
            ],
        ),
        (
            "本报记者李强通讯员王明",
            [Credit("李强", "记者", "本报"), Credit("王明", "通讯员")],
        ),
        ("▶ 柳小华", [Credit("柳小华")]),
        ("(文/吕小青、邢小谦)", [Credit("吕小青", "文"), Credit("邢小谦", "文")]),
        ("文/吕小青 图/邢小谦", [Credit("吕小青", "文"), Credit("邢小谦", "图")]),
        ("特约通讯员 王明", [Credit("王明", "特约通讯员")]),
        ("东岭高新区管委会 王明", [Credit("王明", "", "东岭高新区管委会")]),
        ("本报讯 记者 王明", [Credit("王明", "记者")]),
        ("阿不都·热合曼", [Credit("阿不都·热合曼")]),
        ("本报讯", []),
        ("", []),
    ],
)
def test_byline_is_read(text, people):
    assert parse_byline(text) == tuple(people)


@given(st.text("本报讯记者通讯员文图/()（）、 　\n□王小明·区") | st.text())
def test_any_byline_is_read_without_error(text):
    assert all(credit.name for credit in parse_byline(text))
