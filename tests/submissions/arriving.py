"""Mail on its way into a running system: a mailbox set up, its rows counted."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Protocol

import httpx

from submissions.mail.imap.account import Account


class Running(Protocol):
    """A system that was started: its address, and commands on its home."""

    @property
    def url(self) -> str: ...

    def command(self, *arguments: str) -> list[dict]: ...


POLL_SECONDS = 15
PATIENCE = 120  # seconds
SEEN = "SELECT count(*) FROM submissions_mailbox WHERE uid_validity > 0"
MAILS = "SELECT count(*) FROM submissions_mailmessage"
PIECES = "SELECT count(*) FROM submissions_submission"
RECEIPTS = "SELECT count(*) FROM desk_letter WHERE kind = 'receipt'"


def rows(home: Path, query: str, *values: object) -> list[tuple]:
    path = home / "guidekit.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return database.execute(query, values).fetchall()


def wait_for_count(home: Path, query: str, expected: int) -> float:
    """Wait until a count is reached; return the seconds it took."""
    began = time.monotonic()
    while rows(home, query) != [(expected,)]:
        assert time.monotonic() - began < PATIENCE, (query, rows(home, query))
        time.sleep(0.25)
    return time.monotonic() - began


def set_up_mailbox(system: Running, account: Account) -> None:
    [made] = system.command("create_api_token", "test", "admin")
    typed = {
        "name": "园区导刊",
        "host": account.host,
        "port": account.port,
        "security": account.security.value,
        "username": account.username,
        "code": account.code,
        "poll_seconds": POLL_SECONDS,
    }
    answer = httpx.post(
        f"{system.url}/api/mailboxes/",
        json=typed,
        headers={"Authorization": f"Bearer {made['key']}"},
        timeout=30,
    )
    assert answer.status_code == 201, answer.text
