"""Read the people out of a printed byline; the printed text itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.copy.dateline import split_dateline
from press.copy.model import Credit

OUR_PAPERS = ("本报", "本刊", "本网")

_ORNAMENT = re.compile("^[□■◎○●◆◇▶►▲△☐◻※*·\\-—\\s]+")
_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_ROLE = re.compile(
    r"(?P<unit>本报|本刊|本网)?"
    r"(?P<role>(?:特约|特派|见习|实习|首席|全媒体|驻地|融媒体)*"
    r"(?:记者|通讯员|实习生|评论员|撰稿人|编辑|摄影师))"
    r"|(?P<part>文[/、]?图|图[/、]?文|文字|摄影|撰文|文|图|摄)(?=\s*[/／：:])"
)
_SEPARATORS = re.compile(r"[\s\u3000、，,；;/／：:|]+")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+(?:·[\u3400-\u9fff]+)*")
LONGEST_NAME = 4  # characters, but for names with a middle dot
_UNIT_ENDS = (
    *("管委会", "委员会", "宣传部", "办公室", "开发区", "经开区", "高新区", "新区"),
    *("园区", "中心", "公司", "集团", "局", "委", "厅"),
)


def parse_byline(text: str) -> tuple[Credit, ...]:
    """Return the people a byline or dateline names, in order, with role and unit."""
    dateline, rest = split_dateline(text.strip())
    head = _ORNAMENT.sub("", rest)
    inside = _BRACKETED.search(dateline) or _BRACKETED.match(head)
    return tuple(_credits(inside.group(1) if inside else head))


def _credits(text: str) -> Iterator[Credit]:
    role = unit = ""
    for match, words in _stretches(text):
        if match:
            role = match["role"] or match["part"]
            unit = match["unit"] or ""
        for word in _joined(_SEPARATORS.split(words)):
            if word.endswith(_UNIT_ENDS) and len(word) > LONGEST_NAME:
                unit = word
            elif _is_name(word):
                yield Credit(word, role, unit)


def _stretches(text: str) -> Iterator[tuple[re.Match[str] | None, str]]:
    """Give each role with the words that follow it."""
    roles = list(_ROLE.finditer(text))
    yield None, text[: roles[0].start()] if roles else text
    ends = [*(role.start() for role in roles), len(text)][1:]
    for role, end in zip(roles, ends, strict=True):
        yield role, text[role.end() : end]


def _joined(words: list[str]) -> Iterator[str]:
    """Join names of two characters that are spaced in print: 张 艳."""
    single = ""
    for raw in words:
        word = _ORNAMENT.sub("", raw).strip("()（）。.")
        if len(word) == 1 and not single:
            single = word
        elif word:
            if single and len(word) > 1:
                single = ""
            yield single + word
            single = ""


def _is_name(word: str) -> bool:
    short = 2 <= len(word) <= LONGEST_NAME or "·" in word
    return short and bool(_NAME.fullmatch(word))
