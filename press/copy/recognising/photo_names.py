"""What the name of a photograph's file says: a number, a caption, or nothing."""

from __future__ import annotations

import re

from press.copy.recognising.captions import number_of
from press.copy.recognising.credits import split_credit
from press.copy.recognising.sheet import squeezed

SHORTEST_CAPTION = 8  # Chinese characters of a file name that reads as a sentence

_ENDING = re.compile(r"\.[A-Za-z]{2,5}$")
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])"
_HEAD = re.compile(
    rf"^(?:图片|照片|配图|新闻图片|图|photo|picture|pic|p)\s*[-_（(]?\s*0*(?P<a>{_NUMBER})\s*[）)]?(?!\d)[\s.．、:：_\-—]*"
    r"|^[（(]?0*(?P<b>\d{1,2})[）)]?(?:[\s.．、:：_\-—]+|(?=[\u3400-\u9fff])|$)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"[\s_\-—]*(?:图片?|照片)\s*[-_（(]?0*(?P<a>{_NUMBER})[）)]?$|[\s_\-—]*[（(]\s*0*(?P<b>\d{{1,2}})\s*[）)]$"
    r"|(?<=[\u3400-\u9fff])[\s_\-—]*0*(?P<c>\d{1,2})$"
)
_MACHINE = re.compile(
    r"^(?:img|image|dsc|dscn|dscf|pict?|photo|mmexport|wechat|wx|screenshot|screen|vid|p\d|_mg|dji|nc\d|qq|tim|hua?wei|microsoft|untitled|未标题|"
    r"微信图片|微信截图|qq图片|qq截图|截图|屏幕|新建|图像|扫描|无标题|幻灯片|副本|复件|美图|\d{6,}|[0-9a-f\-]{12,}$)",
    re.IGNORECASE,
)
_HAN = re.compile("[\u3400-\u9fff]")


def photo_stem(name: str) -> str:
    return _ENDING.sub("", name.replace("\\", "/").rsplit("/", 1)[-1]).strip()


def photo_number(name: str) -> int:
    """Return the number a file's name gives its photograph, else 0."""
    stem = photo_stem(name)[:200]
    for form in (_HEAD, _TAIL):
        match = form.search(stem)
        if match:
            found = next((group for group in match.groups() if group), "")
            return number_of(found)
    return 0


def photo_caption(name: str, headline: str) -> tuple[str, str]:
    """Return caption and credit that a file's name gives, where it reads as one."""
    stem = photo_stem(name)[:200]
    if _MACHINE.match(stem):
        return "", ""
    bare = _TAIL.sub("", _HEAD.sub("", stem)).strip(" _-—")
    caption, credit = split_credit(bare)
    if len(_HAN.findall(caption)) < SHORTEST_CAPTION:
        return "", credit
    if headline and squeezed(caption) in squeezed(headline):
        return "", credit
    if headline and squeezed(headline) in squeezed(caption):
        return "", credit
    return caption, credit
