"""The desk's screens for submissions."""

from submissions.admin import addresses, mailboxes, mails, people, piece

__all__ = ["addresses", "mailboxes", "mails", "people", "piece"]
