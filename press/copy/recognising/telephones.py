"""Telephone numbers, and numbers of identity cards and banks, in any spacing."""

from __future__ import annotations

import re

_WIDTH = str.maketrans("０１２３４５６７８９＋－（）／　ｘＸ", "0123456789+-()/ xX")
_GAP = r"[ \-—–－.]?"
_MOBILE = re.compile(
    rf"(?<!\d)(?:\(?\+?86\)?[ \-]?)?(1{_GAP}[3-9](?:{_GAP}\d){{9}})(?!\d)"
)
_LANDLINE = re.compile(
    r"(?<!\d)(\(0\d{2,3}\)|0\d{2,3})[ \-—–－]{0,3}([2-9]\d{2,3}[ \-]?\d{4})"
    r"(?:(?:转|-|—)(\d{1,5}))?(?!\d)"
)
_LOCAL = re.compile(r"(?<!\d)([2-9]\d{6,7})(?!\d)")
_SECRET = re.compile(
    r"(?<![\d.])(?:\d{17}[xX]|\d{14,19}|\d{4}(?:[ \-]\d{4}){3}(?:[ \-]?\d{1,4})?"
    r"|\d{6}[ \-]\d{8}[ \-]\d{3}[\dxX])(?!\d)"
)


def narrowed(text: str) -> str:
    """Return a text with its digits and brackets in half width."""
    return text.translate(_WIDTH)


def without_phones(text: str) -> str:
    """Return a text with blanks for its telephone numbers and secrets."""
    return _LANDLINE.sub(" ", _MOBILE.sub(" ", _SECRET.sub(" ", text)))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def has_secret(text: str) -> bool:
    return bool(_SECRET.search(text.translate(_WIDTH)))


def without_secrets(text: str) -> str:
    """Return a line fit to be shown: numbers of identity cards and banks left out."""
    return _SECRET.sub("…", text.translate(_WIDTH)) if has_secret(text) else text


def find_phones(text: str, *, local: bool = False) -> list[str]:
    """Return the telephone numbers in a text as they are dialled."""
    plain = _SECRET.sub("…", text.translate(_WIDTH))
    found = [
        (match.start(), re.sub(r"\D", "", match[1]))
        for match in _MOBILE.finditer(plain)
    ]
    plain = _MOBILE.sub(_blank, plain)
    for match in _LANDLINE.finditer(plain):
        area, number = match[1].strip("()"), re.sub(r"\D", "", match[2])
        inner = f"-{match[3]}" if match[3] else ""
        found.append((match.start(), f"{area}-{number}{inner}"))
    if local:
        rest = _LANDLINE.sub(_blank, plain)
        found += [(match.start(), match[1]) for match in _LOCAL.finditer(rest)]
    return [phone for _, phone in sorted(found)]
