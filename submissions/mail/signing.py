"""Where a sender's standing signature begins at the end of what he wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_SIGNATURE = 600  # characters
MOST_LINES = 12
LONGEST_CARD_LINE = 60  # characters

_MARK = re.compile(r"^\s*--\s*$")
_RULE = re.compile(r"^\s*(?:[-_—=*─–]{4,}|[-—]{2,}\s*[-—]{2,})\s*$")
_QQ_RULE = re.compile(r"-{18}")
_DEVICES = (
    r"iphone|ipad|ipod|android|安卓|手机|手機|邮箱|郵箱|客户端|大师|移动版|小米|华为|荣耀"
    r"|oppo|vivo|outlook|邮件|郵件|foxmail|thunderbird|平板|电脑|windows"
)
_PROMOTION = re.compile(
    r"^[\s>*\-—|【\[(（]*(?:"
    rf"(?:发自|发送自|寄自|傳送自)\s*(?:我的)?.{{0,25}}(?:{_DEVICES}).{{0,20}}"
    rf"|(?:来自|从|從|由|通过)\s*我的.{{0,15}}(?:{_DEVICES}).{{0,12}}"
    # without 我的 only the names of programs: 由华为公司供图 is no promotion
    r"|(?:来自|从|從|由|通过).{0,12}(?:邮箱|郵箱|客户端|手机版|移动版|大师|outlook|版邮件)"
    r".{0,12}"
    r"|sent from (?:my|mail|outlook|yahoo|samsung|foxmail|a mobile).{0,60}"
    r"|sent with .{0,40}|get outlook for .{0,30}|(?:获取|下载)\s*outlook.{0,30}"
    r"|(?:签名由)?\s*网易邮箱大师.{0,20}|【?网易(?:自营|严选|考拉).{0,60}|qq邮箱.{0,10}"
    r"|envoyé de mon .{0,30}|von meinem .{0,40} gesendet|gesendet mit .{0,40}"
    r")[\s】\]）).。!！]*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"1[3-9]\d{9}|\d{3,4}[-—－]\d{7,8}|@|电话|手机|邮箱|地址|邮编|传真|tel|phone|mobile|"
    r"e-?mail|fax|单位|部门|公司|委员会|宣传部|办公室|中学|小学|大学|学校|医院|QQ|微信",
    re.IGNORECASE,
)
_DRAWN_CARD = re.compile(r"^\s*\|[\s|]*$")  # a table written in bars
_LEFT_BY_PROGRAMS = re.compile(r"^\s*(?:[-_—=*─–]{2,}\s*)?$")


def signature_start(lines: Sequence[str]) -> int:
    """Return the line a signature begins at, ``len(lines)`` when there is none.

    A name, unit and telephone that simply follow the story are no signature: they are
    the author's card.
    """
    end = _without_promotions(lines)
    for at in range(end - 1, max(-1, end - MOST_LINES - 8), -1):
        if not _begins_signature(lines, at, end):
            continue
        return at
    return _drawn_card(lines, end) if end < len(lines) else end


def _drawn_card(lines: Sequence[str], end: int) -> int:
    """Return where a card of bars above a mail program's line begins."""
    near = range(max(0, end - MOST_LINES - 2), end)
    start = next((at for at in near if _DRAWN_CARD.match(lines[at][:80])), end)
    return start if all(len(lines[at]) <= 80 for at in range(start, end)) else end


def _without_promotions(lines: Sequence[str]) -> int:
    """Return where lines that mail programs add at the end begin."""
    end = kept = len(lines)
    while end:
        line = lines[end - 1]
        if len(line) < 120 and _PROMOTION.match(line):
            kept = end - 1
        elif not _LEFT_BY_PROGRAMS.match(line[:200]):
            break
        end -= 1
    while kept < len(lines) and kept and _LEFT_BY_PROGRAMS.match(lines[kept - 1][:200]):
        kept -= 1
    return kept


def _begins_signature(lines: Sequence[str], at: int, end: int) -> bool:
    line = lines[at][:200]
    rest = [said.strip() for said in lines[at + 1 : end] if said.strip()]
    if not rest or sum(map(len, rest)) > LONGEST_SIGNATURE or len(rest) > MOST_LINES:
        return False
    if _MARK.match(line):
        return True
    short = all(len(said) <= LONGEST_CARD_LINE for said in rest)
    card = short and len(rest) <= 8 and any(map(_CONTACT.search, rest))
    if _QQ_RULE.fullmatch(line.strip()):
        return short
    return card and bool(_RULE.match(line))
