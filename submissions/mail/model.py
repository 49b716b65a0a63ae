"""A mail as it was understood; everything in it is text and bytes from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from press.copy.model import Block
from submissions.problems import Problem


class Automatic(StrEnum):
    """Why a mail counts as written by a machine; such mail is filed, never answered."""

    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    LIST = "list"  # mailing lists, newsletters, bulk
    OURS = "ours"  # our own letter come back (loop header)
    NO_REPLY = "no_reply"  # a sender behind which nobody reads


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of a mail apart from its words.

    ``name`` is a cleaned label, empty when the mail names none; ``content_type`` is
    what the mail claims, in lower case, and is only a hint.
    """

    name: str
    content_type: str
    data: bytes = field(repr=False)
    content_id: str = ""
    inline: bool = False
    name_given: bool = True  # False: the name is ours, the mail has none


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A link to a file left with a mail provider (超大附件); never followed by us."""

    name: str
    url: str
    size: str = ""  # as printed: 35.2M
    expires: date | None = None
    expires_text: str = ""  # as printed: 2026年12月10日 10:11 到期


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """What a mail says.

    ``blocks`` are the sender's own words; what was cut off stands in ``signature`` and
    ``quoted``.  ``charset`` is the one that decoded the body.
    """

    subject: str = ""
    sender_name: str = ""
    sender_address: str = ""  # lower case domain, '' when there is none
    reply_to: str = ""
    recipients: tuple[str, ...] = ()  # addresses, the first 50
    message_id: str = ""
    references: tuple[str, ...] = ()  # In-Reply-To first, then References
    sent_at: datetime | None = None
    blocks: tuple[Block, ...] = ()
    signature: str = ""
    quoted: str = ""
    charset: str = ""
    attachments: tuple[Attachment, ...] = ()
    names_within: tuple[str, ...] = ()  # of files inside attached mails
    large_files: tuple[LargeFile, ...] = ()
    automatic: Automatic | None = None
    forwarded: bool = False  # the words are somebody else's mail, passed on
    forwarded_from: str = ""  # its From line, as printed
    forward_note: str = ""  # what the sender wrote over it
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """Return the sender's own words, one paragraph a line."""
        return "\n".join(block.text for block in self.blocks)
