"""Undo content transfer encodings, whole or broken; never raises."""

from __future__ import annotations

import binascii
import re

_NOT_BASE64 = bytes(
    set(range(256))
    - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)
_TAIL = re.compile(rb"[A-Za-z0-9+/]{4}[A-Za-z0-9+/=\s]*")
_LOOSE_SOFT_BREAK = re.compile(rb"=[ \t]++(?=\r?\n|\Z)")
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} (.+?)[ \t]*\r?$", re.MULTILINE)


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """Return the bytes that a transfer encoding stands for."""
    label = encoding.lower()
    if "base64" in label or "base-64" in label:
        return decode_base64(data)
    if "quoted" in label or "printable" in label:
        return decode_quoted(data)
    if "uu" in label:
        found = _UU_BEGIN.search(data)
        return decode_uu(data[found.end() :]) if found else data
    return data


def decode_base64(data: bytes) -> bytes:
    """Return base64 decoded: stray characters and missing padding are forgiven.

    After the padding comes either another piece of base64 or, in mails from mailing
    lists, a footer in clear, which is none of it.
    """
    pieces = []
    head, padding, tail = data.partition(b"=")
    while True:
        pieces.append(_base64_piece(head))
        tail = tail.lstrip(b"= \t\r\n")
        if not padding or not tail or not _TAIL.fullmatch(tail):
            return b"".join(pieces)
        head, padding, tail = tail.partition(b"=")


def _base64_piece(data: bytes) -> bytes:
    clean = data.translate(None, _NOT_BASE64)
    clean = clean[: len(clean) - 1] if len(clean) % 4 == 1 else clean
    try:
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))
    except binascii.Error:
        return b""


def decode_quoted(data: bytes) -> bytes:
    """Return quoted-printable decoded; what is no escape stays as it stands."""
    return binascii.a2b_qp(_LOOSE_SOFT_BREAK.sub(b"=", data))


def decode_uu(data: bytes) -> bytes:
    """Return the lines after a ``begin`` line decoded, to the ``end``."""
    decoded = []
    for line in data.splitlines():
        if line.strip() in (b"end", b"`", b"===="):
            break
        decoded.append(_uu_line(line))
    return b"".join(decoded)


def _uu_line(line: bytes) -> bytes:
    if not line:
        return b""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:  # too long a tail: read what the first byte promises
        wanted = ((line[0] - 32 & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:wanted])
        except binascii.Error:
            return b""
