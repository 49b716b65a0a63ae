"""Where the mail that is answered or passed on begins, in the forms programs write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_LINE = 400  # characters; no program writes a longer line round a quotation
FARTHEST_HEADER = 10  # lines


class HistoryKind(StrEnum):
    """What the words before a quoted mail say was done with it."""

    ANSWERED = "answered"
    PASSED_ON = "passed on"
    EITHER = "either"  # ---- 原始邮件 ---- stands before both


@dataclass(frozen=True, slots=True)
class History:
    """A quoted mail: what kind, the line its words begin at, who wrote it."""

    kind: HistoryKind
    words_at: int
    sender: str = ""


_DASHES = r"[-_—=*–─\s>]"
_ORIGINAL = re.compile(
    rf"^{_DASHES}{{2,}}(?:原始邮件|原邮件|原始郵件|原始信息|回复的原邮件|回复的邮件|原始訊息|"
    r"original message|original|ursprüngliche nachricht|message d'origine|"
    rf"messaggio originale|mensaje original)\s*[:：]?{_DASHES}*$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    rf"^{_DASHES}{{2,}}\s*(?:转发邮件信息|转发的邮件|转发邮件|转发的消息|轉寄郵件|轉寄的郵件|"
    r"已转发邮件|forwarded (?:message|by)|forwarded mail|weitergeleitete nachricht|"
    rf"message transféré).{{0,80}}?{_DASHES}*$"
    r"|^\s*(?:begin forwarded message|开始转发的邮件|開始轉寄郵件|以下是转发的邮件|"
    r"转发的邮件|以下为转发邮件|被转发邮件信息|anfang der weitergeleiteten nachricht)"
    r"\s*[:：]\s*$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:写道|寫道|写到|的来信|wrote|writes|schrieb|a écrit|escribi[oó]|ha scritto|"
    r"пишет|написал\w{0,2}|skrev|schreef)\s*[:：]+\s*$",
    re.IGNORECASE,
)
_OPENS_WROTE = re.compile(
    r"^\s*(?:在|于|on|at|am|le|el|il|den|op|\d{4}[年/-])", re.IGNORECASE
)
_DATED = re.compile(r"@|\d{1,2}[:：]\d{2}")
_FROM = re.compile(
    r"^[\s>*]*(?:发\s*件\s*人|寄\s*件\s*者|寄\s*件\s*人|发\s*信\s*人|from|von|差出人|"
    r"expéditeur)[\s*]*[:：]",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"^[\s>*]*(?:发\s*送\s*时\s*间|发\s*送\s*日\s*期|日\s*期|时\s*间|寄\s*件\s*日\s*期|收\s*件\s*人|"
    r"收\s*件\s*者|收\s*信\s*人|抄\s*送|副\s*本|主\s*题|主\s*旨|标\s*题|(?:已\s*)?发\s*送|附\s*件|回\s*复|"
    r"sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|送信日時|宛先|件名|"
    r"envoyé|objet|message-id|received|importance)[\s*]*[:：]",
    re.IGNORECASE,
)


def history_at(lines: Sequence[str], at: int) -> History | None:
    """Tell whether a quoted mail begins at a line."""
    line = lines[at]
    if not line or len(line) > LONGEST_LINE or not line.strip():
        return None
    if _ORIGINAL.match(line):
        return _announced(lines, at + 1, HistoryKind.EITHER)
    if _FORWARDED.match(line):
        return _announced(lines, at + 1, HistoryKind.PASSED_ON)
    wrote = _wrote(lines, at)
    if wrote:
        return History(HistoryKind.ANSWERED, wrote, line.strip())
    return _bare_header(lines, at)


def _announced(lines: Sequence[str], at: int, kind: HistoryKind) -> History:
    """Read on after a line that announces a quoted mail."""
    start = _next_said(lines, at)
    if start < len(lines) and _is_header(lines[start]):
        after, sender = _header_block(lines, start)
        return History(kind, after, sender)
    wrote = _wrote(lines, start) if start < len(lines) else 0
    return History(kind, wrote or at, lines[start].strip() if wrote else "")


def _wrote(lines: Sequence[str], at: int) -> int:
    """Return the line after ``On … wrote:``, also when it is broken in two; else 0."""
    line = lines[at][: LONGEST_LINE + 1]
    if _WROTE.search(line):
        quoted = at + 1 < len(lines) and lines[at + 1].lstrip().startswith(">")
        return at + 1 if _DATED.search(line) or quoted else 0
    if _OPENS_WROTE.match(line) and at + 1 < len(lines):
        following = lines[at + 1][: LONGEST_LINE + 1]
        if len(line) < 100 and _WROTE.search(following):
            return at + 2 if _DATED.search(line + following) else 0
    return 0


def _bare_header(lines: Sequence[str], at: int) -> History | None:
    """Read a block of header lines that nothing announces."""
    if not _is_header(lines[at]):
        return None
    near = [line for line in lines[at : at + FARTHEST_HEADER + 6] if line.strip()]
    block = []
    for line in near[:FARTHEST_HEADER]:
        if not _is_header(line):
            break
        block.append(line)
    if len(block) < 3 or not any(map(_FROM.match, block[:3])):
        return None
    after, sender = _header_block(lines, at)
    return History(HistoryKind.EITHER, after, sender)


def _header_block(lines: Sequence[str], at: int) -> tuple[int, str]:
    """Return the line after a block of header lines, and its sender."""
    sender, last = "", at
    for here in range(at, min(len(lines), at + 3 * FARTHEST_HEADER)):
        line = lines[here]
        if _FROM.match(line) and not sender:
            sender = re.split("[:：]", line, maxsplit=1)[1].strip(" *;；\u00a0")
        if _is_header(line):
            last = here + 1
        elif line.strip() and not ("@" in line and len(line) < 200 and last == here):
            break
        elif line.strip():
            last = here + 1  # addresses that went on to the next line
    return last, sender


def _is_header(line: str) -> bool:
    short = line[: LONGEST_LINE + 1]
    return bool(_FROM.match(short) or _OTHER.match(short))


def _next_said(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at
