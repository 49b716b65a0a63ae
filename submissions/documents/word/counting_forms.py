"""Numbers in the forms that lists are counted in: 1, 一, 壹, ①, a, iv."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LARGEST_ROMAN = 4_000
MOST_LETTERS = 780
CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "taiwaneseDigital",
        "japaneseDigitalTenThousand",
        "koreanDigital",
    ]
)
LEGAL = frozenset(("chineseLegalSimplified", "ideographLegalTraditional"))
CIRCLED = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
WIDE = frozenset(("decimalFullWidth", "decimalFullWidth2"))


def counted(value: int, form: str) -> str:
    """Return a number in a form of Office's; decimal for forms not known here."""
    if form == "none" or value < 0:
        return ""
    if form in CHINESE:
        return chinese(value, DIGITS, "十百千")
    if form in LEGAL:
        return chinese(value, LEGAL_DIGITS, "拾佰仟")
    if form in WIDE:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    return _enclosed(value, form) or _western(value, form) or str(value)


def _enclosed(value: int, form: str) -> str:
    if form in CIRCLED and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2474 + value - 1)
    if form == "decimalEnclosedFullstop" and 1 <= value <= 20:
        return chr(0x2488 + value - 1)
    if form == "ideographEnclosedCircle" and 1 <= value <= 10:
        return chr(0x3280 + value - 1)
    if form == "ideographTraditional" and 1 <= value <= 10:
        return HEAVENLY[value - 1]
    if form == "ideographZodiac" and 1 <= value <= 12:
        return EARTHLY[value - 1]
    return ""


def _western(value: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman") and 0 < value < LARGEST_ROMAN:
        text = _roman(value)
        return text.upper() if form == "upperRoman" else text
    if form in ("lowerLetter", "upperLetter") and 0 < value <= MOST_LETTERS:
        times, letter = divmod(value - 1, 26)
        text = chr(ord("a") + letter) * (times + 1)
        return text.upper() if form == "upperLetter" else text
    return f"{value:02}" if form == "decimalZero" else ""


def _roman(value: int) -> str:
    text = ""
    for worth, letters in ROMAN:
        text += letters * (value // worth)
        value %= worth
    return text


def chinese(value: int, digits: str, units: str) -> str:
    """Return a number below ten thousand in Chinese: 十, 二十一, 一百零五."""
    if value == 0 or value >= 10_000:
        return "".join(digits[int(digit)] for digit in str(value))
    zero = "零"
    text, gap = "", False
    places = len(str(value))
    for at, digit in enumerate(map(int, str(value))):
        power = places - at - 1
        if not digit:
            gap = bool(text)
            continue
        unit = units[power - 1] if power else ""
        text += (zero if gap else "") + digits[digit] + unit
        gap = False
    teen = 10 <= value < 20 and digits is DIGITS
    return text[1:] if teen else text
