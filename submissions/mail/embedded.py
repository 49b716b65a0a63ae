"""Files that old programs wrote into the text of a mail: uuencode and yEnc."""

from __future__ import annotations

import re
from dataclasses import dataclass

from submissions.mail.transfer import decode_uu

MOST_FILES = 100

_UU = re.compile(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,300}?)[ \t]*\r?\n"
    rb"((?:[ -`][ -~]{0,120}\r?\n){1,500000}?)"
    rb"(?:[ `]?\r?\n)?end[ \t]*\r?$",
    re.MULTILINE,
)
_YENC = re.compile(
    rb"^=ybegin [^\r\n]{0,200}?name=([^\r\n]{1,300}?)[ \t]*\r?\n"
    rb"(?:=ypart [^\r\n]*\r?\n)?(.*?)^=yend[^\r\n]*\r?$",
    re.MULTILINE | re.DOTALL,
)
_ESCAPED = re.compile(rb"=(.)", re.DOTALL)
_SHIFTED = bytes((byte - 42) % 256 for byte in range(256))


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file out of the text; its name is raw."""

    name: bytes
    data: bytes


def take_out_files(text: bytes) -> tuple[bytes, list[EmbeddedFile]]:
    """Return the text without the files in it, and the files."""
    found: list[EmbeddedFile] = []
    if b"begin " not in text:
        return text, found

    def uu(match: re.Match[bytes]) -> bytes:
        found.append(EmbeddedFile(match.group(1), decode_uu(match.group(2))))
        return b""

    def yenc(match: re.Match[bytes]) -> bytes:
        found.append(EmbeddedFile(match.group(1), _decode_yenc(match.group(2))))
        return b""

    if b"=yend" in text:
        text = _YENC.sub(yenc, text, count=MOST_FILES)
    return _UU.sub(uu, text, count=MOST_FILES), found


def _decode_yenc(data: bytes) -> bytes:
    bare = data.replace(b"\r", b"").replace(b"\n", b"")
    plain = _ESCAPED.sub(lambda pair: bytes(((pair.group(1)[0] - 64) % 256,)), bare)
    return plain.translate(_SHIFTED)
