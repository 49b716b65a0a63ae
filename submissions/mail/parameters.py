"""Content-Type and Content-Disposition: a value and its parameters, however written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from submissions.mail.charsets import decode_text
from submissions.mail.headers import LONGEST_HEADER, decode_header_text, one_line

MOST_PARAMETERS = 500

_FOLD = re.compile(rb"(?:\r{0,3}\n|\r)[ \t]*+")
_START = re.compile(
    r"""[;\s]*+(?P<name>[^\s=;"*]{1,80})(?P<star>\*[\d*]{0,9})?\s*+=\s*+"""
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)"')
_NEXT = re.compile(r""";\s*+[\w.-]{1,40}(?:\*[\d*]{0,9})?\s*+=""")
_EXTENDED = re.compile(rb"([\w.:+ -]{0,60})'([\w-]{0,20})'(.*)", re.DOTALL)
_IN_PERCENTS = re.compile(r"(?:%[2-9A-Fa-f][0-9A-Fa-f]|[\w.-])*+")
_GATED = re.compile(r"((?:file)?name)_(\d{1,2})_(_?)", re.IGNORECASE)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


@dataclass(slots=True)
class Segment:
    """One piece of a parameter's value: ``name*1*=…`` has index 1 and is encoded."""

    index: int
    encoded: bool
    value: str


@dataclass(slots=True)
class HeaderValue:
    """A structured header: ``text/plain; charset=gb2312``."""

    value: str = ""
    segments: dict[str, list[Segment]] = field(default_factory=dict)
    hint: str = ""

    def text(self, name: str) -> str:
        """Return a parameter decoded by every rule at once, '' when there is none."""
        segments = self.segments.get(name, [])
        extended = [part for part in segments if part.index >= 0 or part.encoded]
        decoded = _extended(extended, self.hint) if extended else ""
        plain = next((part.value for part in segments if part not in extended), "")
        return decoded or _plain(plain, self.hint)

    def token(self, name: str) -> str:
        """Return a parameter as it stands: a charset, a boundary."""
        segments = sorted(self.segments.get(name, []), key=lambda part: part.index)
        if segments and segments[0].encoded:
            return self.text(name)
        whole = "".join(part.value for part in segments if part.index >= 0)
        return whole or (segments[0].value if segments else "")


def parse_value(raw: bytes, *, hint: str = "") -> HeaderValue:
    """Return a structured header's value and parameters; never raises."""
    data = _FOLD.sub(b" ", raw[:LONGEST_HEADER]).replace(b"\x00", b"")
    text = data.decode() if data.isascii() else decode_text(data, "", hint=hint).text
    value, _, rest = text.partition(";")
    if "=" in value and "/" not in value.split("=")[0]:
        value, rest = "", text  # nothing but parameters
    elif blank := re.match(r"\s*+([\w.+/-]+)\s+(?=[\w-]+\s*+=)", value):
        value, rest = blank.group(1), text[blank.end() :]  # the semicolon is missing
    found = HeaderValue(value.strip(" \t\"'").lower(), hint=hint)
    _read_parameters(rest, found)
    return found


def _read_parameters(text: str, found: HeaderValue) -> None:
    at = 0
    for _ in range(MOST_PARAMETERS):
        start = _START.match(text, at)
        if not start:
            following = text.find(";", at)
            if following < 0:
                return
            at = following + 1
            continue
        value, at = _value(text, start.end())
        name, star = _starred(start["name"], start["star"] or "")
        index = re.sub(r"\D", "", star)
        segment = Segment(int(index or -1), star.endswith("*"), value)
        found.segments.setdefault(name.lower(), []).append(segment)


def _starred(name: str, star: str) -> tuple[str, str]:
    """Return name and star; gateways write ``filename*0*`` as ``filename_0_``."""
    gated = _GATED.fullmatch(name)
    return (gated.group(1), f"*{gated.group(2)}*") if gated else (name, star)


def _value(text: str, at: int) -> tuple[str, int]:
    """Return a value and where it ends; spaces may stand in it without quotes."""
    quoted = _QUOTED.match(text, at)
    if quoted:
        inside = re.sub(r'\\(["\\])', r"\1", quoted.group(1))
        following = text.find(";", quoted.end())
        rest = text[quoted.end() : following if following >= 0 else len(text)]
        if rest.strip(' \t"') and "=?" in rest:  # "=?…?=" "=?…?="
            inside += " " + rest.replace('"', "").strip()
        return inside, following if following >= 0 else len(text)
    ends = _NEXT.search(text, at)
    value = text[at : ends.start() if ends else len(text)]
    return value.rstrip("; \t").strip("\"' \t"), ends.start() if ends else len(text)


def _extended(segments: list[Segment], hint: str) -> str:
    """Return RFC 2231 segments joined; the first may name the charset."""
    ordered = sorted(segments, key=lambda part: part.index)
    if not any(part.encoded for part in ordered):
        return _plain("".join(part.value for part in ordered), hint)
    data = b"".join(
        unquote_to_bytes(part.value) if _is_encoded(part) else part.value.encode()
        for part in ordered
    )
    told = _EXTENDED.fullmatch(data)
    charset = told.group(1).decode("ascii", "ignore") if told else ""
    data = told.group(3) if told else data
    if b"=?" in data:
        return decode_header_text(data, hint=charset or hint)
    return one_line(decode_text(data, charset, hint=hint).text)


def _is_encoded(part: Segment) -> bool:
    """Tell whether a segment is in percents, even where its star was forgotten."""
    return part.encoded or bool(_IN_PERCENTS.fullmatch(part.value))


def _plain(value: str, hint: str) -> str:
    """Return a plain value: encoded words in it are decoded, wrong percents too."""
    if len(_PERCENT.findall(value)) >= 2 and value.isascii():
        data = unquote_to_bytes(value)
        told = _EXTENDED.fullmatch(data)
        data = told.group(3) if told else data
        if not data.isascii():
            charset = told.group(1).decode("ascii", "ignore") if told else ""
            return one_line(decode_text(data, charset, hint=hint).text)
    return decode_header_text(value, hint=hint)
