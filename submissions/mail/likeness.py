"""How much a decoded text looks like writing: a number to compare decodings by."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SAMPLE = 800  # characters outside ASCII that are looked at

# What a page of Chinese is mostly made of; about two thirds of any text.
_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后"
    "作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只"
    "从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战"
    "向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原"
    "东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量"
    "再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达"
    "光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切"
    "院让识候带导争运笔镇村县省委乡企业园区项目投资集团公司记者通讯员本报讯摄影图片新闻稿件编辑部您附"
    "请查收谢谢邮件转发回复主题发送时间先生女士春夏秋冬花风云李王刘陈杨赵黄周吴徐孙胡朱林何郭罗京河湖"
    "江州城农创服支持续深推促进优化营商环境改革绿色环近年示范标准质量安全生态旅游文化技能培训首届第举办"
    "召开会议活动学习贯彻落实精神干部群众党组织书记主任镇长校园老师学生医院患者健康讲座志愿爱心慰问老人"
    "國個們來為這說時會對裡後過發經學動還進開樣從實軍無與長機關點業將兩間問應戰頭體見產質變總電數報結務"
    "場計資許統區隊決馬書則聽達強難權設記類據邊張該規萬領確傳師觀運導讓帶請謝郵件轉發復臺灣聯絡"
    "友叫找哪嗎呢吧啊吗您好哈喜欢爱听写读"
    "㈠①②③"
    "日本語私今日明日会社株式東京様御案内申込件名送信登録情報更新年月火水木金土曜"
)
_PUNCTUATION = frozenset(
    "，。、；：？！“”‘’（）《》【】「」『』—…·〈〉〔〕～％￥　１２３４５６７８９０"
)
_TYPOGRAPHIC = frozenset("–—‘’“”„…•€™®©°«»§·¡¿£\u00a0")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "THAI", "DEVANAGARI")


def likeness(text: str) -> float:
    """Return −2 … 1: the mean over the characters outside ASCII; 1 for pure ASCII."""
    total, seen, before = 0.0, 0, ""
    for at, char in enumerate(text):
        if char < "\x80":
            total -= 2 * (char < " " and char not in "\t\r\n\f\x1b\x00")
        else:
            seen += 1
            total += _placed(before, char, text[at + 1 : at + 2])
            if seen >= SAMPLE:
                break
        before = char
    return max(-2.0, total / seen) if seen else (1.0 if total == 0 else -1.0)


def kana_share(text: str) -> float:
    """Return the share of kana among the characters outside ASCII."""
    high = [char for char in text[:SAMPLE] if char >= "\x80"]
    return sum("\u3040" <= char <= "\u30ff" for char in high) / (len(high) or 1)


def _placed(before: str, char: str, after: str) -> float:
    """Rate a character where it stands."""
    weight = _weight(char)
    if weight is None:
        return _letter(before, char, after)
    # Two bytes of an accented word read as one Chinese character: Übung, für.
    in_word = any(near.isascii() and near.isalpha() for near in (before, after))
    return weight - 0.3 * (in_word and "\u3400" <= char <= "\u9fff")


@lru_cache(maxsize=20_000)
def _weight(char: str) -> float | None:
    """Return what a character counts by itself, None for letters of alphabets."""
    if char in _FREQUENT:
        return 1.0
    if char in _PUNCTUATION:
        return 0.8
    if char in _TYPOGRAPHIC:
        return 0.5
    code = ord(char)
    if 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF:
        return _hanzi(char)
    if 0x3040 <= code <= 0x30FF:
        return 0.75
    if 0xAC00 <= code <= 0xD7A3:
        return 0.75 if char.encode("euc_kr", "ignore") else -0.4
    if 0xFF61 <= code <= 0xFF9F:
        return -0.1
    if 0x3000 <= code <= 0x33FF or 0xFF00 <= code <= 0xFFEF or 0x2460 <= code <= 0x24FF:
        return 0.5
    return _other(char)


def _other(char: str) -> float | None:
    category = unicodedata.category(char)
    if category[0] == "L" or category[0] == "M":
        return None
    if category in ("Cc", "Cn", "Co", "Cs") or char == "\ufffd":
        return -2.0
    drawn = 0x25A0 <= ord(char) <= 0x27BF or ord(char) >= 0x1F000
    return 0.5 if drawn else -0.4


def _hanzi(char: str) -> float:
    """Rate a character by the part of the old national sets it stands in."""
    national = char.encode("gb2312", "ignore")
    if national:
        return 0.55 if national[0] < 0xD8 else 0.1
    taiwanese = char.encode("big5", "ignore")
    if taiwanese and taiwanese[0] <= 0xC6:
        return 0.45
    japanese = char.encode("shift_jis", "ignore")
    return 0.3 if japanese and japanese[0] < 0x98 else -0.4


def _letter(before: str, char: str, after: str) -> float:
    """Rate a letter by its neighbours: words have one script and capitals in front."""
    if _script(char) not in _ALPHABETS or _is_exotic(char):
        return -0.5
    if before.isalpha() and before.islower() and char.isupper():
        return -0.6
    neighbours = [near for near in (before, after) if near.isalpha()]
    if any(_script(near) != _script(char) for near in neighbours):
        return -0.5
    if _script(char) == "LATIN":
        strange = neighbours and not any(near < "\x80" for near in neighbours)
        return -0.3 if strange else (0.8 if char.islower() else 0.5)
    return 0.8 if char.islower() or char.upper() == char.lower() else 0.5


def _is_exotic(char: str) -> bool:
    """Tell whether a letter belongs to no living alphabet of Europe."""
    code = ord(char)
    return 0x250 <= code < 0x386 or 0x3CF <= code < 0x400 or 0x460 <= code < 0x490


@lru_cache(maxsize=20_000)
def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]
