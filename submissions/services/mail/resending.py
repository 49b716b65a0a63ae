"""Ask a sender once more for files that could not be opened; an editor does."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.exceptions import Refused
from desk.letter_kinds import kind_of
from desk.models import Letter, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letter_templates import wording_of
from desk.services.letters import write_letter
from submissions.letter_kinds import RESEND
from submissions.mail_enums import PartRole
from submissions.models import MailMessage

ASK = "author.ask"
SHUT = (PartRole.QUARANTINED, PartRole.REFUSED)


def shut_names(message: MailMessage) -> tuple[str, ...]:
    """Return the names of the files of a mail that could not be opened."""
    parts = message.parts.filter(role__in=SHUT)
    return tuple(name for name in parts.values_list("name", flat=True) if name)


def resend_letter(message: MailMessage) -> tuple[str, str]:
    """Return subject and text of the letter that asks for the files once more."""
    piece = message.submission
    with override(settings.LANGUAGE_CODE):
        files = _(", ").join(f"“{name}”" for name in shut_names(message))
        words = {"files": files, "ref": piece.ref if piece else ""}
        subject, body = wording_of(kind_of(RESEND)).filled(words)
    return subject.strip(), body


def letter_sent(message: MailMessage) -> Letter | None:
    """Return the letter that was written for a mail's files already."""
    return Letter.objects.filter(unique_key=_key(message)).first()


def ask_to_resend(
    *, message: MailMessage, subject: str, body: str, actor: User
) -> Letter:
    """Write to the sender for the files; once, as the editor left the words."""
    policy.require(actor, ASK, message.submission)
    if not shut_names(message):
        raise Refused(_("Every file of this mail could be opened."))
    known = letter_sent(message)
    if known is not None:
        return known
    with transaction.atomic():
        letter = write_letter(
            unique_key=_key(message),
            kind=RESEND,
            recipient=message.sender_address,
            subject=subject,
            body=body,
            obj=message.submission,
        )
        if letter is None:
            raise Refused(_("The mail names no address that can be written to."))
        record(obj=message, verb="mail.files_asked", actor=actor)
    return letter


def _key(message: MailMessage) -> str:
    return f"resend:{message.pk}"
