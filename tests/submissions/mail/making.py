"""Headers, names and parts in all the forms that programs write."""

from __future__ import annotations

import quopri
from base64 import b64encode
from collections.abc import Callable, Sequence
from urllib.parse import quote_from_bytes

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64)) + b"\x00\x00\x00"
WORD = b"PK\x03\x04" + b"word" * 30 + b"\x00" * 20


# ── headers ──────────────────────────────────────────────────────────────────────


def word(text: str, charset: str, form: str = "B", *, label: str = "") -> bytes:
    """Return one encoded word."""
    data = text.encode(charset)
    name = (label or charset).encode()
    return b"=?" + name + b"?" + form.encode() + b"?" + _word_text(data, form) + b"?="


def _word_text(data: bytes, form: str) -> bytes:
    if form in "Bb":
        return b64encode(data)
    return b"".join(
        bytes((byte,)) if chr(byte).isalnum() and byte < 128 else b"=%02X" % byte
        for byte in data
    )


def split_words(text: str, charset: str, form: str = "B", *, size: int = 13) -> bytes:
    """Return encoded words cut wherever the bytes run out, inside characters too."""
    data = text.encode(charset)
    pieces = [data[at : at + size] for at in range(0, len(data), size)] or [b""]
    head = b"=?" + charset.encode() + b"?" + form.encode() + b"?"
    return b"\r\n ".join(head + _word_text(piece, form) + b"?=" for piece in pieces)


def cut_base64(text: str, charset: str) -> bytes:
    """Return encoded words whose base64 is cut between its quartets."""
    whole = b64encode(text.encode(charset))
    pieces = [whole[at : at + 27] for at in range(0, len(whole), 27)]
    head = b"=?" + charset.encode() + b"?B?"
    return b"\r\n ".join(head + piece + b"?=" for piece in pieces)


HEADER_FORMS: dict[str, Callable[[str, str], bytes]] = {
    "base64": lambda text, charset: word(text, charset),
    "quoted": lambda text, charset: word(text, charset, "Q"),
    "lower case": lambda text, charset: (
        word(text, charset, "b").lower() if False else word(text, charset, "b")
    ),
    "lower quoted": lambda text, charset: word(text, charset, "q"),
    "split": lambda text, charset: split_words(text, charset),
    "split quoted": lambda text, charset: split_words(text, charset, "Q", size=11),
    "cut base64": cut_base64,
    "unpadded": lambda text, charset: word(text, charset).rstrip(b"?=") + b"?=",
    "language": lambda text, charset: word(text, charset, label=f"{charset}*zh-CN"),
    "raw": lambda text, charset: text.encode(charset),
    "in quotes": lambda text, charset: b'"' + word(text, charset) + b'"',
}


# ── names of files ───────────────────────────────────────────────────────────────


def _extended(name: str, charset: str) -> bytes:
    percent = quote_from_bytes(name.encode(charset), safe="").encode()
    return b"filename*=" + charset.encode() + b"''" + percent


def _continued(name: str, charset: str) -> bytes:
    data = name.encode(charset)
    pieces = [data[at : at + 9] for at in range(0, len(data), 9)]
    encoded = [quote_from_bytes(piece, safe="").encode() for piece in pieces]
    encoded[0] = charset.encode() + b"''" + encoded[0]
    return b";\r\n ".join(
        b"filename*%d*=%s" % (at, piece) for at, piece in enumerate(encoded)
    )


NAME_FORMS: dict[str, Callable[[str, str], bytes]] = {
    "2231": _extended,
    "2231 continued": _continued,
    "2047 in quotes": lambda name, charset: b'filename="' + word(name, charset) + b'"',
    "2047 bare": lambda name, charset: b"filename=" + word(name, charset),
    "2047 split": lambda name, charset: (
        b'filename="' + split_words(name, charset) + b'"'
    ),
    "2047 two quotes": lambda name, charset: (
        b'filename="' + split_words(name, charset).replace(b"\r\n ", b'"\r\n "') + b'"'
    ),
    "raw": lambda name, charset: b'filename="' + name.encode(charset) + b'"',
    "raw bare": lambda name, charset: b"filename=" + name.encode(charset),
    "percent": lambda name, charset: (
        b'filename="' + quote_from_bytes(name.encode(charset)).encode() + b'"'
    ),
}


# ── parts ────────────────────────────────────────────────────────────────────────


def base64_lines(data: bytes, *, end: bytes = b"\r\n") -> bytes:
    whole = b64encode(data)
    return end.join(whole[at : at + 76] for at in range(0, len(whole), 76)) + end


def text_part(
    text: str, charset: str = "utf-8", *, kind: str = "plain", transfer: str = "base64"
) -> bytes:
    data = text.encode(charset)
    encoded = {
        "base64": base64_lines,
        "quoted-printable": lambda raw: quopri.encodestring(raw),
        "8bit": lambda raw: raw,
    }[transfer](data)
    head = f'Content-Type: text/{kind}; charset="{charset}"\r\n'
    return f"{head}Content-Transfer-Encoding: {transfer}\r\n\r\n".encode() + encoded


def file_part(
    name: str,
    data: bytes,
    *,
    kind: str = "application/octet-stream",
    disposition: bytes = b"",
    extra: str = "",
) -> bytes:
    told = disposition or NAME_FORMS["2047 in quotes"](name, "gb18030")
    head = f"Content-Type: {kind}\r\n{extra}Content-Transfer-Encoding: base64\r\n"
    return (
        head.encode()
        + b"Content-Disposition: attachment;\r\n\t"
        + told
        + b"\r\n\r\n"
        + base64_lines(data)
    )


def multipart(
    kind: str, parts: Sequence[bytes], *, boundary: str, preamble: str = ""
) -> bytes:
    """Return a Content-Type field and a body of parts."""
    mark = f"--{boundary}".encode()
    head = f'Content-Type: multipart/{kind};\r\n\tboundary="{boundary}"\r\n\r\n'
    body = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts)
    return head.encode() + preamble.encode() + body + mark + b"--\r\n"


def mail(
    body: bytes,
    *,
    subject: bytes = b"hello",
    sender: bytes = b"a@example.cn",
    extra: bytes = b"",
) -> bytes:
    """Return a whole mail; ``body`` begins with its own Content-Type."""
    return (
        b"Received: from mx by inbox; Tue, 10 Nov 2026 10:11:13 +0800\r\n"
        b"From: "
        + sender
        + b"\r\nTo: desk@example.net\r\nSubject: "
        + subject
        + b"\r\n"
        b"Date: Tue, 10 Nov 2026 10:11:12 +0800\r\nMessage-ID: <1@example.cn>\r\n"
        + extra
        + b"MIME-Version: 1.0\r\n"
        + body
    )


def plain_mail(text: str, **more: bytes) -> bytes:
    return mail(text_part(text), **more)


def html_mail(html: str, **more: bytes) -> bytes:
    return mail(text_part(html, kind="html"), **more)
