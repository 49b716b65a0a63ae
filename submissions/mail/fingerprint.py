"""One number for one message, whichever way and however often it was delivered.

What counts is what the sender's program wrote and what a reader sees: the fields below
and the body.  Every other field is left out: trace fields (Received, Return-Path,
Delivered-To), what providers add on the way (X-*, ARC, DKIM, Authentication-Results,
spam marks, Status) and anything they may yet think of.  Bcc is left out because only
one of the copies has it.
"""

from __future__ import annotations

import hashlib
import re

from submissions.mail.fields import Fields, read_message_fields

COUNTED = (
    *("from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id"),
    *("in-reply-to", "references", "content-type", "content-transfer-encoding"),
    *("content-disposition", "content-id"),
)

_SPACE = re.compile(rb"[ \t\r\n]+")
_MBOX_FROM = re.compile(rb"^>+(?=From )", re.MULTILINE)


def content_fingerprint(raw: bytes) -> str:
    """Return the SHA-256 of a message without what its way added to it.

    Line ends, folding, the order of different fields, ``>From`` of mailbox files and
    blank lines at the end make no difference.
    """
    fields, start = read_message_fields(raw)
    digest = hashlib.sha256(_counted_fields(fields))
    digest.update(b"\n\n")
    digest.update(_normal_body(raw, start))
    return digest.hexdigest()


def _counted_fields(fields: Fields) -> bytes:
    lines = [
        name.encode() + b":" + _SPACE.sub(b" ", value).strip()
        for name, value in fields.pairs
        if name in COUNTED
    ]
    return b"\n".join(sorted(lines))


def _normal_body(raw: bytes, start: int) -> bytes:
    body = raw[start:]
    if b"\r" in body:
        for line_end in (b"\r\r\n", b"\r\n", b"\r"):
            body = body.replace(line_end, b"\n")
    if b">From " in body:
        body = _MBOX_FROM.sub(b"", body)
    return body.rstrip(b" \t\n")
