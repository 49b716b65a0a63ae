"""How much a decoded text reads like Chinese: a wrong encoding gives rare characters.

Nearly any bytes are valid GB18030, so validity says little; what tells is whether the
characters that come out are those people use.
"""

from __future__ import annotations

import re
from functools import cache

SIMPLIFIED = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方"
    "后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它"
    "合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条"
    "只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资"
    "边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北"
    "造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车"
    "例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫"
    "且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克"
    "何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调"
    "满县局照参红细引听该铁价严镇村企访讯摄稿编辑通员街委居协访融媒"
)
TRADITIONAL = (
    "這為個國來時們對會發動說產種後經進著電裡現實兩體機當點從業應開還義樣與關線內數變條沒結題並軍總設長頭邊圖統較將"
    "見計別論運農幾區強決戰則處隊給領東導壓爭濟階術極聯認權證單風帶場車務萬達積議聲報鬥類離華確張馬節話況傳許廣記"
    "觀織裝眾書復兒須際驗連斷難礦備辦習響約勞團歷構稱準號維劃選標寫親養層狀廠識適屬圓滿縣參紅細鐵價嚴鎮訪訊攝編輯員"
    "過學無問間門聞裏係灣臺黨質氣資級組術務專圍"
)
MARKS = "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·　％～"

_COMMON = frozenset(SIMPLIFIED + TRADITIONAL + MARKS)
COMMON, USUAL, RARE, WRONG = 1.0, 0.4, -0.5, -3.0


def likeness(text: str) -> float:
    """Return the mean weight of the characters beyond ASCII, from -3 to 1."""
    weights = [_weight(char) for char in text if char > "\x7f" or char < "\t"]
    return sum(weights) / len(weights) if weights else 0.0


@cache
def _weight(char: str) -> float:
    if char in _COMMON:
        return COMMON
    if char == "\ufffd" or char < "\t" or "\ue000" <= char <= "\uf8ff":
        return WRONG
    if "\uff01" <= char <= "\uff5e" or "①" <= char <= "⑳":
        return USUAL
    if not "\u4e00" <= char <= "\u9fff":
        return RARE
    return USUAL if _first_level(char, "gb2312", 0xD7) or _big5_often(char) else RARE


def _first_level(char: str, encoding: str, last: int) -> bool:
    """Tell whether a character is among those that a standard puts first."""
    code = char.encode(encoding, "ignore")
    return bool(code) and code[0] <= last


def _big5_often(char: str) -> bool:
    return _first_level(char, "big5", 0xC6)


_FROM_THREE_BYTES = re.compile("[\u0800-\U0010ffff]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_LATIN = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]+")
_LATIN_1 = re.compile("[\u00c0-\u00ff]")
FEWEST_LATIN = 3  # letters that make a word by themselves
_OTHER_LETTERS = re.compile(
    "(?:[\u0410-\u044f\u0401\u0451]|[\u0386-\u03ce]|[\u05d0-\u05ea]|[\u0621-\u064a]){2,}"
)


def is_mock_utf8(text: str) -> bool:
    """Tell whether a text that was valid UTF-8 is rather GBK that happens to be it.

    The two bytes of 图 or 片 are also two bytes of UTF-8: 图片 came out as ͼƬ.  Words
    of Europe and the Near East are runs of their own letters, or stand among Latin.
    """
    if text.isascii() or _FROM_THREE_BYTES.search(text):
        return False
    return not all(_is_word(text, run) for run in _FOREIGN.finditer(text))


def _is_word(text: str, run: re.Match[str]) -> bool:
    beside = text[max(0, run.start() - 1) : run.start()] + text[run.end() :][:1]
    among_letters = any(char.isalpha() for char in beside)
    if _LATIN.fullmatch(run.group()):
        return among_letters or len(_LATIN_1.findall(run.group())) >= FEWEST_LATIN
    return bool(_OTHER_LETTERS.fullmatch(run.group()))
