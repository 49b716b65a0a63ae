# ruff: noqa: E501 - mails stand here line by line as programs write them
"""One message, one fingerprint; another message, another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.mail.fingerprint import content_fingerprint
from tests.submissions.mail.making import plain_mail
from tests.submissions.mail.programs import PROGRAMS, Letter

WHOLE = PROGRAMS["netease_web"](Letter())

DELIVERIES = {
    "again": b"Received: from b by c; Tue, 10 Nov 2026 11:00:00 +0800\r\n" + WHOLE,
    "delivered to": b"Delivered-To: desk@example.net\r\nReturn-Path: <a@example.cn>\r\n"
    + WHOLE,
    "provider": b"X-NTES-SC: AL-1\r\nX-CM-TRANSID: 1\r\nAuthentication-Results: mx; dkim=pass\r\n"
    + WHOLE,
    "arc": b"ARC-Seal: i=1; a=rsa-sha256\r\nDKIM-Signature: v=1\r\n" + WHOLE,
    "line feeds": WHOLE.replace(b"\r\n", b"\n"),
    "mailbox line": b"From a@b.c Tue Nov 10 10:11:12 2026\r\n" + WHOLE,
    "blank lines at the end": WHOLE + b"\r\n\r\n\r\n",
    "folded otherwise": WHOLE.replace(b"?=\r\n =?", b"?=\r\n\t=?"),
    "status of a mailbox file": WHOLE.replace(
        b"MIME-Version", b"Status: RO\r\nX-UID: 7\r\nMIME-Version", 1
    ),
}


@pytest.mark.parametrize("way", DELIVERIES)
def test_f14_the_way_makes_no_difference(way: str):
    assert content_fingerprint(DELIVERIES[way]) == content_fingerprint(WHOLE)


def test_f14_quoted_from_lines_make_no_difference():
    one, other = plain(b"From here on\r\n"), plain(b">From here on\r\n")

    assert content_fingerprint(one) == content_fingerprint(other)


def plain(body: bytes) -> bytes:
    return b"From: a@example.cn\r\nMessage-ID: <1@example.cn>\r\n\r\n" + body


OTHERS = {
    "subject": WHOLE.replace(b"Subject: =?", b"Subject: x =?"),
    "sender": WHOLE.replace(b"zhaoxy@", b"wangjg@"),
    "date": WHOLE.replace(b"10:11:12 +0800", b"10:11:14 +0800"),
    "one byte": WHOLE[:-40] + bytes((WHOLE[-40] ^ 1,)) + WHOLE[-39:],
}


@pytest.mark.parametrize("difference", OTHERS)
def test_f15_another_message_under_the_same_id_is_another(difference: str):
    assert content_fingerprint(OTHERS[difference]) != content_fingerprint(WHOLE)


def test_f15_messages_without_an_id_differ_by_what_they_say():
    one, other = plain_mail("one"), plain_mail("other")

    assert content_fingerprint(one) != content_fingerprint(other)


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_f15_bodies_that_differ_are_told_apart(one: bytes, other: bytes):
    def said(body: bytes) -> bytes:
        return (
            body.replace(b"\r\r\n", b"\n")
            .replace(b"\r\n", b"\n")
            .replace(b"\r", b"\n")
            .rstrip(b" \t\n")
            .replace(b">From ", b"From ")
        )

    same = said(one) == said(other)

    assert (
        content_fingerprint(plain(one)) == content_fingerprint(plain(other))
    ) >= same
    if b"From " not in one + other:
        assert (
            content_fingerprint(plain(one)) == content_fingerprint(plain(other))
        ) == same
