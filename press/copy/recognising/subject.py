"""Read the subject of a mail: the headline without what correspondents hang on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from press.copy.recognising.bylines import Form, byline_form, people_of
from press.copy.recognising.notices import is_notice
from press.copy.recognising.people import is_person, is_unit, joined_names, split_unit

LONGEST_SUBJECT = 300  # characters that are looked at

_REPLY = re.compile(
    r"^(?:re|fw|fwd|aw|wg|回复|转发|答复|自动转发|转寄|回覆|轉發)\s*(?:\[\d+\])?\s*[：:]\s*",
    re.IGNORECASE,
)
_POST = (
    r"(?:新闻|通讯|通讯员|本报|园区导刊|《园区导刊》|导刊|图文|文字|原创|日常|今日|本周|紧急|急|重要)?"
    r"(?:投稿|来稿|稿件|供稿|荐稿|新闻稿|通讯稿|新闻素材|稿子|新闻报道稿|约稿|上报稿件|信息报送|稿件报送|报送稿件)"
)
_TAG = re.compile(
    rf"^[【\[（(〔「〖]\s*(?:{_POST}|急|紧急|加急|转发|转)\s*[】\]）)〕」〗]\s*[：:—\-–_]*\s*"
)
_BRACKET_TAG = re.compile(
    r"^[【\[〔〖]\s*(?P<words>[^【】\[\]〔〕〖〗]{2,12})\s*[】\]〕〗]\s*[：:]?\s*"
)
_POSTED = re.compile(rf"^{_POST}\s*(?:[：:—\-–_+＋|/\s]+|(?=《)|$)")
_SENT_BY = re.compile(
    rf"^(?P<unit>[^，。：:《》【】—]{{2,24}}?)(?:的)?{_POST}\s*(?:[：:—\-–_+＋|]+\s*|(?=《)|\s+)(?=\S)"
)
_ABOUT = re.compile(
    r"^(?:关于|附件|投稿|来稿|稿件|供稿|新闻稿|通讯稿|[^《》]{0,16}?(?:投稿|来稿|稿件|供稿|新闻稿))?[：:\s]*"
    r"《(?P<title>[^《》]{4,80})》(?P<rest>[^《》]{0,24})$"
)
_ABOUT_REST = re.compile(
    r"^(?:的)?(?:投稿|来稿|稿件|新闻稿|一文|稿|请?.{0,4}审阅|请查收|请审核|[（(].*[）)]|[\s\-—_+＋]*)*[。！!]?$"
)
_FILE_END = re.compile(r"\.(?:docx?|wps|txt|rtf|pdf|zip|rar)$", re.IGNORECASE)
_COPY_NUMBER = re.compile(r"\s*(?:[（(]\d{1,2}[）)]|[-—_ ]副本|[-—_ ]*复件)$")
_PHOTOS = re.compile(
    r"[\s，,、+＋\-—_/]*[（(【\[]?\s*(?:附|含|有|配|带|另附|内附|附有|另有)?\s*(?:新闻|现场)?(?:照片|图片|图文|附图|配图|组图|图)"
    r"[共]?\s*(?:[一二两三四五六七八九十\d]{1,2}\s*[张幅副])?\s*[）)】\]]$"
    r"|[\s，,、+＋\-—_/]+(?:附|含|有|配|带|另附)?(?:照片|图片|图文|附图|配图|图)(?:[一二两三四五六七八九十\d]{1,2}[张幅副])?$"
    r"|[\s，,、]*(?:附|含|另附|配)(?:照片|图片?|新闻图片)[共]?[一二两三四五六七八九十\d]{0,2}[张幅副]?$"
    r"|[（(【\[]\s*(?:图文|附图|有图|含图|组图|图|照片|视频)?\s*(?:稿|稿件)?\s*[）)】\]]$"
)
_COUNT = re.compile(r"\s*[（(]\s*(?:约|共)?\d{2,5}字\s*[）)]$")
_REVISED = re.compile(
    r"[\s\-—_+＋]*[（(【\[]?(?:最新|最终|最后|已审|审定|送审|校对|第?[一二三四五]|更新|再次)?(?:修改|修订|更新|改|终|定|初|送审|审定|审核|发表|上报|最终)"
    r"(?:稿|版)(?:[一二三四五\d]{0,2})[）)】\]]?$"
    r"|[\s\-—_+＋（(【\[]+(?:最新|改|新|已审|已改|修改|修改后|更新|更正|重发|定|终|完整版|v\d{1,2}|第?[一二三四]稿)[）)】\]]?$",
    re.IGNORECASE,
)
_DAY = (
    r"(?:20\d{2}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?|20\d{6}|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}\.\d{1,2})"
)
_DATE_END = re.compile(rf"(?:[\s_\-—+＋]+{_DAY}|\s*[（(【\[]{_DAY}[）)】\]])$")
_DATE_HEAD = re.compile(
    r"^(?:[（(【\[]?(?:20\d{6}|20\d{2}[.\-/]\d{1,2}[.\-/]\d{1,2}|20\d{2}年\d{1,2}月\d{1,2}日)[）)】\]]?(?:[\s_：:\-—+＋]+|(?=[\u3400-\u9fff《【]))"
    r"|\d{1,2}[.]\d{1,2}[\s_：:\-—]+|\d{1,2}月\d{1,2}日[_：:\-—]+)"
)
_PHONE_END = re.compile(
    r"[\s\-—_+＋（(【]*(?P<phone>1[3-9]\d{9}|0\d{2,3}-\d{7,8})[）)】]?$"
)
_LEADING_NUMBER = re.compile(r"^(?:稿件|稿)?\s*\d{1,2}[、.．]\s*(?=[\u3400-\u9fff“《])")
_TRAILING = re.compile(
    r"(?:\s*(?:——|--|—|－|_|-|\||｜|/|／|@)\s*|\s*[（(【\[]|[\s\u3000]+)"
    r"(?P<who>(?:作者|文|供稿|通讯员|投稿人|来源|撰稿)?\s*[：:/]?\s*[^—\-_|｜/（(）)【】\[\]@]{2,30})[）)】\]]?$"
)
_MARKS = ("—", "-", "－", "_", "|", "｜", "/", "／", "@", "（", "(", "【", "[")
_PLUS = re.compile(r"\s*[+＋]\s*")
_WHO_LABEL = re.compile(r"^(?:作者|文|供稿|通讯员|投稿人|来源|撰稿|记者)\s*[：:/]?\s*")
_SPLIT = re.compile(r"[\s\u3000，,、]+")
_EDITORIAL = re.compile(
    r"^(?:[《“]?(?:园区导刊|导刊)[》”]?)?(?:的)?(?:发刊词|创刊词|卷首语|开卷语|刊首语|开篇语|编者的话|编辑的话|致读者|新年献词|开栏的话|社论|评论员文章|本报评论员)$"
)
_PHOTO_NEWS = re.compile(
    r"^(?:图片新闻|新闻图片|图片报道|摄影报道|图片稿|图片稿件|新闻照片|摄影作品|照片新闻|图片消息|光影|一图|图说新闻)"
    r"(?:投稿|稿件|稿|来稿)?\s*(?:[：:—\-|]+\s*|\s+|$)"
)
_NOTHING = re.compile(
    rf"^(?:{_POST}|\(?无主题\)?|（无主题）|no subject|\(no subject\)|新闻|消息"
    rf"|通讯|稿|附件|文档|文件|图片|照片|您好|你好|编辑老师.{{0,6}}|新建.*文档|"
    r"请查收|请审阅|请审核|请采用|谢谢|《?园区导刊》?|投《?园区导刊》?|信息|简讯|人物通讯|工作通讯|扫描件|资料|材料|untitled|document\d*|.{0,12}园区导刊》?(?:投稿|来稿|稿件)|"
    r"[\s\W\d_]*|(?:新闻)?稿件?[\d一二三四五]*|word文档|正文|投稿\d*)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class SubjectReading:
    """What a subject says."""

    headline: str = ""
    deck: str = ""
    section: str = ""
    people: list[str] = field(default_factory=list)
    unit: str = ""
    phone: str = ""
    kind: str = ""
    whole: str = ""


def read_subject(text: str, sections: tuple[str, ...] = ()) -> SubjectReading:
    """Read a subject, or the name of a file, as a headline with what hangs on it."""
    reading = SubjectReading(whole=text.strip()[:LONGEST_SUBJECT])
    rest = _without_heads(reading.whole, reading, sections)
    rest = _without_ends(rest, reading)
    rest = _without_parts(rest, reading, sections)
    rest = _without_author(rest, reading)
    rest = _without_ends(rest, reading)
    rest = _by_kind(rest, reading)
    reading.headline, reading.deck = _split_deck(rest)
    return reading


def _without_heads(
    text: str, reading: SubjectReading, sections: tuple[str, ...]
) -> str:
    for _ in range(8):
        before = text
        for form in (_REPLY, _TAG, _DATE_HEAD, _LEADING_NUMBER, _POSTED):
            text = form.sub("", text, count=1).strip()
        text = _untagged(text, reading, sections)
        text = _unsent(text, reading)
        if text == before:
            break
    about = _ABOUT.match(text)
    if about and _ABOUT_REST.match(about["rest"]):
        return about["title"]
    return text


def _untagged(text: str, reading: SubjectReading, sections: tuple[str, ...]) -> str:
    tag = _BRACKET_TAG.match(text)
    if tag is None or not (rest := text[tag.end() :]):
        return text
    words = tag["words"]
    if _PHOTO_NEWS.match(words):
        reading.kind = "photo_news"
    elif is_unit(words) and words not in sections:
        reading.unit = reading.unit or words
    elif byline_form(words) and not reading.people:
        reading.people = people_of(words)
    elif not _NOTHING.match(words):
        reading.section = reading.section or words
    return rest


def _unsent(text: str, reading: SubjectReading) -> str:
    sent = _SENT_BY.match(text)
    if sent is None:
        return text
    unit = sent["unit"].strip(" 《》")
    if is_unit(unit):
        reading.unit = reading.unit or unit
    elif is_person(unit):
        reading.people = reading.people or [unit]
    return text[sent.end() :].strip()


def _without_ends(text: str, reading: SubjectReading) -> str:
    forms = (_FILE_END, _COPY_NUMBER, _PHOTOS, _COUNT, _REVISED, _DATE_END)
    phone = _PHONE_END.search(text)
    if phone and phone.start() >= 4:
        reading.phone = phone["phone"]
        text = text[: phone.start()]
    for _ in range(8):
        before = text
        for form in forms:
            cut = form.sub("", text, count=1).strip(" \t\u3000")
            text = cut or text
        if text == before:
            return text
    return text


def _without_parts(
    text: str, reading: SubjectReading, sections: tuple[str, ...]
) -> str:
    """Take 标题+作者+栏目 apart: the longest part is the headline."""
    parts = [part.strip() for part in _PLUS.split(text) if part.strip()]
    if len(parts) < 2 or max(map(len, parts)) < 6 or not _hung(parts, sections):
        return text
    title = max(parts, key=len)
    for part in parts:
        if part is title:
            continue
        if not _take_author(part, reading) and not _NOTHING.match(part):
            reading.section = reading.section or part
    return title


def _hung(parts: list[str], sections: tuple[str, ...]) -> bool:
    """Tell whether the parts beside the longest are an author, a unit or a section."""
    title = max(parts, key=len)
    others = [part for part in parts if part is not title]
    return all(
        part in sections
        or _author(part) is not None
        or _NOTHING.match(part)
        or (len(part) <= 6 and any(_author(other) for other in others))
        for part in others
    )


def _without_author(text: str, reading: SubjectReading) -> str:
    for _ in range(3):
        match = _TRAILING.search(text)
        if match is None or match.start() < 4:
            return text
        spaced = not match[0].strip().startswith(_MARKS)
        found = _author(match["who"])
        if found is None or (spaced and not found[0]):
            return text
        _take_author(match["who"], reading)
        text = text[: match.start()].strip()
    return text


def _take_author(words: str, reading: SubjectReading) -> bool:
    found = _author(words)
    if found is None:
        return False
    people, unit = found
    reading.people = reading.people or people
    reading.unit = reading.unit or unit
    return True


def _author(words: str) -> tuple[list[str], str] | None:
    """Read 鹿泉经开区 张三: people and a unit and nothing else."""
    bare = _WHO_LABEL.sub("", words.strip())
    people: list[str] = []
    unit = ""
    for word in joined_names([part for part in _SPLIT.split(bare) if part]):
        joined_unit, joined_name = split_unit(word)
        if is_person(word):
            people.append(word)
        elif joined_name:
            people.append(joined_name)
            unit = unit or joined_unit
        elif is_unit(word):
            unit = unit or word
        elif word not in ("通讯员", "记者", "特约通讯员"):
            return None
    if not people and not unit and byline_form(words) is Form.NONE:
        return None
    return people, unit


def _by_kind(text: str, reading: SubjectReading) -> str:
    photo = _PHOTO_NEWS.match(text)
    if photo:
        reading.kind = "photo_news"
        text = text[photo.end() :]
    elif _EDITORIAL.match(text):
        reading.kind = "editorial"
        return ""
    elif is_notice(text):
        reading.kind = "notice"
    return "" if _NOTHING.match(text) else text


def _split_deck(text: str) -> tuple[str, str]:
    """Split 主题——副题, where both sides are long enough to be a line."""
    headline, dash, deck = text.partition("——")
    if dash and len(headline) >= 4 and len(deck) >= 4 and "——" not in deck:
        return headline.strip(), f"——{deck.strip()}"
    return text.strip("：: "), ""
