"""One header's raw bytes → the text, the address or the addresses it holds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from submissions.mail.address_list import split_addresses
from submissions.mail.charsets import decode_text
from submissions.mail.encoded_words import decode_words

LONGEST_HEADER = 60_000  # bytes of a header that are read
LONGEST_TEXT = 2000  # characters that are given back

_FOLD = re.compile(rb"(?<![ \t])[ \t]*+(?:\r{0,3}\n|\r)[ \t\r\n]*+")
_RUNS = re.compile(r"[ \t\r\n\f\v]+")
_NOT_IN_ADDRESS = '\\s<>()\\[\\],;:"“”‘’（）《》'
_ADDRESS = re.compile(
    f"[^'{_NOT_IN_ADDRESS}@][^{_NOT_IN_ADDRESS}@]{{0,250}}@[^'{_NOT_IN_ADDRESS}]{{1,250}}"
)
_AROUND_AT = re.compile(r"(?<!\s)\s*+@\s*+")
_AT_NUMBER = re.compile(
    f"[^{_NOT_IN_ADDRESS}@]{{1,250}}@\\[(?:IPv6:)?[0-9A-Fa-f.:]{{2,45}}\\]"
)
_QUOTED_LOCAL = re.compile(r'"(?:[^"\\]|\\.){1,200}"@[^\s<>,;]+')


@dataclass(frozen=True, slots=True)
class Address:
    """A display name and an address; either may be empty."""

    name: str = ""
    address: str = ""


def decode_header_text(raw: bytes | str, *, hint: str = "") -> str:
    """Return a header's text on one line, encoded words and raw bytes decoded.

    The ideographic space means something and stays; control characters go.
    """
    data = _as_bytes(raw)[:LONGEST_HEADER].replace(b"\x00", b"")
    text = decode_words(_FOLD.sub(b"\r\n ", data), hint=hint)
    return one_line(text)[:LONGEST_TEXT]


def one_line(text: str) -> str:
    """Return text on one line: no control, no invisible direction characters."""
    spaced = _RUNS.sub(_spaces, text)
    return "".join(filter(_shown, spaced)).strip(" \u00a0")


def _spaces(run: re.Match[str]) -> str:
    """Keep spaces that were typed; what folding left is one."""
    return run.group() if run.group().strip(" ") == "" else " "


def parse_address(raw: bytes | str, *, hint: str = "") -> Address:
    """Return the first address of a From, Sender or Reply-To line."""
    found = parse_addresses(raw, most=1, hint=hint)
    return found[0] if found else Address()


def parse_addresses(
    raw: bytes | str, *, most: int = 50, hint: str = ""
) -> list[Address]:
    """Return the addresses of a line, at most so many; groups are opened."""
    data = _as_bytes(raw)[:LONGEST_HEADER].replace(b"\x00", b"")
    data = _FOLD.sub(b" ", data)
    text = data.decode() if data.isascii() else decode_text(data, "", hint=hint).text
    found = []
    for name, address in split_addresses(text, most=most):
        found.append(_address(name, address, hint))
    return found


def _address(name: str, address: str, hint: str) -> Address:
    shown = decode_header_text(name, hint=hint).strip(" \"'“”,;<>")
    plain = clean_address(address)
    if not plain:  # the address may stand inside the encoded word or the quotes
        text = decode_header_text(address, hint=hint)
        inside = _ADDRESS.search(text) or _ADDRESS.search(shown)
        plain = clean_address(inside.group()) if inside else ""
        rest = shown if shown else text
        shown = rest.replace(inside.group(), "").strip(" \"'<>()") if inside else rest
    return Address(shown, plain)


def clean_address(text: str) -> str:
    """Return the address in a text, its domain in lower case, '' if there is none."""
    tight = _AROUND_AT.sub("@", text[:LONGEST_TEXT].strip().removeprefix("mailto:"))
    forms = (_QUOTED_LOCAL, _AT_NUMBER, _ADDRESS)
    found = next(filter(None, (form.search(tight) for form in forms)), None)
    if not found:
        return ""
    local, _, domain = found.group().rpartition("@")
    local = "".join(filter(_shown, local))
    domain = "".join(filter(_shown, domain)).strip(".").lower()
    return f"{local}@{domain}" if local and domain else ""


def _as_bytes(raw: bytes | str) -> bytes:
    return raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogateescape")


def _shown(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
