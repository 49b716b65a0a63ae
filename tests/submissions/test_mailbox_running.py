"""The whole system beside a real mailbox: two polls, a killed worker, nothing lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx
import psutil
import pytest

from guidekit.demo.system import System, running_system
from tests.servers.fixtures import dovecot, mailbox
from tests.submissions.mails import make_mail

__all__ = ["dovecot", "mailbox"]

POLL_SECONDS = 15
PATIENCE = 120  # seconds


def rows(home: Path, query: str, *values: object) -> list[tuple]:
    path = home / "guidekit.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return database.execute(query, values).fetchall()


def wait_for(home: Path, query: str, expected: int) -> float:
    """Wait until a count is reached; return the seconds it took."""
    began = time.monotonic()
    while rows(home, query) != [(expected,)]:
        assert time.monotonic() - began < PATIENCE, (query, rows(home, query))
        time.sleep(0.25)
    return time.monotonic() - began


def set_up_mailbox(system: System, account) -> None:
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


def kill_workers(home: Path) -> int:
    """Kill the worker and its children the hard way."""
    killed = 0
    for process in psutil.process_iter():
        try:
            ours = process.environ().get("GUIDEKIT_HOME") == str(home)
            if ours and {"celery", "worker"} <= set(process.cmdline()):
                os.kill(process.pid, signal.SIGKILL)
                killed += 1
        except psutil.Error:
            continue
    return killed


def test_a_mail_is_a_piece_within_two_polls(mailbox, tmp_path: Path) -> None:
    mailbox.deliver(make_mail())
    with running_system(tmp_path) as system:
        set_up_mailbox(system, mailbox.account())
        wait_for(tmp_path, SEEN, 1)

        mailbox.deliver(make_mail(), make_mail())
        seconds = wait_for(tmp_path, PIECES, 2)

    assert seconds < 2 * POLL_SECONDS
    assert rows(tmp_path, RECEIPTS) == [(2,)]


@pytest.mark.acceptance
def test_f02_a_killed_worker_loses_and_doubles_no_mail(mailbox, tmp_path: Path) -> None:
    with running_system(tmp_path) as system:
        set_up_mailbox(system, mailbox.account())
        wait_for(tmp_path, SEEN, 1)

        mailbox.deliver(*(make_mail() for _ in range(22)))
        while rows(tmp_path, MAILS)[0][0] < 4:
            time.sleep(0.05)
        assert kill_workers(tmp_path) > 0
        wait_for(tmp_path, PIECES, 22)
        broken = [row for row in system.command("check_invariants") if not row["ok"]]

    assert broken == []
    assert rows(tmp_path, MAILS) == [(22,)]
    assert rows(tmp_path, RECEIPTS) == [(22,)]


SEEN = "SELECT count(*) FROM submissions_mailbox WHERE uid_validity > 0"
MAILS = "SELECT count(*) FROM submissions_mailmessage"
PIECES = "SELECT count(*) FROM submissions_submission"
RECEIPTS = "SELECT count(*) FROM desk_letter WHERE kind = 'receipt'"
