"""Links to files left with a mail provider (超大附件), found in the lines of a mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from submissions.mail.model import LargeFile

MOST_FILES = 100
LONGEST_LINE = 4000  # characters

_LINK = re.compile(
    r"https?://(?:"
    r"(?:[\w-]+\.)*(?:mail\.)?(?:163|126|yeah|188)\.(?:com|net)/(?:large-attachment|bigattach"
    r"|filehub|cloudattach)"
    r"|(?:u|fs|dl|fm\d*\.dl)\.(?:mail\.)?(?:163|126)\.com/"
    r"|(?:[\w-]+\.)*mail\.qq\.com/(?:cgi-bin/(?:ftn|readtemplate\?t=exs|exs_)|ftn/|s\?k=|"
    r"cgi-bin/magurl)"
    r"|exmail\.qq\.com/cgi-bin/ftn"
    r"|(?:[\w-]+\.)*mail\.10086\.cn/|(?:[\w-]+\.)*mail\.139\.com/|(?:[\w-]+\.)*wo\.cn/mail"
    r"|(?:[\w-]+\.)*mail\.sina\.(?:com\.)?cn/filecenter"
    r"|(?:[\w-]+\.)*mail\.sohu\.com/bigfile"
    r"|(?:[\w-]+\.)*(?:mail|qiye)\.aliyun\.com/.{0,40}(?:attach|download)"
    r")[^\s<>\"'，。；）】]{0,2000}",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^[^\w]{0,6}(?:(?:从|来自|由)?[^，。！？]{0,16}发(?:来|送)的)?\s*(?:\d{1,3}\s*个)?"
    r"(?:[\w]{0,8}邮箱)?"
    r"(?:超大附件|云附件|大附件|文件中转站|超大文件|网盘附件|large attachments?)"
    r"[^，。！？]{0,14}$",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"(?<![\d.])\d{1,7}(?:\.\d{1,3})?\s*(?:[KMGT]i?B?|字节|bytes?)(?![A-Za-z])",
    re.IGNORECASE,
)
_DAY = (
    r"\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}\s*日?"
    r"(?:\s*\d{1,2}[:：]\d{2}(?::\d{2})?)?"
)
_EXPIRY = re.compile(
    r"(?:有效期至?|有效时间至?|失效时间|过期时间|到期时间|截止时间?|expires?(?: on)?)"
    rf"\s*[:：]?\s*(?:到|至)?\s*{_DAY}"
    rf"|{_DAY}\s*(?:之?前有效|到期|过期|失效|前下载)"
    r"|(?:还有|剩余|保存|有效期)?\s*[:：]?\s*\d{1,4}\s*(?:天|日|days?)"
    r"(?:\s*\d{1,2}\s*小时)?\s*(?:后?\s*(?:过期|到期|失效)|内有效|有效)"
    r"|(?:有效期|剩余(?:时间)?|还有)\s*[:：]?\s*\d{1,4}\s*天"
    r"|无限期|永久有效|长期有效",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})")
_DAYS = re.compile(r"(\d{1,4})\s*(?:天|日|days?)", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:点击|进入|立即|打开|查看|下载)*(?:下载|预览|打开|查看|转存|收藏|另存为?)"
    r"(?:页面|地址|附件|链接|文件|到[\w]{0,6}|全部)*"
    r"|文件名(?:称)?|文件大小|大小|链接|附件名|download",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[^\s/\\:：].{0,150}?\.[A-Za-z0-9]{1,5}(?![A-Za-z0-9])")
_EDGES = " \t\u00a0\u3000,，;；:：|()（）[]【】<>·-—*"


@dataclass(slots=True)
class _Card:
    """What a line of such a block says: a name, a size, an expiry, a link."""

    name: str = ""
    size: str = ""
    expires_text: str = ""
    url: str = ""
    lines: list[int] = field(default_factory=list)

    def add(self, other: _Card) -> None:
        self.name = self.name or other.name
        self.size = self.size or other.size
        self.expires_text = self.expires_text or other.expires_text
        self.url = self.url or other.url
        self.lines += other.lines


def mentions_large_files(text: str) -> bool:
    return bool(_LINK.search(text))


def is_large_file_link(url: str) -> bool:
    return bool(_LINK.match(url[:LONGEST_LINE]))


def find_large_files(
    lines: Sequence[str], *, sent_at: datetime | None
) -> tuple[tuple[LargeFile, ...], frozenset[int]]:
    """Return the files and the numbers of the lines that announce them."""
    if not any(_LINK.search(line[:LONGEST_LINE]) for line in lines if "://" in line):
        return (), frozenset()
    cards, spent = _cards(lines)
    files: dict[str, LargeFile] = {}
    for card in cards[:MOST_FILES]:
        if card.url and card.url not in files:
            files[card.url] = _large_file(card, sent_at)
        spent.update(card.lines if card.url else ())
    return tuple(_unlike(list(files.values()))), frozenset(spent)


def _cards(lines: Sequence[str]) -> tuple[list[_Card], set[int]]:
    """Gather what belongs to one file from the lines round its link."""
    cards: list[_Card] = []
    spent: set[int] = set()
    inside = False  # below a heading
    waiting = _Card()
    for at, line in enumerate(lines):
        short = line[:LONGEST_LINE]
        if _HEADING.match(short) and not _LINK.search(short):
            inside = True
            spent.add(at)
        elif short.strip():
            said = _read(short, at, inside=inside)
            inside = inside and bool(said.lines)
            waiting = _take(cards, waiting, said)
    return cards, spent


def _take(cards: list[_Card], waiting: _Card, said: _Card) -> _Card:
    """Put what a line says to the file it is about; return what still waits."""
    if not said.lines:
        return _Card()
    if said.url:
        if cards and _same_file(cards[-1], said) and not waiting.name:
            cards[-1].add(said)
        else:
            waiting.add(said)
            cards.append(waiting)
        return _Card()
    after_link = bool(cards) and not waiting.name
    if after_link and (not said.name or not cards[-1].name):
        cards[-1].add(said)
        return waiting
    if waiting.name and said.name:
        waiting = _Card()
    waiting.add(said)
    return waiting


def _same_file(card: _Card, said: _Card) -> bool:
    return card.url == said.url or not said.name or card.name in ("", said.name)


def _read(line: str, at: int, *, inside: bool) -> _Card:
    """Read one line; outside a block only lines with a link or a size count."""
    link = _LINK.search(line)
    url = link.group() if link else ""
    rest = _LINK.sub(" ", line)
    size, expiry = _SIZE.search(rest), _EXPIRY.search(rest)
    if not url and not (inside or (size and _ENDING.search(rest) and len(rest) < 200)):
        return _Card()
    card = _Card(url=url, lines=[at])
    card.size = size.group().strip() if size else ""
    card.expires_text = expiry.group().strip(_EDGES) if expiry else ""
    bare = _FURNITURE.sub(" ", _EXPIRY.sub(" ", rest) if expiry else rest)
    bare = _SIZE.sub(" ", bare) if size else bare
    named = _ENDING.search(_EXPIRY.sub(" ", rest))
    card.name = named.group().strip(_EDGES) if named else ""
    if named and size and size.group() in card.name:
        card.name = bare.strip(_EDGES)
    if not url and not named and not size and not expiry and bare.strip(_EDGES):
        return _Card()  # the block is over
    return card


def _large_file(card: _Card, sent_at: datetime | None) -> LargeFile:
    return LargeFile(
        name=card.name or _name_in(card.url),
        url=card.url,
        size=card.size,
        expires=_expires(card.expires_text, sent_at),
        expires_text=card.expires_text,
    )


def _name_in(url: str) -> str:
    """Return the file name that some links carry."""
    try:
        asked = parse_qs(urlsplit(url).query, encoding="utf-8", errors="replace")
    except ValueError:
        return ""
    keys = ("filename", "fileName", "file_name", "fn", "name", "title")
    return next((asked[key][0][:200] for key in keys if key in asked), "")


def _expires(text: str, sent_at: datetime | None) -> date | None:
    found = _CALENDAR.search(text)
    try:
        if found:
            return date(*map(int, found.groups()))
        days = _DAYS.search(text)
        if days and sent_at:
            return sent_at.date() + timedelta(days=int(days.group(1)))
    except (ValueError, OverflowError):
        return None
    return None


def _unlike(files: list[LargeFile]) -> list[LargeFile]:
    """Keep one of two links to the same file, with what either says."""
    kept: list[LargeFile] = []
    for file in files:
        same = next(
            (
                n
                for n, known in enumerate(kept)
                if known.name
                and known.name == file.name
                and known.size in ("", file.size)
            ),
            -1,
        )
        if same < 0:
            kept.append(file)
        else:
            kept[same] = replace(kept[same], size=kept[same].size or file.size)
    return kept
