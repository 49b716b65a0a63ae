"""The desk's screens for submissions."""

from submissions.admin import mailboxes, mails, people, piece

__all__ = ["mailboxes", "mails", "people", "piece"]
