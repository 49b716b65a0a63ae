"""An old mailbox taken in by a running system, while new mail goes on arriving."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from bench.mails import mixed_mails, plain_mail
from bench.places import folder_within_home
from guidekit.demo.system import System, running_system
from tests.servers.dovecot import Mailbox, running_dovecot

COUNT = 10_000
FRESH_EVERY = 20.0  # seconds between two new mails
POLL_SECONDS = 15
LIMIT = 45 * 60  # seconds


@dataclass(slots=True)
class Backlog:
    """What taking in an old mailbox came to."""

    minutes: float = 0
    pieces: int = 0
    letters: int = 0
    fresh: int = 0
    slowest_polls: float = 0
    first_mb: float = 0
    peak_mb: float = 0


def take_in_backlog(count: int = COUNT) -> Backlog:
    """Run it; raises ``RuntimeError`` when it does not end in time."""
    home = folder_within_home("backlog")
    with running_dovecot() as server, running_system(home) as system:
        box = server.mailbox()
        for raw in mixed_mails(count):  # one at a time: together they are gigabytes
            box.deliver(raw)
        run = _Run(home, box, count)
        run.begin(system)
        return run.watch()


class _Run:
    """One run: asks for the old mail, sends new mail, watches."""

    def __init__(self, home: Path, box: Mailbox, count: int) -> None:
        self.home, self.box, self.count = home, box, count
        self.found = Backlog()
        self._sent: dict[str, float] = {}  # headline → when it was sent

    def begin(self, system: System) -> None:
        """Write the mailbox down, wait for its first look, ask for the old mail."""
        with _client(system) as client:
            account = self.box.account()
            made = client.post(
                "/api/mailboxes/",
                json={
                    "name": "old",
                    "host": account.host,
                    "port": account.port,
                    "security": account.security.value,
                    "username": account.username,
                    "code": account.code,
                    "poll_seconds": POLL_SECONDS,
                },
            )
            made.raise_for_status()
            seen = "SELECT count(*) FROM submissions_mailbox WHERE uid_validity > 0"
            while not self._count(seen):
                time.sleep(0.5)
            asked = client.post(f"/api/mailboxes/{made.json()['id']}/backlog/")
            asked.raise_for_status()

    def watch(self) -> Backlog:
        """Look every second until the last old mail is read."""
        began = fresh_at = time.monotonic()
        done = 0
        while done < self.count:
            now = time.monotonic()
            if now >= fresh_at:
                self._send_fresh(now)
                fresh_at = now + FRESH_EVERY
            self._note_fresh(now)
            done = self._count(OLD_READ)
            self._note_memory(done)
            if now - began > LIMIT:
                raise RuntimeError(f"After {LIMIT} s {done} of {self.count} were in.")
            time.sleep(1)
        self.found.minutes = (time.monotonic() - began) / 60
        self.found.pieces = self._count("SELECT count(*) FROM submissions_submission")
        self.found.letters = self._count(OLD_LETTERS)
        return self.found

    def _send_fresh(self, now: float) -> None:
        self.found.fresh += 1
        raw = plain_mail(self.count + self.found.fresh)
        message_id = f"<bench{self.count + self.found.fresh}@zone.example>"
        self._sent[message_id] = now
        self.box.deliver(raw)

    def _note_fresh(self, now: float) -> None:
        """Note how long the slowest new mail took to become a piece."""
        for message_id, sent_at in list(self._sent.items()):
            if self._count(FRESH_READ, message_id):
                del self._sent[message_id]
            polls = (now - sent_at) / POLL_SECONDS
            self.found.slowest_polls = max(self.found.slowest_polls, polls)

    def _note_memory(self, done: int) -> None:
        peak = max(map(_megabytes, _workers(self.home)), default=0.0)
        self.found.peak_mb = max(self.found.peak_mb, peak)
        if done <= self.count // 10:
            self.found.first_mb = self.found.peak_mb

    def _count(self, query: str, *values: str) -> int:
        path = self.home / "guidekit.sqlite3"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return int(database.execute(query, values).fetchone()[0])


OLD_READ = (
    "SELECT count(*) FROM submissions_mailmessage"
    " WHERE is_silent AND outcome <> 'waiting'"
)
OLD_LETTERS = (
    "SELECT count(*) FROM desk_letter WHERE object_id IN (SELECT submission_id"
    " FROM submissions_mailmessage WHERE is_silent)"
)
FRESH_READ = (
    "SELECT count(*) FROM submissions_mailmessage"
    " WHERE message_id = ? AND outcome <> 'waiting'"
)


def _client(system: System) -> httpx.Client:
    """Return a program that may set mailboxes up."""
    [made] = system.command("create_api_token", "bench", "admin")
    headers = {"Authorization": f"Bearer {made['key']}"}
    return httpx.Client(base_url=system.url, headers=headers, timeout=30)


def _workers(home: Path) -> list[psutil.Process]:
    """Return the worker processes of the system that runs on a home."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("GUIDEKIT_HOME") != str(home):
                continue
            if {"celery", "worker"} <= set(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def _megabytes(process: psutil.Process) -> float:
    try:
        return process.memory_full_info().pss / 1024**2
    except psutil.Error:
        return 0.0
