"""Words to the desk are told from copy."""

import pytest

from press.copy.recognising.letters import (
    is_closing,
    is_cover,
    is_salutation,
    is_slip,
)


@pytest.mark.parametrize(
    "text",
    [
        "编辑老师：",
        "编辑老师您好",
        "尊敬的编辑：您好！",
        "王编辑：",
        "《园区导刊》编辑部：",
        "各位老师，大家好！",
        "您好！",
        "编辑老师，您好：",
    ],
)
def test_greeting(text):
    assert is_salutation(text)


@pytest.mark.parametrize(
    "text",
    [
        "编辑老师：您好！附件是我单位的稿件《东岭来了年轻人》，请审阅。联系人：王小明",
        "您好！现将我区新闻稿件发给您，请予以采用，谢谢！",
        "现投上一篇小稿，望采用。",
        "老师好，稿件和照片见附件，请查收。",
        "附件为东岭经开区稿件一篇、照片三张。",
        "以下是稿件正文。",
        "我是东岭经开区通讯员王小明，第一次投稿，请多指教。",
        "此稿未在其他媒体发表。",
    ],
)
def test_covering_words(text):
    assert is_cover(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "此致",
            "敬礼！",
            "此致敬礼",
            "谢谢！",
            "请查收。",
            "望采用，谢谢",
            "祝编安！",
            "辛苦了！",
        ),
        *(
            "以上稿件请审阅，谢谢。",
            "文责自负。",
            "如有问题请联系我。",
            "新闻照片已附上，请查收。",
        ),
    ],
)
def test_closing(text):
    assert is_closing(text)


@pytest.mark.parametrize(
    "text",
    [
        *("（完）", "（全文完）", "-END-", "- 3 -", "第2页 共3页", "———————"),
        *("字数：1200字", "（1200字）", "全文共1200字", "责任编辑：高原"),
        *("审核：高原　签发：马立新", "附：照片3张", "附照片3张", "（附图2张）"),
        *(
            "2026年11月20日",
            "11月20日",
            "二〇二六年十一月二十日",
            "2026-11-20",
            "2026.11.20",
        ),
        *("正文：", "投稿日期：2026年11月20日"),
        "2026-11-20 09:30:12 来源：东岭发布 作者：王小明 浏览：123次",
    ],
)
def test_office_line(text):
    assert is_slip(text)


@pytest.mark.parametrize(
    "text",
    [
        "“谢谢您，要不是专员跑前跑后，我们哪能这么快投产？”企业负责人握着他的手说。",
        "近日，东岭经开区六个重点项目集中开工，总投资一百二十亿元。",
        "电话里，客户连声说“谢谢”。",
        "编辑部里灯火通明，记者们正在赶稿。",
        "2026年11月20日，东岭经开区举行开工仪式。",
        "附近的村民都来了。",
        "审核时间由五天压缩到一天。",
        "园区完成投资三十亿元",
    ],
)
def test_copy_is_neither(text):
    found = (is_salutation(text), is_cover(text), is_closing(text), is_slip(text))

    assert found == (False, False, False, False)
