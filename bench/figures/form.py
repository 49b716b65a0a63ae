"""The public form with many people at it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from bench.photographs import small_photograph
from bench.places import folder_within_home, set_for_children
from bench.public_form import Sending, send_all
from bench.registry import Reading, figure
from bench.timing import median, percentile
from guidekit.demo.system import running_system

USERS, EACH = 50, 2
HOW = (
    f"{USERS} people at once send {EACH} stories each, the first with a photograph, "
    "to a real `up` over the loopback"
)


@figure(
    "form_50_users_p95_ms",
    unit="ms",
    how=f"{HOW}; from the button to the receipt, 95 of 100 are quicker",
)
def form_p95() -> Reading:
    seconds = [sending.seconds for sending in _load()[0]]
    detail = f"median {median(seconds) * 1000:.0f} ms"
    return Reading(percentile(seconds, 0.95) * 1000, detail=detail)


@figure(
    "form_50_users_lost",
    unit="stories",
    how=f"{HOW}; sent and not found, with receipt and headline, in the database "
    "after the system was stopped",
)
def form_lost() -> Reading:
    sendings, kept = _load()
    lost = [sent for sent in sendings if kept.get(sent.ref) != sent.headline]
    detail = f"{len(sendings)} sent, {sum(bool(s.ref) for s in sendings)} receipts"
    return Reading(len(lost), detail=detail)


@cache
def _load() -> tuple[Sequence[Sending], dict[str, str]]:
    home = folder_within_home("form")
    photo = small_photograph()
    # All of them come from one address here, which is what the limit is against.
    with set_for_children(FORM_RATE_PER_HOUR="100000"), running_system(home) as system:
        send_all(system.url, users=4, each=1, photo=photo)
        sendings = send_all(system.url, users=USERS, each=EACH, photo=photo)
    return sendings, _headlines(home)


def _headlines(home: Path) -> dict[str, str]:
    with closing(sqlite3.connect(home / "guidekit.sqlite3")) as database:
        rows = database.execute("SELECT ref, headline FROM submissions_submission")
        return dict(rows.fetchall())
