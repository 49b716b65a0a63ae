"""Reading answers: whatever a server sends, it is read or stepped over."""

from __future__ import annotations

import imaplib
import socket
from datetime import UTC, datetime, timedelta, timezone
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from submissions.mail.imap.account import Account, Security
from submissions.mail.imap.connection import Connection
from submissions.mail.imap.fetching import Reader
from submissions.mail.imap.line import Line
from submissions.mail.imap.refusals import naming
from submissions.mail.imap.replies import Fetched, fetched, numbers, uid_set, was_copied
from submissions.mail.imap.steps import MailboxFailure, Step

ACCOUNT = Account("localhost", 143, "desk", "SECRET", Security.NONE)
BODY = b"Subject: x\r\n\r\n* 1 FETCH\r\n"
TRANSCRIPT = (
    b"* OK ready\r\n* CAPABILITY IMAP4rev1 ID\r\nAAAA0 OK done\r\n"
    b"* 2 EXISTS\r\nAAAA1 OK done\r\n"
    b"* 1 FETCH (UID 7)\r\n* 2 FETCH (UID 9)\r\nAAAA2 OK done\r\n"
    b"* 1 FETCH (UID 7 RFC822.SIZE 25)\r\n* 2 FETCH (RFC822.SIZE 3 UID 9)\r\n"
    b"AAAA3 OK done\r\n"
    b'* 1 FETCH (UID 7 INTERNALDATE " 1-Nov-2026 08:00:00 +0800")\r\nAAAA4 OK done\r\n'
    b"* 1 FETCH (UID 7 RFC822.SIZE 25 BODY[] {25}\r\n"
    + BODY
    + b")\r\nAAAA5 OK done\r\n"
)


def read_all(transcript: bytes) -> tuple[object, ...]:
    """Read a whole session out of what a server said in one go."""
    ours, theirs = socket.socketpair()
    ours.settimeout(2)
    theirs.sendall(transcript)
    theirs.shutdown(socket.SHUT_WR)
    with ours, theirs, patch.object(imaplib, "Int2AP", lambda number: b"AAAA"):
        with naming(Step.CONNECT, ACCOUNT):
            connection = Connection(ours, host="localhost", timeout=2)
        connection.state = "SELECTED"
        reader = Reader(Line(connection, ACCOUNT))
        return (
            reader.uids_after(0),
            reader.sizes([7, 9]),
            reader.dates([7]),
            reader.fetch(7, longest=1000),
        )


def test_transcript_is_read() -> None:
    assert read_all(TRANSCRIPT) == (
        [7, 9],
        {7: 25, 9: 3},
        {7: datetime(2026, 11, 1, tzinfo=UTC)},
        BODY,
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    at=st.integers(0, len(TRANSCRIPT)),
    gone=st.integers(0, 12),
    new=st.binary(max_size=12) | st.sampled_from([b"{3}\r\n", b"\r\n", b"* BYE\r\n"]),
)
def test_damaged_transcript_is_read_or_refused(at: int, gone: int, new: bytes) -> None:
    damaged = TRANSCRIPT[:at] + new + TRANSCRIPT[at + gone :]

    try:
        *_, body = read_all(damaged)
    except MailboxFailure as failure:
        assert failure.sentence
    else:
        assert body is None or isinstance(body, bytes)


@given(st.integers(0, len(TRANSCRIPT) - 1))
def test_cut_transcript_never_ends_well(at: int) -> None:
    with pytest.raises(MailboxFailure):
        read_all(TRANSCRIPT[:at])


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (b"1 (UID 5 RFC822.SIZE 99)", Fetched(uid=5, size=99)),
        (b"1 (uid 5 rfc822.size 99)", Fetched(uid=5, size=99)),
        (b"1 (FLAGS (UID 6) UID 5)", Fetched(uid=5)),
        (b'1 (BODY[] "" UID 5)', Fetched(uid=5, body=b"")),
        (b"1 (UID 99999999999 RFC822.SIZE 3)", Fetched(size=3)),
        (b'1 (INTERNALDATE "31-Feb-2026 08:00:00 +0800" UID 5)', Fetched(uid=5)),
        (b'1 (INTERNALDATE "01-Foo-2026 08:00:00 +0800" UID 5)', Fetched(uid=5)),
        (b'1 (INTERNALDATE "01-Nov-2026 08:00:00 +9999" UID 5)', Fetched(uid=5)),
        (
            b'1 (INTERNALDATE "01-Nov-2026 08:00:00 -0330")',
            Fetched(
                dated=datetime(
                    2026, 11, 1, 8, tzinfo=timezone(-timedelta(hours=3, minutes=30))
                )
            ),
        ),
        (b"", Fetched()),
        (None, Fetched()),
    ],
)
def test_fetch_lines(line: bytes | None, read: Fetched) -> None:
    assert list(fetched([line])) == [read]


def test_fetch_with_two_literals() -> None:
    lines = [
        (b"1 (BODY[HEADER] {4}", b"head"),
        (b" BODY[] {4}", b"body"),
        b" UID 5)",
        b"2 (UID 6)",
    ]

    assert list(fetched(lines)) == [Fetched(uid=5, body=b"body"), Fetched(uid=6)]


def test_numbers_of_several_lines() -> None:
    assert numbers([b"3 1", b"", None, b"2 3 x 99999999999"]) == [1, 2, 3]


@given(st.sets(st.integers(1, 60)))
def test_uid_set_names_each_once(uids: set[int]) -> None:
    text = uid_set(sorted(uids))

    named = []
    for span in filter(None, text.split(",")):
        first, _, last = span.partition(":")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(uids)


@pytest.mark.parametrize(
    ("code", "copied"),
    [
        (b"5 2 9", True),
        (b"5 3 9", False),
        (b"5 2:3 9:10", False),
        (b"", False),
        (None, False),
    ],
)
def test_was_copied_only_if_exactly_this_one(code: bytes | None, copied: bool) -> None:
    assert was_copied([code], 2) is copied
