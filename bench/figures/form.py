"""The public form with many people at it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from bench.photographs import camera_photograph
from bench.places import folder_within_home, set_for_children
from bench.public_form import Sending, send_all
from bench.registry import Reading, figure
from bench.timing import median, percentile
from bench.web_memory import web_peak_mb
from guidekit.demo.system import running_system

USERS, EACH, PHOTOS = 50, 1, 4
HOW = (
    f"{USERS} people at once send {PHOTOS} photographs of 8 MB and 24 megapixels each "
    "by tus, then the story, to a real `up` over the loopback"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands in the database for a receipt number."""

    headline: str
    photos: tuple[str, ...]


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
    how=f"{HOW}; sent and not found, with receipt, headline and every photograph by "
    "its hash, in the database after the system was stopped",
)
def form_lost() -> Reading:
    sendings, kept, _memory = _load()
    lost = [
        sent
        for sent in sendings
        if kept.get(sent.ref) != Kept(sent.headline, sent.photos)
    ]
    detail = f"{len(sendings)} sent, {sum(bool(s.ref) for s in sendings)} receipts"
    return Reading(len(lost), detail=detail)


@figure(
    "form_50_users_doubled",
    unit="stories",
    how=f"{HOW}; in the database more than once, by headline",
)
def form_doubled() -> Reading:
    headlines = [piece.headline for piece in _load()[1].values()]
    return Reading(len(headlines) - len(set(headlines)))


@figure(
    "form_50_users_web_mb",
    unit="MB",
    how=f"{HOW}; the most memory that a web process held meanwhile (VmHWM)",
)
def form_memory() -> Reading:
    return Reading(_load()[2])


@cache
def _load() -> tuple[Sequence[Sending], dict[str, Kept], float]:
    home = folder_within_home("form")
    photograph = camera_photograph()
    # All of them come from one address here, which is what the limits are against.
    limits = {"FORM_RATE_PER_HOUR": "100000", "FORM_UPLOAD_MB_PER_HOUR": "100000"}
    with set_for_children(**limits), running_system(home) as system:
        send = partial(send_all, system.url, each=EACH, photograph=photograph)
        send(users=4, photos=1)
        sendings = send(users=USERS, photos=PHOTOS)
        memory = web_peak_mb(system.url)
    return sendings, _kept(home), memory


def _kept(home: Path) -> dict[str, Kept]:
    with closing(sqlite3.connect(home / "guidekit.sqlite3")) as database:
        pieces = database.execute(
            "SELECT id, ref, headline FROM submissions_submission"
        )
        found = {pk: (ref, headline) for pk, ref, headline in pieces}
        photos: dict[int, list[str]] = {pk: [] for pk in found}
        rows = database.execute(
            "SELECT submission_id, sha256 FROM submissions_photo ORDER BY position"
        )
        for pk, digest in rows:
            photos[pk].append(digest)
    return {
        ref: Kept(headline, tuple(photos[pk])) for pk, (ref, headline) in found.items()
    }
