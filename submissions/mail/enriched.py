"""text/enriched (RFC 1896) and its forerunner text/richtext → plain text."""

from __future__ import annotations

import re

_PARAMETER = re.compile(r"<param>[^<]{0,500}</param>", re.IGNORECASE)
_COMMAND = re.compile(r"</?[A-Za-z0-9-]{1,60}>")
_BREAKS = re.compile(r"\n+")


def plain_from_enriched(text: str) -> str:
    """Return the words; one line feed is a space, n of them are n − 1."""
    fed = text.replace("\r\n", "\n")
    joined = _BREAKS.sub(lambda run: "\n" * (len(run.group()) - 1) or " ", fed)
    marked = re.sub(r"<(?:nl|np|paragraph)>", "\n", joined, flags=re.IGNORECASE)
    bare = _COMMAND.sub("", _PARAMETER.sub("", marked.replace("<<", "\x01")))
    return bare.replace("\x01", "<").replace("<lt>", "<")
