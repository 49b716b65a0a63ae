"""The whole system beside a real mailbox: a killed worker, nothing lost."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil
import pytest

from guidekit.demo.system import running_system
from tests.servers.fixtures import dovecot, mailbox
from tests.submissions.arriving import (
    MAILS,
    PIECES,
    RECEIPTS,
    SEEN,
    rows,
    set_up_mailbox,
    wait_for_count,
)
from tests.submissions.mails import make_mail

__all__ = ["dovecot", "mailbox"]


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


@pytest.mark.acceptance
def test_f02_a_killed_worker_loses_and_doubles_no_mail(mailbox, tmp_path: Path) -> None:
    with running_system(tmp_path) as system:
        set_up_mailbox(system, mailbox.account())
        wait_for_count(tmp_path, SEEN, 1)

        mailbox.deliver(*(make_mail() for _ in range(22)))
        while rows(tmp_path, MAILS)[0][0] < 4:
            time.sleep(0.05)
        assert kill_workers(tmp_path) > 0
        wait_for_count(tmp_path, PIECES, 22)
        broken = [row for row in system.command("check_invariants") if not row["ok"]]

    assert broken == []
    assert rows(tmp_path, MAILS) == [(22,)]
    assert rows(tmp_path, RECEIPTS) == [(22,)]
