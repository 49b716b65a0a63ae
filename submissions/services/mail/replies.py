"""Tell whether a mail answers a piece that is here, and whether its author wrote it.

A sender's line and a receipt number can be typed by anybody.  What proves the author is
what only she was told: the Message-ID of a letter of ours, or the private word of the
status page that stands in it; and it must come from the address we wrote to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.models import Letter
from submissions.mail.model import IncomingMessage
from submissions.models import Submission
from submissions.services.tokens import token_hash

REF = re.compile(r"GK-\d{4}-\d{4,8}")
STATUS_LINK = re.compile(r"/status/([A-Za-z0-9_-]{20,64})")
SEARCHED = 50_000  # characters
MOST_TOKENS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mail claims to answer; ``piece`` only when the claim is proven."""

    ref: str = ""
    piece: Submission | None = None

    @property
    def is_unproven(self) -> bool:
        return bool(self.ref) and self.piece is None


def find_answered(parsed: IncomingMessage) -> Answer:
    """Return the piece a mail answers, or only the number that it quotes."""
    words = "\n".join((parsed.subject, parsed.text, parsed.quoted))[:SEARCHED]
    told = _by_letter(parsed) or _by_status_link(words)
    quoted = REF.search(words)
    ref = told.ref if told else quoted.group() if quoted else ""
    if told is None or not _from_author(told, parsed):
        return Answer(ref)
    return Answer(ref, told)


def _by_letter(parsed: IncomingMessage) -> Submission | None:
    """Return the piece of which a letter bears a Message-ID this mail refers to."""
    named = [reference[:200] for reference in parsed.references[:20]]
    letter = (
        Letter.objects.filter(
            message_id__in=named, object_type=Submission._meta.label_lower
        )
        .exclude(message_id="")
        .first()
    )
    if letter is None or not letter.object_id.isdigit():
        return None
    return Submission.objects.filter(pk=letter.object_id).first()


def _by_status_link(words: str) -> Submission | None:
    tokens = [match.group(1) for match in STATUS_LINK.finditer(words)][:MOST_TOKENS]
    hashes = [token_hash(token) for token in tokens]
    return Submission.objects.filter(status_token_hash__in=hashes).first()


def _from_author(piece: Submission, parsed: IncomingMessage) -> bool:
    address = piece.contact_email.casefold()
    return bool(address) and address == parsed.sender_address.casefold()
