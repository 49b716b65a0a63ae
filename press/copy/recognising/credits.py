"""Split a photo credit from its caption, in all the forms papers print."""

from __future__ import annotations

import re

from press.copy.recognising.people import (
    is_person,
    is_unit,
    may_be_person,
)

LONGEST_CREDIT = 60  # characters

_HAN = "\u3400-\u9fff"
_SHOT = re.compile(
    r"[\s\u3000/／]*(?:摄影报道|摄影|(?:航|拍)?摄|文[/／]?图|图[/／]?文)$"
)
_ROLE_END = re.compile(
    r"(?:本报|本刊|本网|新华社|中新社)?(?:特约|特派|见习|实习|首席|全媒体)*"
    r"(?:记者|通讯员|实习生|摄影师|摄影记者)$"
)
_ROLE_HEAD = re.compile(
    r"^((?:本报|本刊|本网|新华社|中新社)?(?:特约|特派|见习|实习|首席|全媒体)*"
    r"(?:记者|通讯员|实习生|摄影师))(?=.)"
)
_LABELLED = re.compile(
    r"(?:图片|照片|图|片)(?:来源|提供者?|作者|拍摄者?)[：:]\s*.{2,30}"
    r"|(?:拍摄者|摄影者|摄影师)[：:]\s*.{2,30}"
    r"|(?:摄影|拍摄|供图|图源|图片|图/|图／|文[/／]?图|图[/／]?文|摄|图)\s*[：:/／]\s*.{2,30}"
    r"|(?:文[/／]图|图[/／]文|摄影)[\s\u3000]+.{2,20}"
    r"|(?:本版|以上|上述|文中|本文|文内|本组|文章)?(?:图片|照片|图|本图|配图)?(?:均|皆)?由.{2,28}(?:提供|供图|拍摄|摄)"
    r"|(?:本版|以上|上述|文中|本文|文内|本组)?(?:图片|照片|图)(?:均|皆)?(?:为|系)?资料(?:图片|图|照片)?"
    r"|资料(?:图片|图|照片)|(?:本报)?资料片|视频截图|网络图片|图片来自.{2,20}"
    r"|新华社(?:记者|发|供)?[\s\u3000]*[（(].{2,20}摄[）)]|(?:新华社|中新社)发"
)
_SUPPLIED = re.compile(
    rf"[{_HAN}\w·“”（）()]{{2,28}}?[\s\u3000]*(?:供图|提供图片|提供|图)"
)
_SUPPLIED_END = re.compile(r"(?:供图|提供图片|提供)$")
_BREAK = re.compile(r"[。！？!?”\s\u3000）)]")
_BRACKETED = re.compile(
    r"[（(【\[]\s*(?P<inside>[^（()）【】\[\]]{1,60}(?:[（(][^（()）]{1,20}[）)])?)\s*[）)】\]]\s*。?$"
)
_NESTED = re.compile(
    r"[（(](?P<inside>新华社[^（()）]{0,6}[（(][^（()）]{1,20}[）)])[）)]\s*。?$"
)
_SPACED = re.compile(rf"(?<![{_HAN}])([{_HAN}])[ \u3000]+([{_HAN}])(?![{_HAN}])")
_SUPPLIER = re.compile(r"^(.{2,28}?)[\s\u3000]*提供$")
_AGENCY = re.compile(
    r"(?:新华社|中新社)(?:记者|发|供)?[\s\u3000]*[（(][^（()）]{2,20}摄[）)]\s*。?$"
)


def split_credit(text: str) -> tuple[str, str]:
    """Return caption and credit; the credit is clean and has no brackets."""
    text = text.strip()
    agency = _AGENCY.search(text, max(0, len(text) - LONGEST_CREDIT))
    if agency:
        return text[: agency.start()].rstrip(), agency[0].rstrip("。 ")
    for form in (_NESTED, _BRACKETED):
        match = form.search(text, max(0, len(text) - LONGEST_CREDIT - 30))
        if match and is_credit(match["inside"]):
            return text[: match.start()].rstrip(), clean_credit(match["inside"])
    at = _plain_credit(text)
    if at is None:
        return text, ""
    return text[:at].rstrip(), clean_credit(text[at:])


def is_credit(text: str) -> bool:
    """Tell whether a text is nothing but a photo credit."""
    bare = _unbracketed(text)
    if not 2 <= len(bare) <= LONGEST_CREDIT:
        return False
    if _LABELLED.fullmatch(bare):
        return True
    if _SUPPLIED_END.search(bare):
        return _is_supplied(bare)
    shot = _SHOT.search(bare)
    return shot is not None and _names_from(bare[: shot.start()]) == 0


def _is_supplied(bare: str) -> bool:
    """Tell whether X供图 or X提供 names who gave the picture."""
    supplier = _SUPPLIER.match(bare)
    if supplier:
        return is_unit(supplier[1]) or is_person(supplier[1])
    return bool(_SUPPLIED.fullmatch(bare)) and not re.search("[，。；]", bare)


def clean_credit(text: str) -> str:
    """Return a credit without brackets and without the space inside short names."""
    return _SPACED.sub(r"\1\2", _unbracketed(text))


def _unbracketed(text: str) -> str:
    bare = text.strip(" \t\u3000。；;")
    if len(bare) > 2 and bare[0] in "（(【[" and bare[-1] in "）)】]":
        inner = bare[1:-1]
        if inner.count("（") + inner.count("(") == inner.count("）") + inner.count(")"):
            return inner.strip()
    return bare


def _plain_credit(text: str) -> int | None:
    """Return where a credit begins that ends the text without brackets."""
    bare = text.rstrip(" 。")
    start = max(0, len(bare) - LONGEST_CREDIT)
    shot = _SHOT.search(bare, start)
    if shot:
        found = _names_from(bare[: shot.start()])
        if found is not None and found < shot.start():
            return found
    for at in _starts(bare, start):
        if is_credit(bare[at:]):
            return at
    return None


def _starts(text: str, start: int) -> list[int]:
    """Return the places at the end of a text where a credit may begin."""
    breaks = [match.end() for match in _BREAK.finditer(text, start)]
    places = [at for at in breaks if at < len(text)]
    return [0, *places] if start == 0 else places


def _names_from(text: str) -> int | None:
    """Return where the names begin that end a text; None when it ends in no name."""
    begin = max(
        (match.end() for match in re.finditer("[。！？!?”）)]", text)), default=0
    )
    part = text[begin:]
    spans = [
        (match.start(), match[0])
        for match in re.finditer(r"[^\s\u3000、，,/／]+", part)
    ]
    at: int | None = None
    while spans:
        place, taken, role = _last_name(spans, first=at is None)
        if taken == 0:
            break
        at = place
        del spans[-taken:]
        if role:
            break
    return None if at is None else begin + at


def _last_name(spans: list[tuple[int, str]], *, first: bool) -> tuple[int, int, bool]:
    """Return place and number of the words of the last name, and whether a role led."""
    place, word = spans[-1]
    if len(spans) > 1 and len(word) == 1 and len(spans[-2][1]) == 1:
        return spans[-2][0], 2, False
    if not first and _ROLE_END.fullmatch(word):
        return place, 1, True
    led = _ROLE_HEAD.match(word)
    name = word[led.end() :] if led else word
    fits = may_be_person(name) if first or led else is_person(name)
    return (place, 1, bool(led)) if fits else (place, 0, False)
