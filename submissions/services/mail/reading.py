"""Read a mail that is kept: what it is, what it brings, and the piece it becomes.

May run any number of times: the piece is taken in under the mail's own key, and what
stood about the mail is written anew.  One bad mail stops no other: whatever cannot be
understood is kept aside with a reason.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _

from desk.enums import JobQueue
from desk.exceptions import Refused
from desk.jobs import JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.returned_letters import note_returned
from submissions.mail.model import IncomingMessage
from submissions.mail.parsing import parse_mail
from submissions.mail_enums import READ_AGAIN, MailReason, Outcome
from submissions.models import Mailbox, MailMessage
from submissions.services.mail import arriving
from submissions.services.mail.bounces import letters_named
from submissions.services.mail.noting import Verdict, note_facts, note_verdict
from submissions.services.mail.opening import Opened, open_attachments
from submissions.services.mail.photographs import find_photographs
from submissions.services.mail.receipts import receipt_for
from submissions.services.mail.replies import find_answered
from submissions.services.mail.taking import take_answer, take_story
from submissions.services.mail.understanding import Understood, understand

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MailReading:
    """A mail with what was found in it; for commands that report."""

    message: MailMessage
    parsed: IncomingMessage
    parts: tuple[Opened, ...] = ()
    understood: Understood | None = None


def read_mail(message: MailMessage) -> MailReading:
    """Read a mail and write down what it is; a settled one is only parsed again."""
    parsed = parse(message)
    if not message.is_original or message.outcome not in READ_AGAIN:
        return MailReading(message, parsed)
    note_facts(message, parsed)
    try:
        return _read(message, parsed)
    except DatabaseError:
        raise  # time heals it: the job tries again
    except Exception as error:
        logger.exception("Mail %s could not be understood", message.pk)
        verdict = Verdict(
            Outcome.QUARANTINED, MailReason.UNREADABLE, type(error).__name__
        )
        note_verdict(message, verdict)
        return MailReading(message, parsed)


def read_again(*, message: MailMessage, actor: User) -> MailMessage:
    """Read a mail once more because a person asks for it."""
    policy.require(actor, "mail.process", message)
    if message.outcome not in READ_AGAIN or not message.is_original:
        raise Refused(
            _("This mail is settled (%(outcome)s) and is not read again.")
            % {"outcome": message.get_outcome_display()},
            code="mail_settled",
        )
    record(obj=message, verb="mail.read_again", actor=actor)
    read_mail(message)
    message.refresh_from_db()
    return message


def parse(message: MailMessage) -> IncomingMessage:
    """Return what a kept mail says."""
    return parse_mail(
        arriving.read_raw(message),
        own_addresses=own_addresses(),
        loop_token=settings.SITE_URL,
    )


def own_addresses() -> tuple[str, ...]:
    """Return the addresses we write from and read at."""
    ours = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip("> ")
    names = Mailbox.objects.values_list("username", flat=True)
    return (ours, *(name for name in names if "@" in name))


def _read(message: MailMessage, parsed: IncomingMessage) -> MailReading:
    if parsed.automatic is not None:
        reason = MailReason(parsed.automatic.value)
        note_verdict(message, Verdict(Outcome.FILED, reason))
        if reason == MailReason.BOUNCE:
            note_returned(letters_named(message, parsed))
        return MailReading(message, parsed)
    with work_folder() as work:
        parts = open_attachments(parsed.attachments, work)
        answer = find_answered(parsed)
        if answer.piece is not None:
            take_answer(message, parsed, parts, piece=answer.piece)
            return MailReading(message, parsed, parts)
        understood = understand(parsed, parts, find_photographs(parts))
        take_story(
            message,
            parsed,
            parts,
            understood,
            answer=answer,
            receipt=receipt_for(message, parsed),
        )
    return MailReading(message, parsed, parts, understood)


@contextmanager
def work_folder() -> Iterator[Path]:
    """Lend a folder of the home for the files of one mail, thrown away after."""
    home = Path(settings.GUIDEKIT_HOME) / "uploads" / "mail"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run_reading(job: Job, _context: JobContext) -> dict[str, Any]:
    """Read the mail that a job names; a mail that is gone is nothing to do."""
    message = MailMessage.objects.filter(pk=job.payload.get("mail")).first()
    if message is None:
        return {"outcome": "gone"}
    read_mail(message)
    return {"outcome": message.outcome}


def register_jobs() -> None:
    """Name the jobs of the mailbox to the desk."""
    register(arriving.READ, run_reading, queue=JobQueue.MAIL, lease_seconds=30)
