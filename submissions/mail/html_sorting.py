"""Sort a mail's HTML by whose words it is before it becomes blocks.

nh3 goes first, so what is read event by event here is well formed.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import nh3

from press.copy.html import blocks_from_html
from press.copy.model import Block
from press.copy.taming import tamed
from submissions.mail.large_files import is_large_file_link

LARGEST_HTML = 1_000_000  # characters read, pictures not counted
LARGEST_CLEAN = 300_000  # characters kept after cleaning
LONGEST_ATTRIBUTE = 2000  # characters
MOST_STRETCHES = 400  # changes between own and quoted words

_TAGS = {
    *("p", "div", "br", "hr", "pre", "blockquote", "center", "address", "figcaption"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "tr", "td", "th", "caption", "section", "article", "header", "footer"),
    *("main", "aside", "figure", "strong", "b", "em", "i", "span", "a"),
    *("sign", "includetail"),
}
_DROPPED_WHOLE = {
    *("script", "style", "title", "noscript", "template", "iframe", "noframes"),
    *("textarea", "select", "option", "button", "svg", "math", "canvas", "xml"),
    *("object", "applet", "audio", "video", "noembed"),
}
_KEPT = {
    "*": {"id", "class"},
    "a": {"href"},
    "span": {"style"},
    "blockquote": {"type", "cite"},
}
_INLINE = frozenset(("strong", "b", "em", "i", "span", "a"))
_EMPTY = frozenset(("br", "hr"))
_QUOTES = re.compile(
    r"gmail_quote|gmail_attr|isReplyContent|ntes[-_].{0,20}quote|reply-?content|yahoo_quoted|"
    r"moz-cite-prefix|moz-forward-container|moz-email-headers|divRplyFwdMsg|"
    r"OutlookMessageHeader|xm_mail_oringinal|mail-editor-reference|protonmail_quote|"
    r"qmbox_quote|tutanota_quote|history_container|WordSection_quote",
    re.IGNORECASE,
)
_SIGNATURES = re.compile(
    r"(?:^|[\s_-])(?:gmail|moz|apple-?mail|AppleMail|outlook-mobile|mobile|pcmac|iosmail|"
    r"androidmail|mail|email|editor|fox|spnEditor|ntes|wx|xm)?[_-]?"
    r"(?:signature|sign)(?:[\s_-]|$)|spnEditorSign|FoxSign|foxmail-sign|MailCard|"
    r"AppleMailSignature|ntes-\w{2,12}-signature",
    re.IGNORECASE,
)
_WRITTEN_IN = re.compile(r"data:[\w/+.;=-]{1,80},[A-Za-z0-9+/=%\s]*+")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
OWN, QUOTED, SIGNED = "own", "quoted", "signed"

Attributes = list[tuple[str, str | None]]


class _Sorter(HTMLParser):
    """Writes the HTML out again, stretch by stretch, each with whose words it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stretches: list[tuple[str, list[str]]] = []
        self._open: list[tuple[str, str, str]] = []  # tag, whose, link to a large file
        self._whose = OWN

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in _EMPTY:
            self._write(f"<{tag}>")
            return
        link = _large_link(tag, attrs)
        self._open.append((tag, self._whose, link))
        if self._whose == OWN:
            self._whose = _whose(tag, attrs)
        self._write(_start_tag(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or tag in _EMPTY:
            return
        _, whose, link = self._open.pop()
        self._write(f" {escape(link)} " if link else "")
        self._write(f"</{tag}>" if tag != "a" else "")
        self._whose = whose

    def handle_data(self, data: str) -> None:
        self._write(escape(data, quote=False))

    def _write(self, html: str) -> None:
        changed = not self.stretches or self.stretches[-1][0] != self._whose
        if changed and len(self.stretches) < MOST_STRETCHES:
            self.stretches.append((self._whose, []))
        self.stretches[-1][1].append(html)


def sorted_blocks(html: str) -> list[tuple[Block, str]]:
    """Return the blocks of a mail's HTML, each with whose words it is."""
    bare = _WRITTEN_IN.sub("", html)
    text = bare[:LARGEST_HTML].encode("utf-8", "ignore").decode().replace("\x00", "")
    clean = nh3.clean(
        tamed(text),
        tags=_TAGS,
        clean_content_tags=_DROPPED_WHOLE,
        attributes=_KEPT,
        attribute_filter=_short_attribute,
        link_rel=None,
    )
    sorter = _Sorter()
    sorter.feed(clean[:LARGEST_CLEAN])
    sorter.close()
    return [
        (block, whose)
        for whose, pieces in sorter.stretches
        for block in blocks_from_html("".join(pieces))
    ]


def _short_attribute(tag: str, name: str, value: str) -> str | None:
    """Keep of a style only that it is bold: Word writes long ones for each word."""
    if name != "style":
        return value[:LONGEST_ATTRIBUTE]
    return "font-weight:bold" if _BOLD.search(value) else None


def _whose(tag: str, attrs: Attributes) -> str:
    told = dict(attrs)
    names = " ".join((told.get("id") or "", told.get("class") or ""))[:300]
    if tag == "includetail" or _QUOTES.search(names):
        return QUOTED
    if tag == "blockquote" and ((told.get("type") or "") == "cite" or told.get("cite")):
        return QUOTED
    return SIGNED if tag == "sign" or (names and _SIGNATURES.search(names)) else OWN


def _large_link(tag: str, attrs: Attributes) -> str:
    href = dict(attrs).get("href") or "" if tag == "a" else ""
    return href if is_large_file_link(href) else ""


def _start_tag(tag: str, attrs: Attributes) -> str:
    if tag in ("a", "sign", "includetail"):
        return ""
    style = dict(attrs).get("style") if tag == "span" else None
    return f'<{tag} style="{escape(style)}">' if style else f"<{tag}>"
