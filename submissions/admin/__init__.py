"""The desk's screens for submissions."""

from submissions.admin import addresses, mailboxes, mails, people, piece, tags

__all__ = ["addresses", "mailboxes", "mails", "people", "piece", "tags"]
