"""The desk's screens for submissions."""

from submissions.admin import (
    addresses,
    beats,
    calls,
    correspondents,
    mailboxes,
    mails,
    people,
    piece,
    tags,
    units,
)

__all__ = [
    "addresses",
    "beats",
    "calls",
    "correspondents",
    "mailboxes",
    "mails",
    "people",
    "piece",
    "tags",
    "units",
]
