"""winmail.dat (TNEF): the files and the words that Outlook packed into it.

tnefparse drops zero bytes at the end of files, which breaks zip archives, and stops at
the first name it cannot decode; so the stream is read here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from submissions.mail.charset_names import codec_for
from submissions.mail.charsets import decode_text
from submissions.mail.model import Attachment
from submissions.mail.rtf_body import html_or_text_from_rtf, unpacked_rtf
from submissions.upload_names import clean_name

SIGNATURE = b"\x78\x9f\x3e\x22"
MOST_ATTRIBUTES = 20_000
MOST_FILES = 500

_TYPES = frozenset(("application/ms-tnef", "application/vnd.ms-tnef"))

_BODY = 0x800C
_TITLE = 0x8010
_DATA = 0x800F
_RENDERING = 0x9002  # begins an attachment
_MESSAGE_PROPERTIES = 0x9003
_FILE_PROPERTIES = 0x9005
_CODEPAGE = 0x9007

_PLAIN, _RTF, _HTML = 0x1000, 0x1009, 0x1013
_INTERNET_CODEPAGE = 0x3FDE
_SHORT_NAME, _LONG_NAME, _DISPLAY_NAME = 0x3704, 0x3707, 0x3001
_OBJECT, _MIME_TYPE, _CONTENT_ID = 0x3701, 0x370E, 0x3712
_EMBEDDED = b"\x07\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"

_FIXED = {0x02: 4, 0x0B: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x01: 0}
_FIXED |= dict.fromkeys((0x05, 0x06, 0x07, 0x14, 0x40), 8) | {0x48: 16}
_STRING, _WIDE, _BINARY_KINDS = 0x1E, 0x1F, (0x0D, 0x102)


@dataclass(slots=True)
class _File:
    title: bytes = b""
    data: bytes = b""
    properties: dict[int, tuple[int, bytes]] = field(default_factory=dict)


@dataclass(slots=True)
class Packed:
    """What a winmail.dat held."""

    attachments: list[Attachment] = field(default_factory=list)
    text: str = ""
    html: bool = False
    charset: str = ""


def is_tnef(content_type: str, name: str) -> bool:
    return content_type in _TYPES or name.lower() == "winmail.dat"


def read_tnef(data: bytes) -> Packed | None:
    """Return what is in a TNEF stream, None when it is none; never raises."""
    if not data.startswith(SIGNATURE):
        return None
    codepage, plain = "", b""
    properties: dict[int, tuple[int, bytes]] = {}
    files: list[_File] = []
    for name, value in _attributes(data):
        if name == _CODEPAGE and len(value) >= 4:
            codepage = _charset(struct.unpack_from("<I", value)[0])
        elif name == _BODY:
            plain = value
        elif name == _MESSAGE_PROPERTIES:
            properties.update(_properties(value))
        elif name == _RENDERING and len(files) < MOST_FILES:
            files.append(_File())
        elif files:
            _add(files[-1], name, value)
    packed = Packed()
    _read_words(packed, properties, plain, codepage)
    for file in files:
        _take(packed, file, codepage)
    return packed


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give each attribute's number and bytes; the last may be cut off."""
    at = 6
    for _ in range(MOST_ATTRIBUTES):
        if at + 9 > len(data):
            return
        number, _, length = struct.unpack_from("<HHI", data, at + 1)
        yield number, data[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _add(file: _File, name: int, value: bytes) -> None:
    if name == _TITLE:
        file.title = value
    elif name == _DATA:
        file.data = value
    elif name == _FILE_PROPERTIES:
        file.properties.update(_properties(value))


def _properties(data: bytes) -> dict[int, tuple[int, bytes]]:
    """Return MAPI properties by number, as (type, bytes); what is odd ends the list."""
    found: dict[int, tuple[int, bytes]] = {}
    try:
        count, at = struct.unpack_from("<I", data)[0], 4
        for _ in range(min(count, MOST_ATTRIBUTES)):
            kind, number = struct.unpack_from("<HH", data, at)
            at = _after_name(data, at + 4, number)
            value, at = _property(data, at, kind)
            found.setdefault(number, (kind & 0xFFF, value))
    except struct.error:
        pass
    return found


def _after_name(data: bytes, at: int, number: int) -> int:
    """Pass over the name of a named property."""
    if number < 0x8000:
        return at
    kind, length = struct.unpack_from("<II", data, at + 16)
    return at + 24 + (0 if kind == 0 else length + -length % 4)


def _property(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    """Return a property's first value and where the next property begins."""
    many, single = kind & 0x1000, kind & 0xFFF
    size = _FIXED.get(single)
    count = 1
    if many or size is None:
        count, at = struct.unpack_from("<I", data, at)[0], at + 4
    first: bytes | None = None
    for _ in range(min(count, MOST_ATTRIBUTES)):
        length = size
        if length is None:
            length, at = struct.unpack_from("<I", data, at)[0], at + 4
        if first is None:
            first = data[at : at + length]
        at += length + -length % 4
        if at > len(data):
            break
    return first or b"", at


def _read_words(
    packed: Packed,
    properties: dict[int, tuple[int, bytes]],
    plain: bytes,
    codepage: str,
) -> None:
    """Take the best form of the text: HTML, plain, RTF."""
    told = properties.get(_INTERNET_CODEPAGE, (0, b""))[1]
    charset = _charset(struct.unpack("<I", told[:4])[0]) if len(told) >= 4 else ""
    if _HTML in properties:
        kind, value = properties[_HTML]
        packed.text, packed.charset = _text(kind, value, charset or codepage)
        packed.html = True
    if not packed.text.strip() and (plain or _PLAIN in properties):
        kind, value = properties.get(_PLAIN, (_STRING, plain))
        packed.text, packed.charset = _text(kind, value, codepage)
        packed.html = False
    if not packed.text.strip() and _RTF in properties:
        rtf = unpacked_rtf(properties[_RTF][1])
        packed.text, packed.html = html_or_text_from_rtf(rtf)
        packed.charset = codec_for(charset or codepage)


def _take(packed: Packed, file: _File, codepage: str) -> None:
    """Add one file; a mail packed in it brings its own files and words."""
    names = [file.properties.get(n) for n in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME)]
    said = [_text(*value, codepage)[0] for value in names if value]
    said += [_text(_STRING, file.title, codepage)[0]]
    name = next((label for text in said if (label := clean_name(text))), "")
    data = file.data
    _, held = file.properties.get(_OBJECT, (0, b""))
    if held.startswith(_EMBEDDED):
        inner = read_tnef(held[16:])
        if inner:
            packed.attachments += inner.attachments
            if inner.text and not packed.text:
                packed.text, packed.html = inner.text, inner.html
            return
    data = data or held
    claimed, _ = _text(*file.properties.get(_MIME_TYPE, (_STRING, b"")), "")
    content_id, _ = _text(*file.properties.get(_CONTENT_ID, (_STRING, b"")), "")
    if data or name:
        packed.attachments.append(
            Attachment(
                name,
                claimed.lower() or "application/octet-stream",
                data,
                content_id=content_id.strip("<> "),
                inline=bool(content_id),
            )
        )


def _text(kind: int, value: bytes, charset: str) -> tuple[str, str]:
    if kind == _WIDE:
        return value.decode("utf-16-le", "replace").rstrip("\x00"), "utf-16-le"
    decoded = decode_text(value.rstrip(b"\x00"), charset)
    return decoded.text, decoded.charset


def _charset(codepage: int) -> str:
    """Return a label for a Windows code page."""
    known = {65001: "utf-8", 28591: "iso-8859-1", 20866: "koi8-r", 54936: "gb18030"}
    known |= {20936: "gb2312", 52936: "hz", 20127: "us-ascii", 51949: "euc-kr"}
    known |= {50220: "iso-2022-jp", 50221: "iso-2022-jp", 51932: "euc-jp"}
    return known.get(codepage, f"cp{codepage}" if codepage else "")
