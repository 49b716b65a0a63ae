"""Mail: how fast it is read, and an old mailbox taken in beside the new mail."""

from __future__ import annotations

from functools import cache

from bench.backlog import COUNT, Backlog, take_in_backlog
from bench.children import in_child
from bench.mails import MakeMail, photo_mail, plain_mail, word_mail
from bench.newsroom import editor
from bench.places import folder_within_home
from bench.registry import Reading, figure

HOW = (
    "One process takes {count} mails in, each kept, read, recognised and written with"
    " its guesses; {what}"
)
KINDS: dict[str, tuple[MakeMail, int, str]] = {
    "plain": (plain_mail, 200, "a story of 700 characters in the body"),
    "word": (word_mail, 80, "the story in a .docx"),
    "photo": (photo_mail, 40, "three photographs of 4 megapixels attached"),
}
OLD = (
    f"{COUNT:,} old mails (7 of 10 plain, 2 with Word, 1 with three photographs) in a"
    " real Dovecot, taken in by a real `up` with two worker processes"
)


def _per_second(kind: str) -> Reading:
    make, count, _what = KINDS[kind]
    editor()
    folder = folder_within_home(f"mails-{kind}")
    for seed in range(count + 1):
        (folder / f"{seed:05d}.eml").write_bytes(make(seed))
    taken = in_child("bench.jobs.mails", str(folder))
    return Reading(count / taken["seconds"], detail=f"peak {taken['peak_mb']:.0f} MB")


@figure(
    "mail_plain_per_s",
    unit="mails/s",
    how=HOW.format(count=KINDS["plain"][1], what=KINDS["plain"][2]),
)
def mail_plain() -> Reading:
    return _per_second("plain")


@figure(
    "mail_word_per_s",
    unit="mails/s",
    how=HOW.format(count=KINDS["word"][1], what=KINDS["word"][2]),
)
def mail_word() -> Reading:
    return _per_second("word")


@figure(
    "mail_photo_per_s",
    unit="mails/s",
    how=HOW.format(count=KINDS["photo"][1], what=KINDS["photo"][2]),
)
def mail_photo() -> Reading:
    return _per_second("photo")


@figure("backlog_10k_min", unit="minutes", how=f"{OLD}; from the button to the last")
def backlog_minutes() -> Reading:
    done = _backlog()
    detail = (
        f"{done.pieces:,} pieces, {done.letters} letters; of {done.fresh} new mails"
        f" meanwhile the slowest was read after {done.slowest_polls:.1f} polls"
    )
    return Reading(done.minutes, detail=detail)


@figure(
    "backlog_peak_mb",
    unit="MB",
    how=f"{OLD}; most memory (PSS) any worker process held, looked at every second",
)
def backlog_peak() -> Reading:
    done = _backlog()
    detail = f"{done.first_mb:.0f} MB after the first tenth"
    return Reading(done.peak_mb, detail=detail)


@figure(
    "mail_quiet_poll_bodies",
    unit="fetches",
    how="Bodies fetched by 10 looks into a mailbox of 1,000 mails without news,"
    " counted by a front before a real Dovecot",
)
def quiet_polls() -> Reading:
    from bench.quiet_mailbox import bodies_fetched  # noqa: PLC0415  needs Dovecot

    return Reading(bodies_fetched(mails=1000, looks=10))


@cache
def _backlog() -> Backlog:
    return take_in_backlog()
