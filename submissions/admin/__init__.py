"""The desk's screens for submissions."""

from submissions.admin import (
    addresses,
    beats,
    calls,
    mailboxes,
    mails,
    people,
    piece,
    tags,
)

__all__ = [
    "addresses",
    "beats",
    "calls",
    "mailboxes",
    "mails",
    "people",
    "piece",
    "tags",
]
