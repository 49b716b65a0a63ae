"""Tell names of people and of units from other words."""

from __future__ import annotations

import re

from press.copy.recognising.surnames import COMPOUND_SURNAMES, NO_PEOPLE, SURNAMES

LONGEST_UNIT = 30  # characters

_HAN = re.compile("[\u3400-\u9fff]+")
_DOTTED = re.compile("[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,3}")
_UNIT = re.compile("[\u3400-\u9fff\\w（）()·“”、]{3,30}")
_ZONES = (
    *("开发区", "经开区", "高新区", "新区", "园区", "产业园", "工业园", "科技园"),
    *("保税区", "综保区", "示范区", "合作区", "自贸区", "片区", "产业集聚区"),
)
_UNIT_ENDS = (
    *_ZONES,
    *("管委会", "委员会", "党工委", "宣传部", "工作部", "办公室", "党政办", "综合办"),
    *("党群部", "中心", "公司", "集团", "局", "委", "厅", "办", "部", "处", "科", "站"),
    *("院", "所", "大学", "学校", "中学", "小学", "医院", "镇", "乡", "街道", "社区"),
    *(
        "县",
        "市",
        "省",
        "区",
        "村",
        "报社",
        "电视台",
        "融媒体",
        "协会",
        "商会",
        "联合会",
    ),
    *("银行", "支行", "分行", "工会", "团委", "支队", "大队", "厂", "园", "港", "基地"),
    *("工商联", "供电所", "编辑部", "客户端", "公众号", "日报", "晚报", "党支部"),
)
_NAMED_ZONE = re.compile(
    "[\u3400-\u9fff]{2}(?:经济(?:技术)?开发区|开发区|经开区|高新区|新区|产业园|工业园|科技园|保税区|综保区|县|市)"
)
_OFFICES = tuple("部局委办厅处县市省")
_NO_UNIT_ENDS = (
    *("干部", "全部", "内部", "局部", "外部", "场所", "厕所", "各处", "到处", "好处"),
    *("布局", "格局", "大局", "全局", "新局", "开局", "结局", "新农村", "千亿级园区"),
)
_NO_UNIT = re.compile(
    "^(?:建设|打造|推进|推动|服务|赋能|引领|聚力|聚焦|走进|跻身|入选|落户|构建|做强|做大|迈)"
    "|打造|全力|助力|加快|奔向|迈向|挺进|绘就|跑出|点亮|激活|争创|擦亮|让|把|如何|怎样"
)
_PLACE_ENDS = (*_ZONES, "市", "县", "区", "省", "镇", "乡", "街道", "园", "港", "集团")


def is_person(word: str) -> bool:
    """Tell whether a word standing alone reads as a name: a surname and 1–2 more."""
    if _DOTTED.fullmatch(word):
        return True
    if not 2 <= len(word) <= 4 or not _HAN.fullmatch(word) or word in NO_PEOPLE:
        return False
    if word.startswith(COMPOUND_SURNAMES) and len(word) >= 3:
        return True
    if len(word) == 3 and word.endswith(_OFFICES):
        return False
    return len(word) <= 3 and word[0] in SURNAMES and not _is_zone(word)


def may_be_person(word: str) -> bool:
    """Tell whether a word may be a name where a label or a role says so."""
    return bool(
        _DOTTED.fullmatch(word)
        or (2 <= len(word) <= 4 and _HAN.fullmatch(word) and not _is_zone(word))
    )


def is_unit(word: str) -> bool:
    """Tell whether a word reads as the name of a unit."""
    if not _UNIT.fullmatch(word) or word.endswith(_NO_UNIT_ENDS):
        return False
    if _NO_UNIT.search(word):
        return False
    return word.endswith(_UNIT_ENDS)


def is_place(text: str) -> bool:
    """Tell whether a line is nothing but a zone, a place or a firm."""
    return 3 <= len(text) <= 16 and is_unit(text) and text.endswith(_PLACE_ENDS)


def names_place(text: str) -> bool:
    return bool(_NAMED_ZONE.search(text))


def split_unit(word: str) -> tuple[str, str]:
    """Split 鹿泉经开区张三 into unit and person; both empty when it is not such."""
    for length in (3, 2):
        unit, name = word[:-length], word[-length:]
        if is_person(name) and is_unit(unit):
            return unit, name
    return "", ""


def joined_names(words: list[str]) -> list[str]:
    """Join names of two characters that are spaced in print: 张 艳."""
    joined: list[str] = []
    single = False
    for word in words:
        if single and len(word) == 1 and _HAN.fullmatch(word):
            joined[-1] += word
            single = False
        else:
            joined.append(word)
            single = len(word) == 1 and bool(_HAN.fullmatch(word))
    return joined


def _is_zone(word: str) -> bool:
    return word.endswith(_ZONES)
