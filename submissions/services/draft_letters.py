"""The letter that brings the link of an unsent piece to another machine.

It repeats nothing that was typed: it may go to an address that nobody has looked at.
"""

from __future__ import annotations

import hashlib

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.enums import LetterState
from desk.exceptions import Refused
from desk.models import Letter
from desk.services.letters import write_letter_of_kind
from submissions import letter_kinds as kinds
from submissions.models import FormDraft
from submissions.services.codes import plain_email
from submissions.services.drafts import resume_link


def mail_resume_link(*, draft: FormDraft, email: str) -> Letter:
    """Mail the link of an unsent piece; once an hour to one address."""
    email, now = plain_email(email), timezone.localtime()
    to = hashlib.sha256(email.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    until = timezone.localtime(draft.expires_at).date()
    letter = write_letter_of_kind(
        kind=kinds.RESUME_LINK,
        unique_key=f"resume:{draft.key.hex}:{to}:{now:%Y%m%d%H}",
        recipient=email,
        words={"link": resume_link(draft.key), "until": date_format(until)},
    )
    if letter is None or letter.state == LetterState.SUPPRESSED:
        raise Refused(
            _("No letter can be sent to this e-mail now. Write the link down instead."),
            code="not_sent",
        )
    return letter
