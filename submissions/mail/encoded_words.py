"""RFC 2047 encoded words as programs really write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from submissions.mail.charset_names import codec_for
from submissions.mail.charsets import decode_text
from submissions.mail.transfer import decode_base64

_HEAD = re.compile(rb"=\?([\w.:()'*+ -]{1,60}?)\?([bBqQ])\?")
_SPACE = b" \t\r\n"
_HEX_PAIR = re.compile(rb"=([0-9A-Fa-f]{2})")
_BASE64_ONLY = re.compile(rb"[A-Za-z0-9+/=\s]+")
_INSIDE = re.compile(rb"\?=[0-9A-Fa-f]{2}[^?\s]*\?=")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a header: an encoded word, or text as it stands."""

    data: bytes
    charset: str = ""
    base64: bool = False
    encoded: bool = False

    @property
    def kind(self) -> tuple[bool, str, bool]:
        return self.encoded, self.charset.lower(), self.base64


def decode_words(raw: bytes, *, hint: str = "") -> str:
    """Return a header's text; ``hint`` is the charset the mail uses elsewhere."""
    told = next((p.charset for p in _pieces(raw) if p.encoded), "") or hint
    groups = groupby(_without_gaps(raw), key=lambda piece: piece.kind)
    return "".join(_group_text(list(group), told) for _, group in groups)


def _pieces(raw: bytes) -> Iterator[_Piece]:
    at = 0
    while head := _HEAD.search(raw, at):
        end, after = _word_end(raw, head)
        if end < 0:
            break
        if head.start() > at:
            yield _Piece(raw[at : head.start()])
        charset = head.group(1).split(b"*")[0].decode("ascii", "ignore").strip()
        base64 = head.group(2) in b"bB"
        yield _Piece(raw[head.end() : end], charset, base64, encoded=True)
        at = after
    if at < len(raw):
        yield _Piece(raw[at:])


def _word_end(raw: bytes, head: re.Match[bytes]) -> tuple[int, int]:
    """Return where a word's text ends and where to read on; (-1, -1) for no word.

    Words that are never closed end where the next one begins, or with the header.
    """
    end = raw.find(b"?=", head.end())
    quoted = head.group(2) in b"qQ"
    while quoted and end >= 0 and _INSIDE.match(raw, end):
        end = raw.find(b"?=", end + 2)
    inner = _HEAD.search(raw, head.end(), end if end >= 0 else len(raw))
    if inner:
        return inner.start(), inner.start()
    if end >= 0:
        return end, end + 2
    rest = raw[head.end() :]
    whole = (not quoted and _BASE64_ONLY.fullmatch(rest)) or (
        quoted and b" " not in rest
    )
    return (len(raw), len(raw)) if whole and rest else (-1, -1)


def _without_gaps(raw: bytes) -> Iterator[_Piece]:
    """Leave out the white space that only separates two encoded words."""
    pieces = list(_pieces(raw))
    for at, piece in enumerate(pieces):
        between = 0 < at < len(pieces) - 1
        if piece.encoded or not between or piece.data.strip(_SPACE):
            yield piece


def _group_text(pieces: list[_Piece], hint: str) -> str:
    """Decode neighbours of one charset together: a character may be split over them."""
    first = pieces[0]
    if not first.encoded:
        return decode_text(b"".join(p.data for p in pieces), "", hint=hint).text
    data = b"".join(map(_payload, _rejoined(pieces)))
    joined = decode_text(data, first.charset, hint=hint).text
    if "\ufffd" not in joined or codec_for(first.charset) in ("", "utf-8"):
        return joined
    apart = "".join(decode_text(_payload(p), first.charset).text for p in pieces)
    return min(joined, apart, key=lambda text: text.count("\ufffd"))


def _rejoined(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Join base64 that was cut between its quartets."""
    open_piece: _Piece | None = None
    for piece in pieces:
        whole = piece
        if open_piece:
            whole = replace(piece, data=open_piece.data + piece.data)
        cut = whole.base64 and b"=" not in whole.data and len(whole.data.strip()) % 4
        open_piece = whole if cut else None
        if not cut:
            yield whole
    if open_piece:
        yield open_piece


def _payload(piece: _Piece) -> bytes:
    if piece.base64:
        return decode_base64(piece.data)
    spaced = piece.data.replace(b"_", b" ")
    return _HEX_PAIR.sub(lambda pair: bytes.fromhex(pair.group(1).decode()), spaced)
