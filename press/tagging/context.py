"""What stands before and after a name, and when that makes it something else."""

from __future__ import annotations

import re

from press.tagging.lexicon import Hit
from press.tagging.model import REGION, Term

# A place's bare name goes on as the name of a paper, a school, a bank, a street …
GOES_ON = re.compile(
    r"(?:经济|青年|工人|农民|法制|科技)?(?:日报|晚报|晨报|时报|都市报)"
    r"|新闻网|网讯|广播|电视|卫视|人民出版社"
    r"|(?:工程|工业|科技|师范|医科|农业|经贸|地质|中医|中医药|理工|财经|外国语|交通|职业)*"
    r"(?:技术)?(?:大学|学院)"
    r"|银行|(?:东|西|南|北|中|环)?路(?![径子网线上])|大?街(?!道)|大道|南大街|胡同"
    r"|站(?![在上稳到起])|饭店|宾馆|大酒店|籍"
)
# Other places that begin with the name of one of ours: 天津市河北区, 长春市宽城区.
ELSEWHERE = {"河北": "区", "宽城": "区", "新华": "社"}
WHOLE = ("省", "市", "县", "区", "州", "管委会")

HAN = re.compile(r"[\u3400-\u9fff]")
# Words of grammar after which a bare 高新区 is not the end of another name.
BEFORE_BARE = frozenset(
    "在到从由向往为是与和及对将被把让使的了该我本据于以以入赴进驻给"
)
MANY = re.compile(
    r"(?:各|全省|全国|全市|国家级|省级|市级|以上|多个|多家|所有|众多|重点|\d+[个家]|[一二三四五六七八九十百]+[个家])$"
)


def is_part_of_another_name(text: str, hit: Hit, term: Term) -> bool:
    """Tell whether a region's name is only the beginning of something else's."""
    if term.vocabulary != REGION:
        return False
    follows = text[hit.end : hit.end + 12]
    if ELSEWHERE.get(hit.word, "\0") == follows[:1]:
        return True
    return not hit.word.endswith(WHOLE) and GOES_ON.match(follows) is not None


def bare_reading(text: str, hit: Hit) -> str:
    """Tell what a bare word for a kind of zone stands for.

    ``this``: a zone named before; ``many``: zones in general; ``another``: the end of
    a name that is in no list (青岛高新区).
    """
    before = text[max(0, hit.start - 8) : hit.start]
    if MANY.search(before):
        return "many"
    last = before[-1:]
    if last and HAN.match(last) and last not in BEFORE_BARE:
        return "another"
    return "this"
