"""The desk's screens for submissions."""

from submissions.admin import addresses, beats, mailboxes, mails, people, piece, tags

__all__ = ["addresses", "beats", "mailboxes", "mails", "people", "piece", "tags"]
