"""The RTF that Outlook packs a mail's text into: unpack it, take the words out."""

from __future__ import annotations

import re
import struct

LARGEST = 20_000_000  # bytes after unpacking
_PRIMER = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}"
    rb"{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArial"
    rb"Times New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096


def unpacked_rtf(data: bytes) -> bytes:
    """Return compressed RTF (MS-OXRTFCP) unpacked, as far as it is whole."""
    if len(data) < 16:
        return b""
    size, kind = struct.unpack_from("<4xI4s", data)
    if kind == b"MELA":
        return data[16 : 16 + size]
    if kind != b"LZFu":
        return data if data.startswith(b"{\\rtf") else b""
    return _expanded(data[16:], min(size, LARGEST))


def _expanded(data: bytes, size: int) -> bytes:
    out = bytearray(_PRIMER)
    skip, at = len(_PRIMER), 0
    while at < len(data) and len(out) - skip < size:
        flags, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                break
            if not flags >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            if at + 1 >= len(data):
                return bytes(out[skip:])
            reference = data[at] << 8 | data[at + 1]
            at += 2
            if not _copy(out, reference):
                return bytes(out[skip:])
    return bytes(out[skip : skip + size])


def _copy(out: bytearray, reference: int) -> bool:
    """Repeat what a reference into the last 4096 bytes points at."""
    offset, length = reference >> 4, (reference & 0xF) + 2
    write = len(out) % _WINDOW
    if offset == write:
        return False  # the end mark
    back = (write - offset) % _WINDOW
    if back > len(out):
        return False
    for _ in range(length):
        out.append(out[-back])
    return True


_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)"
    rb"|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
_SILENT = frozenset(
    (
        *(b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object"),
        *(b"header", b"footer", b"generator", b"themedata", b"datastore"),
        *(b"listtable", b"xmlnstbl"),
    )
)
_SIGNS = {b"par": "\n", b"line": "\n", b"tab": "\t", b"emdash": "—", b"endash": "–"}
_SIGNS |= {b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"}
_SIGNS |= {b"bullet": "•", b"cell": "\t", b"row": "\n"}


class _Reader:
    """Reads RTF: a stack of "is this shown", the characters so far."""

    def __init__(self, *, html: bool) -> None:
        self.html = html
        self.text: list[str] = []
        self._bytes = bytearray()
        self._shown: list[bool] = [True]
        self._skip = 0
        self._after_u = 1
        self._codepage = "cp1252"
        self._fresh_star = False

    def read(self, data: bytes) -> str:
        for token in _TOKEN.finditer(data):
            word, number, code, sign, brace, plain = token.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, int(number) if number else None)
            elif code:
                self._put(bytes((int(code, 16),)))
            elif sign:
                self._sign(sign)
            elif plain:
                self._put(plain)
        self._flush()
        return "".join(self.text)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        if brace == b"{":
            self._shown.append(self._shown[-1])
        elif len(self._shown) > 1:
            self._shown.pop()

    def _word(self, word: bytes, number: int | None) -> None:
        if word == b"ansicpg" and number:
            self._codepage = f"cp{number}"
        elif word == b"u" and number is not None:
            self._flush()
            self._say(chr(number % 65536))
            self._skip = self._after_u
        elif word == b"uc" and number is not None:
            self._after_u = max(0, min(number, 8))
        elif word == b"htmlrtf" and self.html:
            self._flush()
            self._shown[-1] = number == 0
        elif word == b"htmltag" and self.html:
            self._shown[-1] = True
        elif word in _SILENT:
            self._shown[-1] = False
        elif word in _SIGNS:
            self._flush()
            self._say(_SIGNS[word])

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._flush()
            self._shown[-1] = False  # shown again by \\htmltag
        elif sign in b"\\{}":
            self._put(sign)
        elif sign == b"~":
            self._put(b" ")
        elif sign in b"\r\n":
            self._say("\n")

    def _put(self, data: bytes) -> None:
        if self._skip:
            cut = min(self._skip, len(data))
            self._skip -= cut
            data = data[cut:]
        if self._shown[-1]:
            self._bytes += data

    def _say(self, text: str) -> None:
        if self._shown[-1]:
            self.text.append(text)

    def _flush(self) -> None:
        if self._bytes:
            self.text.append(_decoded(bytes(self._bytes), self._codepage))
            self._bytes.clear()


def html_or_text_from_rtf(data: bytes) -> tuple[str, bool]:
    """Return the HTML an RTF was made of, or its plain words, and which it is."""
    html = b"\\fromhtml" in data[:2000]
    text = _Reader(html=html).read(data[:LARGEST])
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined, html


def _decoded(data: bytes, codepage: str) -> str:
    name = {"cp936": "gb18030", "cp950": "big5hkscs", "cp65001": "utf-8"}
    try:
        return data.decode(name.get(codepage, codepage), "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
