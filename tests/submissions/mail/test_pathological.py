"""Mails made to exhaust a parser: read within seconds, the limit that cut is named."""

import time
import tracemalloc

import pytest

from submissions.mail.fingerprint import content_fingerprint
from submissions.mail.parsing import parse_mail
from submissions.problems import ProblemCode

HEAD = b"From: a@example.cn\r\nTo: c@d.cn\r\nMIME-Version: 1.0\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
HTML = HEAD + b"Content-Type: text/html\r\n\r\n"
LONGEST = 15.0  # seconds of a busy processor: thrice what the slowest takes there


def nested(depth: int) -> bytes:
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    closing = b"".join(b"\r\n--b%d--\r\n" % n for n in reversed(range(depth)))
    return HEAD + opening + b"Content-Type: text/plain\r\n\r\nhello" + closing


def parts(count: int) -> bytes:
    each = b"--b\r\nContent-Type: image/png; name=%d.png\r\n\r\nx\r\n"
    return MIXED + b"".join(each % n for n in range(count)) + b"--b--"


CASES = {
    "subject of 100 kB": (HEAD + b"Subject: " + b"a " * 50_000 + b"\r\n\r\nx", None),
    "subject of words": (
        HEAD + b"Subject: " + b"=?gb2312?B?xOO6ww==?=\r\n " * 4_500 + b"\r\n\r\nx",
        None,
    ),
    "subject of blanks": (HEAD + b"Subject: " + b" " * 1_000_000 + b"x\r\n\r\nx", None),
    "unclosed words": (HEAD + b"Subject: " + b"=?a?q?x" * 14_000 + b"\r\n\r\nx", None),
    "unclosed quotes": (HEAD + b"Cc: " + b'"\\' * 50_000 + b"\r\n\r\nx", None),
    "10,000 recipients": (
        HEAD
        + b"Cc: "
        + b", ".join(b'"N" <u%d@e.cn>' % n for n in range(10_000))
        + b"\r\n\r\nx",
        None,
    ),
    "5,000 parts": (parts(5_000), ProblemCode.TOO_MANY_PARTS),
    "depth 200": (nested(200), ProblemCode.TOO_DEEP),
    "depth 2,000": (nested(2_000), ProblemCode.TOO_DEEP),
    "mails in mails": (HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 2_000, None),
    "line of 10 MB": (HEAD + b"\r\n" + b"a" * 10_000_000, ProblemCode.TOO_LONG),
    "header of 10 MB": (
        HEAD + b"Subject: " + b"a" * 10_000_000 + b"\r\n\r\nx",
        ProblemCode.TOO_LONG,
    ),
    "200,000 headers": (
        HEAD + b"".join(b"X-%d: v\r\n" % n for n in range(200_000)) + b"\r\nx",
        ProblemCode.TOO_LONG,
    ),
    "2,000,000 boundaries": (
        MIXED + b"--b\r\n" * 2_000_000,
        ProblemCode.TOO_MANY_PARTS,
    ),
    "2,000,000 nearly boundaries": (MIXED + b"--bX\r\n" * 2_000_000, None),
    "no boundary": (
        HEAD + b"Content-Type: multipart/mixed\r\n\r\n" + b"--x y\r\n" * 500_000,
        None,
    ),
    "dashes": (HEAD + b"\r\n" + b"-" * 70 + b"\r\n" + b"---------\r\n" * 300_000, None),
    "quotation marks": (HEAD + b"\r\n" + b"> quoted\r\n" * 500_000, None),
    "returns": (HEAD + b"\r\n" + b"\r" * 5_000_000, None),
    "zero bytes": (HEAD + b"\r\n" + b"\x00" * 5_000_000, None),
    "every byte": (HEAD + b"\r\n" + bytes(range(256)) * 20_000, None),
    "html depth": (HTML + b"<div>" * 100_000, None),
    "html bold": (HTML + b"<b></p>" * 50_000, None),
    "html links": (HTML + b"<a><div>" * 50_000, None),
    "html ampersands": (HTML + b"&" * 300_000, None),
    "html spaces": (HTML + b"&nbsp;" * 100_000, None),
    "html comments": (HTML + b"<!--" * 300_000, None),
    "html brackets": (HTML + b"<" * 500_000, None),
    "html quotations": (HTML + b"<blockquote type=cite>x</blockquote>y" * 30_000, None),
    "uuencode": (HEAD + b"\r\n" + b"begin 644 a\r\nMabc\r\n" * 200_000, None),
    "yenc": (HEAD + b"\r\n" + b"=ybegin name=begin \r\n\n=yend" * 100_000, None),
    "parameters": (
        HEAD
        + b"Content-Type: a/b; "
        + b"; ".join(b"name*%d=x" % n for n in range(5_000))
        + b"\r\n\r\nx",
        None,
    ),
    "backslashes": (
        HEAD + b'Content-Type: a/b; name="' + b"\\" * 60_000 + b"\r\n\r\nx",
        None,
    ),
    "links": (HEAD + b"\r\n" + b"https://u.163.com/x 10M a.zip\r\n" * 50_000, None),
    "wrapped": (HEAD + b"\r\n" + (b"word " * 14 + b"\r\n") * 50_000, None),
}


@pytest.mark.parametrize("case", CASES)
def test_f40_a_pathological_mail_is_read_in_time(case: str):
    raw, code = CASES[case]

    start = time.process_time()
    read = parse_mail(raw)
    content_fingerprint(raw)
    seconds = time.process_time() - start

    assert seconds < LONGEST
    assert read.sender_address == "a@example.cn"
    if code:
        assert code in {problem.code for problem in read.problems}


def test_f40_limits_keep_what_comes_first():
    assert len(parse_mail(parts(5_000)).attachments) == 999
    assert len(parse_mail(CASES["10,000 recipients"][0]).recipients) == 50


def test_f40_memory_is_a_small_multiple_of_the_mail():
    raw = (
        MIXED
        + b"--b\r\nContent-Type: image/png; name=a.png\r\n"
        + (
            b"Content-Transfer-Encoding: base64\r\n\r\n"
            + b"QUJD" * 5_000_000
            + b"\r\n--b--\r\n"
        )
    )
    parse_mail(MIXED)  # what is imported and compiled once

    tracemalloc.start()
    parse_mail(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 4 * len(raw)
