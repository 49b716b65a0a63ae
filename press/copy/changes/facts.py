"""The facts of a text that a reader vouches for: numbers, dates, names, leaders.

Each is found by its form, not by its meaning, and rather too often than too seldom:
what is found too much costs a second look, what is missed is printed unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from press.copy.changes.words import folded
from press.copy.recognising.surnames import COMPOUND_SURNAMES, NO_PEOPLE, SURNAMES

_HAN = "\u3400-\u9fff"
_NUMERALS = "〇零一二三四五六七八九十百千万亿兆两俩仨廿卅半几双壹贰叁肆柒捌玖佰仟"
_DIGITS = r"[+\-−±]?[0-9①-⑳½¼¾Ⅰ-Ⅻ]+(?:[^\sA-Za-z0-9\u3400-\u9fff。!?;]{1,2}[0-9]+)*"
_BEFORE = (
    "(?:增长|下降|减少|增加|提高|上升|降低|上涨|下跌|缩短|翻|同比|环比)?了?"
    "(?:近|约|超过|超|逾|不足|不到|至少|达到|达|突破|高达|仅|负|第|最多|最少)?"
)
_UNITS = (
    "个百分点|平方公里|平方米|立方米|千瓦时|亩|公顷|公里|公斤|千克|厘米|毫米|米|吨|克|"
    "美元|欧元|港元|元|人民币|小时|分钟|分|秒|年代|年|月|日|号|时|点|天|周|岁|届|期|次|"
    "人次|人|名|位|个|家|项|户|处|套|台|辆|架|艘|座|所|栋|层|条|件|批|场|款|种|成|倍|度|"
    "千瓦|兆瓦|摄氏度|%|‰|℃|°|％|版|章|号楼|路|环|区|村|镇"
)
_NUMBER = re.compile(
    f"{_BEFORE}(?:百分之|千分之|万分之)?(?:{_DIGITS}|[{_NUMERALS}]+)"
    f"(?:{_DIGITS}|[{_NUMERALS}多余])*(?:{_UNITS})*(?:左右|以上|以下|以内|余|多)?"
    "|(?:星期|礼拜|周)[一二三四五六日天末]"
    "|[去今明前后当本上下][年月周日天]|昨[天日晚夜]|今[晚早]|上午|下午|中午|凌晨|晚上"
    "|[上中下]旬|翻番|过半|减半|倍增|若干|[上下]半年"
)
# Numerals that count nothing.
_NO_NUMBER = re.compile(
    "统一|一起|一定|一直|一些|一般|万一|十分|一样|一致|唯一|进一步|一方面|一旦|一律|一切"
    "|一同|一道|一线|一流|一体|一手|一边|一面|逐一|一如既往|千方百计|千家万户|五湖四海"
    "|三三两两|百姓|一带一路|百货|四川|三亚|九江|一再|一时|一向|一度|一番|一举|专一|一贯"
)

_TITLES = (
    "总书记|书记|市长|省长|县长|区长|州长|镇长|乡长|村长|盟长|旗长|主任|局长|厅长|部长|"
    "处长|科长|司长|署长|主席|总理|总统|首相|委员长|委员|常委|秘书长|司令员|司令|政委|"
    "检察长|会长|理事长|董事长|总经理|总裁|行长|校长|院长|所长|站长|台长|社长|总编辑|"
    "组长|大使|代表|巡视员|专员|参赞|议长|国务委员|领导"
)
_TITLE = re.compile(f"(?:[副原前代正]|常务|名誉|执行|第一|首席){{0,3}}(?:{_TITLES})")
_ROLES = (
    "记者|通讯员|村民|职工|员工|工人|居民|负责人|经理|教授|工程师|医生|老师|选手|游客|"
    "市民|学生|队长|同志|创始人|院士|博士|专家|摄影师|评论员|农户|业主|民警|护士|司机"
)
_SAYING = "说|表示|介绍|告诉|认为|指出|强调|坦言|回忆|透露|谈到|感慨|笑着|等人|等领导"
_AFTER_NAME = re.compile(
    f"{_SAYING}|主持|出席|率队|带队|带领|深入|来到|参加|调研|听取|宣布|致辞|讲话|先生|女士|"
    "同志|一行|会见|走访|考察|检查|做|作|在|等|到|率|对|向|了|就|的|及|也|还|和|与|为"
)
_DOTTED = re.compile(f"[{_HAN}]{{1,8}}(?:·[{_HAN}]{{1,8}}){{1,3}}")
_LEAD_IN = re.compile(f"(?:{_ROLES}|{_TITLES})[ \u3000]?")
_LISTED = re.compile("[、,(: \u3000和与]")
_LISTED_END = re.compile("[、,。);等 \u3000]|$")
_SPEAKS = re.compile(_SAYING)
_MANY_NAMES = re.compile("[、, \u3000和与及]")


def numbers_in(text: str) -> tuple[str, ...]:
    """Return numbers, dates, shares and amounts, in order, with what bounds them."""
    plain = _NO_NUMBER.sub(lambda found: "·" * len(found[0]), folded(text))
    return tuple(found[0] for found in _NUMBER.finditer(plain))


def leaders_in(text: str) -> tuple[str, ...]:
    """Return titles of office with the name before or after each, in order."""
    plain = folded(text)
    return tuple(
        _name_before(plain, found.start())
        + found[0]
        + "、".join(_names_from(plain, found.end()))
        for found in _TITLE.finditer(plain)
    )


def people_in(text: str) -> frozenset[str]:
    """Return the names a text gives away by their place: after a title, before 说."""
    plain = folded(text)
    found = set(_DOTTED.findall(plain))
    for lead in _LEAD_IN.finditer(plain):
        found.update(_names_from(plain, lead.end()))
    for title in _TITLE.finditer(plain):
        found.add(_name_before(plain, title.start()))
    for at in range(len(plain)):
        starts = at == 0 or _LISTED.match(plain, at - 1) is not None
        if name := _bounded_name(plain, at, listed=starts):
            found.add(name)
    return frozenset(name for name in found if len(name) > 1)


def names_in(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return where a text names the people that are known, in order."""
    ordered = sorted({folded(name) for name in known if name}, key=len, reverse=True)
    if not ordered:
        return ()
    return tuple(re.findall("|".join(map(re.escape, ordered)), folded(text)))


def _names_from(text: str, at: int) -> tuple[str, ...]:
    """Return the name that begins here, and those listed after it."""
    names = []
    while name := _name_at(text, at):
        names.append(name)
        at += len(name)
        if not _MANY_NAMES.match(text, at):
            break
        at += 1
    return tuple(names)


def _name_at(text: str, at: int) -> str:
    """Return the name that begins at a place where one is likely; else nothing."""
    for surname in _surnames_at(text, at):
        given = at + len(surname)
        if not _is_han(text[given : given + 1]):
            continue
        two, three = text[at : given + 1], text[at : given + 2]
        is_two = not _is_han(text[given + 1 : given + 2]) or _AFTER_NAME.match(
            text, given + 1
        )
        name = two if is_two else three
        if name not in NO_PEOPLE and two not in NO_PEOPLE:
            return name
    return ""


def _bounded_name(text: str, at: int, *, listed: bool) -> str:
    """Return the name here that a mark or a word of saying ends; else nothing."""
    for surname in _surnames_at(text, at):
        for length in (2, 1):
            end = at + len(surname) + length
            name = text[at:end]
            whole = len(name) == end - at and all(map(_is_han, name))
            if not whole or name in NO_PEOPLE:
                continue
            if _SPEAKS.match(text, end) or (listed and _LISTED_END.match(text, end)):
                return name
    return ""


def _name_before(text: str, at: int) -> str:
    """Return the name, or surname, that stands right before a title."""
    for length in (3, 2):
        name = text[max(0, at - length) : at]
        fits = len(name) == length and any(_surnames_at(name, 0))
        if fits and all(map(_is_han, name)) and name not in NO_PEOPLE:
            return name
    one = text[max(0, at - 1) : at]
    return one if one in SURNAMES else ""


def _surnames_at(text: str, at: int) -> Iterator[str]:
    if text[at : at + 2] in COMPOUND_SURNAMES:
        yield text[at : at + 2]
    if text[at : at + 1] in SURNAMES:
        yield text[at]


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
