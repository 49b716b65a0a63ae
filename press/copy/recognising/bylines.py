"""Find bylines: a line of names, an ending in brackets, the people of a dateline."""

from __future__ import annotations

import re
from enum import StrEnum

from press.copy.byline import parse_byline
from press.copy.dateline import split_dateline
from press.copy.recognising.people import (
    is_person,
    is_unit,
    joined_names,
    may_be_person,
    split_unit,
)

LONGEST_BYLINE = 60  # characters of a line of names
LONGEST_TAIL = 60  # characters of a byline after the last sentence

_ORNAMENT = re.compile(r"^[□■◎○●◆◇▶►▲△☐◻※▪◾⊙☆★][\s\u3000]*")
_BRACKETS = re.compile(r"^[（(【\[]\s*(?P<inside>[^（()）【】\[\]]+?)\s*[）)】\]]$")
_ROLE = re.compile(
    r"(?:本报|本刊|本网)?(?:特约|特派|见习|实习|首席|全媒体|驻地|融媒体)*"
    r"(?:记者|通讯员|实习生|评论员|撰稿人|摄影师|报道员|特约作者|作者)\s*[：:]?"
)
_MARK = re.compile(
    r"文[/／、]?图片?|图片?[/／、]?文|摄影报道|图文报道|文字|图文|撰文|撰稿|供稿|供图|来源|摄影|报道"
    r"|(?<![\u3400-\u9fff])(?:文|图)(?=\s*[/／：:])|(?<=[/／])\s*(?:文|图|摄)(?![\u3400-\u9fff])"
)
_SOURCE = re.compile(
    r"^(?:文章|稿件|信息)?(?:来源|供稿|供稿单位|选送|报送)\s*[：:]\s*(.{2,30})$"
)
_WITH_PICTURES = re.compile(
    r"文\s*[/／、]?\s*图|图\s*[/／、]\s*文|图文|摄影报道|文字[/／、]摄影|撰文[/／、]摄影"
)
_PICTURES = re.compile(
    r"(?:图片?|摄影|摄)\s*[/／：:]\s*[\u3400-\u9fff、 ]{2,20}"
    r"|[\u3400-\u9fff]{2,4}\s*[/／]\s*(?:图片?|摄影?)"
)
_LABEL = re.compile(
    r"^(?:文章|稿件|信息|作者)?(?:来源|供稿单位|供稿人?|选送|报送|投稿人|作者|单位|姓名)\s*[：:]\s*"
    r"|\s(?:工作|作者)?单位\s*[：:]\s*"
)
_SPLIT = re.compile(r"[\s\u3000，,、；;|/／：:&]+")
_SENTENCE = re.compile(r"[。！？!?…“”]")
_TAIL = re.compile(
    r"(?:[。！？!?…][”’」』）)]?)(?P<gap>[\s\u3000]*)(?P<tail>[^。！？!?…“”‘’]{2,60})$"
)
_OPENING = re.compile(r"^[（(](?P<inside>[^（()）。]{2,60})[）)]")


class Form(StrEnum):
    """How surely a text names people: by a mark or a role, or by nothing but names."""

    MARKED = "marked"
    BARE = "bare"
    NONE = ""


def byline_form(text: str) -> Form:
    """Tell whether a line is a byline, and how it shows."""
    if not 2 <= len(text) <= LONGEST_BYLINE or _SENTENCE.search(text):
        return Form.NONE
    bracketed = _BRACKETS.match(text)
    inside = bracketed["inside"] if bracketed else text
    bare = _ORNAMENT.sub("", inside)
    if _SOURCE.match(bare):
        return Form.MARKED
    ornate = bare != inside
    words = _MARK.sub(" ", _ROLE.sub(" ", bare))
    marked = ornate or words != bare
    return _form_of(_words(words), marked=marked)


def inline_byline(text: str) -> tuple[int, str]:
    """Return where the byline after the last sentence begins, and its words."""
    start = max(0, len(text) - LONGEST_TAIL - 4)
    match = _TAIL.search(text, start)
    if match is None:
        return len(text), ""
    tail = match["tail"].strip()
    bracketed = _BRACKETS.match(tail)
    form = byline_form(tail)
    apart = bool(match["gap"]) or bool(bracketed) or bool(_ORNAMENT.match(tail))
    if not apart or form is Form.NONE:
        return len(text), ""
    return match.start("gap"), tail


def dateline_people(text: str) -> str:
    """Return the people in brackets at the head of a paragraph, as printed."""
    dateline, rest = split_dateline(text)
    match = (
        _OPENING.match(dateline[dateline.find("讯") + 1 :].strip())
        if dateline
        else None
    )
    if match is None and dateline:
        match = _OPENING.match(dateline[_bracket(dateline) :])
    if match is None and not dateline and (opening := _OPENING.match(rest)):
        match = opening if byline_form(opening[0]) is Form.MARKED else None
    inside = match["inside"].strip() if match else ""
    return inside if parse_byline(inside) else ""


def credit_in_byline(byline: str) -> str:
    """Return the part of a byline that credits the pictures: 文/图, 图/李四."""
    bracketed = _BRACKETS.match(byline)
    bare = bracketed["inside"] if bracketed else byline
    if _WITH_PICTURES.search(bare):
        return bare
    match = _PICTURES.search(bare)
    return match[0].strip() if match else ""


def people_of(byline: str) -> list[str]:
    """Return the names in a byline, clean."""
    bracketed = _BRACKETS.match(byline)
    bare = _LABEL.sub(" ", bracketed["inside"] if bracketed else byline)
    if bare.strip() == byline.strip():
        return [credit.name for credit in parse_byline(byline)]
    words = _words(_MARK.sub(" ", _ROLE.sub(" ", _ORNAMENT.sub("", bare))))
    return [word for word in words if is_person(word)]


def rank_byline(byline: str) -> int:
    """Tell how surely a line is what is printed: 0 a byline, 2 a label, 3 a source.

    Between them, 1, stand the people of the dateline.
    """
    if not people_of(byline):
        return 3
    return 2 if _LABEL.match(byline) else 0


def _bracket(text: str) -> int:
    found = [at for at in (text.find("("), text.find("（")) if at >= 0]
    return min(found, default=0)


def _words(text: str) -> list[str]:
    return joined_names([word for word in _SPLIT.split(text) if word])


def _form_of(words: list[str], *, marked: bool) -> Form:
    named = may_be_person if marked else is_person
    people = [word for word in words if named(word) or split_unit(word)[1]]
    units = [word for word in words if word not in people and is_unit(word)]
    if not people or len(people) + len(units) != len(words) or len(people) > 8:
        return Form.NONE
    return Form.MARKED if marked else Form.BARE
