"""The one shape in which a piece arrives, whatever door it came through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from press.copy.model import Block


@dataclass(frozen=True, slots=True)
class IncomingPhoto:
    """A photograph on disk with the sender's words; ``name`` is only a label.

    ``upload`` names the upload that it was, when it was one: what was seen of it then
    is taken over.
    """

    name: str
    path: Path
    caption: str = ""
    credit: str = ""
    upload: UUID | None = None


@dataclass(frozen=True, slots=True)
class IncomingClearance:
    """The sending unit's approval: who gave it, and the stamped page if it came."""

    approved_by: str = ""
    page_name: str = ""
    page: Path | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The letter that confirms arrival: the desk's own words, empty for the house's.

    ``withheld`` says why it is written down but not sent.
    """

    subject: str = ""
    body: str = ""
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A piece as it arrived; the same ``key`` twice is one delivery."""

    source: str
    key: str
    kind: str
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""
    blocks: tuple[Block, ...] = ()
    section_slug: str = ""
    contact_name: str = ""
    contact_unit: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    consent: bool = False
    note_to_desk: str = ""
    is_exclusive: bool = False
    exclusive_until: date | None = None  # the last day on which it is ours alone
    clearance: IncomingClearance | None = None
    photos: tuple[IncomingPhoto, ...] = ()
    receipt: Receipt | None = Receipt()  # None: nobody is written to
    received_at: datetime | None = None  # when it reached the house, if not now
