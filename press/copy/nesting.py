"""HTML that nests without end: flattened before a parser that builds trees sees it."""

from __future__ import annotations

import re

DEEPEST = 1000  # open elements; cleaning takes time by the square of them

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})[^<>]*+>?")
_NEVER_OPEN = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("param", "source", "track", "wbr", "p", "li", "option", "dt", "dd"),
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "big", "code", "em", "font", "i", "o:p", "s", "small"),
        *("span", "strike", "strong", "sub", "sup", "tt", "u"),
    )
)


def flattened(html: str) -> str:
    """Return HTML as it is, or without elements when they nest too deep."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag.group(2).lower() not in _NEVER_OPEN:
            depth = max(0, depth - 1) if tag.group(1) else depth + 1
            if depth > DEEPEST:
                return _TAG.sub(_as_break, html)
    return html


def _as_break(tag: re.Match[str]) -> str:
    return "" if tag.group(2).lower() in _INLINE else "<br>"
