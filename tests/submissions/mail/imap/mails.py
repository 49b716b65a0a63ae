"""Mails that tests deliver."""

from __future__ import annotations


def mail(number: int, *, size: int = 0) -> bytes:
    """Return a small mail, or one with a body of so many bytes in lines."""
    head = b"Subject: =?utf-8?B?6IuP5bee5rKz?= %d\r\n\r\n" % number
    line = b"%063d\r\n" % number
    return head + (line * (size // len(line)) or b"body %d\r\n" % number)


def mails(count: int) -> list[bytes]:
    return [mail(number) for number in range(1, count + 1)]
