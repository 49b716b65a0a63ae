"""HTML made to exhaust a parser: tamed before one that builds trees sees it."""

from __future__ import annotations

import re

DEEPEST = 1000  # open elements; cleaning takes time by the square of them
MOST_REFERENCES = 20_000  # like &nbsp;, for the same reason

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})[^<>]*+>?")
_LOOSE_AMPERSAND = re.compile(
    r"&(?!#?[A-Za-z0-9]{1,31};|nbsp|lt|gt|quot|amp)", re.IGNORECASE
)
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


def tamed(html: str) -> str:
    """Return HTML as it is, or without elements when they nest too deep.

    Ampersands that begin no character reference are written as ones that do.
    """
    text = _few_references(_LOOSE_AMPERSAND.sub("&amp;", html))
    depth = 0
    for tag in _TAG.finditer(text):
        if tag.group(2).lower() not in _NEVER_OPEN:
            depth = max(0, depth - 1) if tag.group(1) else depth + 1
            if depth > DEEPEST:
                return _TAG.sub(_as_break, text)
    return text


def _few_references(html: str) -> str:
    if html.count("&") <= MOST_REFERENCES:
        return html
    at = 0
    for _ in range(MOST_REFERENCES):
        at = html.find("&", at) + 1
    return html[:at] + html[at:].replace("&", " ")


def _as_break(tag: re.Match[str]) -> str:
    return "" if tag.group(2).lower() in _INLINE else "<br>"
