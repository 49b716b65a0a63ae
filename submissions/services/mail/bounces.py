"""Which letters of ours a report of non-delivery names."""

from __future__ import annotations

import re

from submissions.mail.model import IncomingMessage
from submissions.models import MailMessage
from submissions.services.mail import arriving

# As ``desk.services.letters.make_message_id`` writes them: nobody guesses one.
OURS = re.compile(rb"<[0-9a-f]{40}@[^<>\s]{1,120}>")
MOST = 20


def letters_named(message: MailMessage, parsed: IncomingMessage) -> tuple[str, ...]:
    """Return the Message-IDs of ours in a report: those it answers or cites."""
    cited = OURS.findall(arriving.read_raw(message))
    found = (*parsed.references, *(each.decode("ascii", "replace") for each in cited))
    return tuple(dict.fromkeys(found))[:MOST]
