"""Send the letters of the outbox; none of them twice.

A letter is claimed before it is handed to the mail server. If we die, or lose the
connection, after the handing over began, nobody knows whether it left: such a letter is
not sent again but marked for a person to look at.
"""

from __future__ import annotations

import hashlib
import logging
import smtplib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email import encoders
from email.mime.base import MIMEBase
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import LetterState
from desk.letter_kinds import find_kind
from desk.models import Letter, LetterEnclosure
from desk.services.letters import make_message_id

logger = logging.getLogger(__name__)

LOOP_HEADER = "X-Guidekit-Loop"
LETTERS_A_ROUND = 100
LEASE = timedelta(minutes=5)
# Minutes to wait after the first, second … refusal; then 6 hours each.
BACK_OFF_MINUTES = (1, 5, 15, 60, 180, 360)
GIVE_UP_AFTER = timedelta(hours=24)
PERMANENT_FROM = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a letter did not leave."""

    reason: str
    retry: bool
    no_server: bool = False
    may_have_left: bool = False


def send_letters() -> int:
    """Send what is due; return how many letters left.

    Stops at the first that finds no server.
    """
    _flag_unknown()
    sent = 0
    for letter in _claimed():
        refusal = _hand_over(letter)
        _note(letter, refusal)
        sent += refusal is None
        if refusal is not None and refusal.no_server:
            break
    return sent


def _claimed() -> Iterator[Letter]:
    """Claim one due letter after another."""
    due = Letter.objects.filter(
        state=LetterState.QUEUED, due_at__lte=timezone.now()
    ).order_by("due_at")
    for letter in due[:LETTERS_A_ROUND]:
        letter.lease_token = uuid.uuid4()
        claimed = Letter.objects.filter(pk=letter.pk, state=LetterState.QUEUED).update(
            state=LetterState.SENDING,
            attempts=F("attempts") + 1,
            lease_token=letter.lease_token,
            lease_until=timezone.now() + LEASE,
        )
        if claimed:
            letter.attempts += 1
            yield letter


def _hand_over(letter: Letter) -> Refusal | None:
    try:
        message = _message(letter)
    except OSError as error:  # nothing was said to a mail server yet
        logger.error("Letter %s: an enclosure cannot be read: %r", letter.pk, error)
        return Refusal(_("An enclosure of this letter cannot be read."), retry=False)
    message.connection = connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return Refusal(_no_server(error), retry=True, no_server=True)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        return _answered(code, answer)
    except smtplib.SMTPResponseException as error:
        return _answered(error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        logger.warning("Letter %s: %r in the middle of sending", letter.pk, error)
        return Refusal(unknown(), retry=False, may_have_left=True)
    finally:
        _close(connection)
    return None


def _message(letter: Letter) -> EmailMessage:
    """Return a letter as a mail: plain text, a paragraph a line, and its enclosures.

    Lines are not broken by us: a telephone would break them once more.
    """
    kind = find_kind(letter.kind)
    message = EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.recipient],
        headers={
            # RFC 3834: an answer to what she sent, or written on our own account.
            "Auto-Submitted": (
                "auto-replied" if kind and kind.answers else "auto-generated"
            ),
            "X-Auto-Response-Suppress": "All",
            LOOP_HEADER: settings.SITE_URL,
            # The same for every attempt, so that a doubled letter shows as one.
            "Message-ID": letter.message_id or make_message_id(letter.unique_key),
        },
    )
    for enclosure in letter.enclosures.all():
        message.attach(_part(enclosure))
    return message


def _part(enclosure: LetterEnclosure) -> MIMEBase:
    """Return an enclosure as a part of a mail, byte for byte."""
    with enclosure.file.open("rb") as file:
        data = file.read()
    if hashlib.sha256(data).hexdigest() != enclosure.sha256:
        raise OSError(f"{enclosure.file.name} is not what was enclosed")
    main, _slash, sub = enclosure.content_type.partition("/")
    part = MIMEBase(main or "application", sub or "octet-stream")
    part.set_payload(data)
    encoders.encode_base64(part)
    part.add_header(
        "Content-Disposition", "attachment", filename=("utf-8", "", enclosure.name)
    )
    return part


def _note(letter: Letter, refusal: Refusal | None) -> None:
    now = timezone.now()
    fields: dict[str, Any] = {"lease_token": None, "lease_until": None}
    if refusal is None:
        fields |= {"state": LetterState.SENT, "sent_at": now, "error": ""}
    else:
        waits = _waits(letter.attempts)
        due = now + waits[-1]
        # Counted from the first try: a letter may be written days before it is due.
        tried_for = sum(waits, timedelta())
        again = refusal.retry and tried_for <= GIVE_UP_AFTER
        fields |= {
            "state": LetterState.QUEUED if again else LetterState.FAILED,
            "error": refusal.reason,
            "due_at": due,
            "may_have_left": refusal.may_have_left,
        }
    Letter.objects.filter(
        pk=letter.pk, state=LetterState.SENDING, lease_token=letter.lease_token
    ).update(**fields)
    logger.info("Letter %s is %s", letter.pk, fields["state"])


def _waits(attempts: int) -> list[timedelta]:
    """Return how long is waited after each refusal so far, the last one included."""
    last = len(BACK_OFF_MINUTES) - 1
    return [
        timedelta(minutes=BACK_OFF_MINUTES[min(number, last)])
        for number in range(attempts)
    ]


def _flag_unknown() -> None:
    """Mark the letters during whose sending a worker died."""
    Letter.objects.filter(
        state=LetterState.SENDING, lease_until__lt=timezone.now()
    ).update(
        state=LetterState.FAILED,
        error=unknown(),
        may_have_left=True,
        lease_token=None,
        lease_until=None,
    )


def unknown() -> str:
    """Say that nobody knows whether a letter left."""
    return _(
        "It is not known whether this letter left. Look into the mailbox of sent "
        "letters before you write again."
    )


def _no_server(error: Exception) -> str:
    return _("The mail server does not let us in (%(type)s).") % {
        "type": type(error).__name__
    }


def _answered(code: int, answer: bytes | str) -> Refusal:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    reason = _("The mail server refused the letter: %(code)d %(answer)s.") % {
        "code": code,
        "answer": text[:200].rstrip("."),
    }
    return Refusal(reason, retry=code < PERMANENT_FROM)


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException) as error:
        logger.info("The mail server did not say good-bye: %r", error)
