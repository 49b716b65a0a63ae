"""Lines that speak of a photograph: 图1, 图为, a file's name, a list 图片说明."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.copy.recognising.credits import is_credit, split_credit

LONGEST_CAPTION = 400  # characters
LONGEST_PHRASE = 60
SHORTEST_STEM = 3  # characters of a file's name that a line may begin with

_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")}
_CIRCLED = {chr(0x2460 + at): at + 1 for at in range(20)}
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])"
_MARKED = re.compile(
    r"^[（(【\[]?\s*(?:图片|照片|配图|插图|新闻图片|图表|题图|图)\s*[（(]?"
    rf"(?P<first>{_NUMBER})[）)]?"
    rf"(?:\s*[、,，/和至~—-]+\s*(?:图片|照片|图)?(?P<last>{_NUMBER}))?"
    r"(?:\s*[）)】\]]\s*[：:、.．]?|\s*(?:说明|图说|文字说明)?\s*[：:、.．—\-]+|[\s\u3000]+|(?=图为)|是(?!否)|为(?=[^\s])|$)\s*(?P<rest>.*)$"
)
_LISTED = re.compile(
    r"^(?:[（(]?(?P<plain>\d{1,2})\s*[.．、:：)）](?!\d)|(?P<circled>[①-⑳])\s*[.．、:：]?)\s*(?P<rest>.+)$"
)
_ENDED = re.compile(
    rf"^(?P<rest>.+?)[（(]\s*(?:图片|照片|见图|图)\s*(?P<first>{_NUMBER})\s*[）)]\s*(?P<more>.{{0,30}})$"
)
_HEADED = re.compile(
    r"^[（(【\[]?\s*(?:附?图片(?:文字)?说明|照片(?:文字)?说明|图片文字|配图说明|图说|图注|文字说明|新闻图片说明|附图说明|照片介绍|图片介绍)"
    r"(?:如下)?\s*(?:[：:]\s*|[】\]）)]\s*[：:]?\s*|$)(?P<rest>.*)$"
)
_LABELLED = re.compile(r"^(?:图片|照片|配图|附图|新闻图片|图)\s*[：:]\s*(?P<rest>.+)$")
_SHOWN = re.compile(
    r"^(?:[上下左右题本]图|图片?|照片)(?:[：:]|为|是)|^(?:[上下左右]图)"
)
_ARROW = re.compile(r"^[▲△▼▽↑↓◀◁]\s*(?P<rest>.+)$")
_AGAIN = re.compile(rf"(?:图片|照片|图)\s*{_NUMBER}\s*(?:[：:、.．]|是(?!否)|为(?=\S))")
_AFTER_STEM = re.compile(r"(?:\.[A-Za-z]{3,4})?\s*(?:[：:—\-–]+|\s)\s*(?P<rest>\S.*)$")
_FILE = re.compile(
    r"(?P<name>[^\s\u3000：:，。；（）()《》“”]{1,80}\.(?:jpe?g|png|tiff?|heic|bmp|gif|webp))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """Words of a photograph; ``line`` is where they stand in their sheet.

    ``numbers`` are those the line gives, ``file`` the file it names; ``sure`` tells a
    line that can be nothing else from one that only sounds like a caption.
    """

    text: str
    caption: str
    credit: str
    line: int = -1
    numbers: tuple[int, ...] = ()
    file: str = ""
    sure: bool = True

    @property
    def is_loose_credit(self) -> bool:
        return (
            not self.caption
            and bool(self.credit)
            and not self.numbers
            and not self.file
        )


def is_caption_header(text: str) -> bool:
    """Tell whether a line begins a list of captions."""
    match = _HEADED.match(text) if len(text) <= LONGEST_CAPTION else None
    return bool(match) and not (match and match["rest"])


def caption_lines(
    text: str, *, listed: bool = False, stems: tuple[str, ...] = ()
) -> list[CaptionLine]:
    """Read a line that may speak of several photographs: 图1：…；图2：…."""
    if len(text) > LONGEST_CAPTION:
        return []
    starts = [match.start() for match in _AGAIN.finditer(text)]
    if len(starts) < 2 or starts[0] > 6:
        found = caption_line(text, listed=listed, stems=stems)
        return [found] if found else []
    ends = [*starts[1:], len(text)]
    parts = [
        text[at:end].strip(" ；;，,　") for at, end in zip(starts, ends, strict=True)
    ]
    return [found for part in parts if (found := caption_line(part))]


def caption_line(
    text: str, *, listed: bool = False, stems: tuple[str, ...] = ()
) -> CaptionLine | None:
    """Read a line that speaks of a photograph.

    ``listed``: it stands in a list of captions; ``stems``: the photographs' names.
    """
    if len(text) > LONGEST_CAPTION or not text:
        return None
    named = _stem_form(text, stems)
    if named:
        return named
    for form in (_file_form, _marked_form, _headed_form, _arrow_form):
        found = form(text)
        if found:
            return found
    if is_credit(text):
        return _worded(text, text)
    if listed:
        return _listed_form(text)
    if _SHOWN.match(text) or _is_credited_phrase(text):
        return _worded(text, text, sure=False)
    return None


def reads_as_caption(text: str) -> bool:
    """Tell whether a paragraph beside a picture is its caption."""
    if caption_line(text):
        return True
    caption, credit = split_credit(text)
    return bool(credit) and len(caption) <= LONGEST_CAPTION


def number_of(text: str) -> int:
    """Return the number written 3, 三 or ③."""
    if text in _CIRCLED:
        return _CIRCLED[text]
    if text.isdecimal():
        return int(text)
    tens, has_ten, ones = text.partition("十")
    if not has_ten:
        return _DIGITS.get(text, 0)
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + _DIGITS.get(ones, 0)


def _worded(
    text: str,
    words: str,
    *,
    numbers: tuple[int, ...] = (),
    file: str = "",
    sure: bool = True,
) -> CaptionLine:
    caption, credit = split_credit(words)
    return CaptionLine(
        text=text,
        caption=caption,
        credit=credit,
        numbers=numbers,
        file=file,
        sure=sure,
    )


def _is_credited_phrase(text: str) -> bool:
    """Tell whether a line is a phrase, no sentence, and the credit of a picture."""
    if len(text) > LONGEST_PHRASE:
        return False
    caption, credit = split_credit(text)
    return bool(credit) and bool(caption) and not re.search("[。！？：]", caption)


def _stem_form(text: str, stems: tuple[str, ...]) -> CaptionLine | None:
    for stem in stems:
        if text.startswith(stem) and len(stem) >= SHORTEST_STEM:
            match = _AFTER_STEM.match(text, len(stem))
            if match:
                return _worded(text, match["rest"], file=stem)
    return None


def _file_form(text: str) -> CaptionLine | None:
    match = _FILE.search(text)
    if match is None:
        return None
    before, after = text[: match.start()], text[match.end() :]
    before = re.sub(r"^(?:[（(【\[]|\d{1,2}[.、．])?\s*$", "", before)
    after = re.sub(r"^[\s）)】\]]*(?:[：:—\-–－,，、=]+|(?<=\s))?\s*", "", after)
    before = re.sub(r"[（(【\[：:\s]+$", "", before)
    words = after.strip() or before.strip()
    if before.strip() and after.strip(" ）)】]"):
        words = f"{before}{after}".strip()
    return _worded(text, words, file=match["name"]) if words else None


def _marked_form(text: str) -> CaptionLine | None:
    match = _MARKED.match(text)
    if match is None or (match["rest"] and match["rest"][0] in "，。、"):
        return None
    first = number_of(match["first"])
    last = number_of(match["last"]) if match["last"] else first
    numbers = tuple(range(first, min(last, first + 30) + 1)) or (first,)
    return _worded(text, match["rest"], numbers=numbers)


def _headed_form(text: str) -> CaptionLine | None:
    match = _HEADED.match(text)
    if match is None:
        match = _LABELLED.match(text)
        if match is None or is_credit(text):
            return None
    rest = match["rest"]
    inner = _marked_form(rest) if rest else None
    if inner:
        return CaptionLine(
            text=text,
            caption=inner.caption,
            credit=inner.credit,
            numbers=inner.numbers,
        )
    return _worded(text, rest) if rest else None


def _arrow_form(text: str) -> CaptionLine | None:
    match = _ARROW.match(text)
    if match is None:
        return None
    caption, credit = split_credit(match["rest"])
    sure = bool(credit) or len(match["rest"]) > 12
    return CaptionLine(text=text, caption=caption, credit=credit, sure=sure)


def _listed_form(text: str) -> CaptionLine:
    match = _LISTED.match(text)
    if match:
        number = number_of(match["plain"] or match["circled"])
        return _worded(text, match["rest"], numbers=(number,))
    ended = _ENDED.match(text)
    if ended:
        words = f"{ended['rest']}{ended['more']}"
        return _worded(text, words, numbers=(number_of(ended["first"]),))
    return _worded(text, text)
