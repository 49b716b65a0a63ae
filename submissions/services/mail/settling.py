"""Look after mails whose reading was given up: they are kept aside, with the reason."""

from __future__ import annotations

import logging

from desk.enums import JobState
from desk.models import Job
from submissions.mail_enums import MailReason, Outcome
from submissions.models import MailMessage
from submissions.services.mail.arriving import READ, ask_for_reading
from submissions.services.mail.noting import Verdict, note_verdict

logger = logging.getLogger(__name__)

ROWS = 200


def settle_given_up() -> int:
    """Keep aside what killed its worker too often; return how many mails that were.

    A mail that waits and for which nobody was asked (we died in between) is asked for.
    """
    settled = 0
    waiting = MailMessage.objects.waiting().filter(is_original=True).order_by("pk")
    for message in waiting[:ROWS]:
        job = Job.objects.filter(unique_key=f"{READ}:{message.pk}").first()
        if job is None and not message.is_silent:
            ask_for_reading(message)
        elif job is not None and job.state == JobState.FAILED:
            verdict = Verdict(Outcome.QUARANTINED, MailReason.GAVE_UP, job.error)
            note_verdict(message, verdict)
            logger.error("Mail %s was given up: %s", message.pk, job.error)
            settled += 1
    return settled
