"""Photo credits are split from captions in all printed forms."""

import pytest

from press.copy.recognising.credits import is_credit, split_credit


@pytest.mark.parametrize(
    ("printed", "credit"),
    [
        ("黄小松 摄", "黄小松 摄"),
        ("黄小松摄", "黄小松摄"),
        ("张 艳 摄", "张艳 摄"),
        ("张　艳　摄", "张艳　摄"),
        ("王小明 李华 摄", "王小明 李华 摄"),
        ("本报记者 王小明 摄", "本报记者 王小明 摄"),
        ("本报记者王小明摄", "本报记者王小明摄"),
        ("通讯员 王小明 摄", "通讯员 王小明 摄"),
        ("青岛高新区供图", "青岛高新区供图"),
        ("青岛高新区 供图", "青岛高新区 供图"),
        ("由东岭经开区提供", "由东岭经开区提供"),
        ("图片来源：白石高新区", "图片来源：白石高新区"),
        ("资料图片", "资料图片"),
        ("资料图", "资料图"),
        ("新华社发（王小明 摄）", "新华社发（王小明 摄）"),
        ("新华社记者 王小明 摄", "新华社记者 王小明 摄"),
        ("（图片由东岭经开区管委会提供）", "图片由东岭经开区管委会提供"),
        ("（王小明 摄）", "王小明 摄"),
        ("【王小明 摄】", "王小明 摄"),
        ("摄影：王小明", "摄影：王小明"),
        ("文/图 王小明", "文/图 王小明"),
        ("图/王小明", "图/王小明"),
        ("王小明 摄影报道", "王小明 摄影报道"),
    ],
)
def test_credit_is_split_from_its_caption(printed, credit):
    assert is_credit(printed)
    assert split_credit(printed) == ("", credit)
    assert split_credit(f"图为东岭经开区车间。{printed}") == (
        "图为东岭经开区车间。",
        credit,
    )
    assert split_credit(f"图为东岭经开区车间。 {printed}") == (
        "图为东岭经开区车间。",
        credit,
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("园区全景 王小明 摄", ("园区全景", "王小明 摄")),
        ("园区全景（王小明 摄）", ("园区全景", "王小明 摄")),
        (
            "工人在调试减速机（图片来源：白石高新区）",
            ("工人在调试减速机", "图片来源：白石高新区"),
        ),
    ],
)
def test_credit_follows_a_phrase(text, parts):
    assert split_credit(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "园区鸟瞰。",
        "图为工人在拍摄。",
        "摄影师在拍摄",
        "技术由企业提供",
        "全天候服务由政府提供，企业满意。",
        "年产值三十亿元（含税）",
        "为企业提供",
        "",
    ],
)
def test_caption_without_credit_is_left_alone(text):
    assert split_credit(text) == (text, "")
