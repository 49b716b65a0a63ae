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
_YENC_BEGIN = re.compile(
    rb"^=ybegin [^\r\n]{0,200}?name=([^\r\n]{1,300})", re.MULTILINE
)
_YENC_PART = re.compile(rb"\r?\n(?:=ypart [^\r\n]{0,200}\r?\n)?")
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
    if b"begin " not in text:  # =ybegin has it too
        return text, found

    def uu(match: re.Match[bytes]) -> bytes:
        found.append(EmbeddedFile(match.group(1), decode_uu(match.group(2))))
        return b""

    if b"\n=yend" in text:
        text = _without_yenc(text, found)
    return _UU.sub(uu, text, count=MOST_FILES), found


def _without_yenc(text: bytes, found: list[EmbeddedFile]) -> bytes:
    kept, at = [], 0
    for _ in range(MOST_FILES):
        begin = _YENC_BEGIN.search(text, at)
        start = _YENC_PART.match(text, begin.end()) if begin else None
        end = text.find(b"\n=yend", start.end()) if start else -1
        if not begin or not start or end < 0:
            break
        data = _decode_yenc(text[start.end() : end])
        found.append(EmbeddedFile(begin.group(1).strip(), data))
        kept.append(text[at : begin.start()])
        feed = text.find(b"\n", end + 1)
        at = feed + 1 if feed >= 0 else len(text)
    return b"".join((*kept, text[at:]))


def _decode_yenc(data: bytes) -> bytes:
    bare = data.replace(b"\r", b"").replace(b"\n", b"")
    plain = _ESCAPED.sub(lambda pair: bytes(((pair.group(1)[0] - 64) % 256,)), bare)
    return plain.translate(_SHIFTED)
