"""What is written down about a mail: the facts of its head, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from desk.models import User
from submissions.mail.model import IncomingMessage
from submissions.mail_enums import MailFlag, MailReason, Outcome
from submissions.models import MailMessage, Submission

FACTS = (
    *("subject", "sender_name", "sender_address", "message_id", "sent_at"),
    *("charset", "flags", "problems", "words", "signature", "quoted"),
)
WORDS_CHARACTERS = 20_000
VERDICT = ("outcome", "reason", "detail", "submission", "claimed_ref", "read_at")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mail."""

    outcome: Outcome
    reason: MailReason = MailReason.NONE
    detail: str = ""
    submission: Submission | None = None
    claimed_ref: str = ""


def note_facts(message: MailMessage, parsed: IncomingMessage) -> None:
    """Write down what the head of a mail says, cut to what the columns hold."""
    message.subject = parsed.subject[:400]
    message.sender_name = parsed.sender_name[:200]
    message.sender_address = parsed.sender_address[:254]
    message.message_id = parsed.message_id[:400]
    message.sent_at = parsed.sent_at
    message.charset = parsed.charset[:40]
    message.words = parsed.text[:WORDS_CHARACTERS]
    message.signature = parsed.signature[:WORDS_CHARACTERS]
    message.quoted = parsed.quoted[:WORDS_CHARACTERS]
    message.flags = [flag.value for flag in _flags(message, parsed)]
    message.problems = [
        {"code": problem.code.value, "detail": problem.detail[:200]}
        for problem in parsed.problems[:40]
    ]
    message.save(update_fields=FACTS)


def add_flag(message: MailMessage, flag: MailFlag) -> None:
    """Write down one more thing that an editor should know."""
    if flag.value not in message.flags:
        message.flags = [*message.flags, flag.value]
        message.save(update_fields=["flags"])


def note_verdict(message: MailMessage, verdict: Verdict) -> None:
    """Write down what became of a mail; its later deliveries are told as well."""
    message.outcome = verdict.outcome
    message.reason = verdict.reason
    message.detail = verdict.detail[:300]
    message.submission = verdict.submission
    message.claimed_ref = verdict.claimed_ref[:20]
    message.read_at = timezone.now()
    message.save(update_fields=VERDICT)
    names = ("subject", "sender_name", "sender_address", "message_id", "sent_at")
    message.deliveries.update(
        submission=verdict.submission,
        **{name: getattr(message, name) for name in names},
    )


def _flags(message: MailMessage, parsed: IncomingMessage) -> list[MailFlag]:
    found = []
    if message.is_silent:
        found.append(MailFlag.SILENT)
    if parsed.forwarded:
        found.append(MailFlag.FORWARDED)
    if _has_twin(message, parsed.message_id[:400]):
        found.append(MailFlag.SAME_MESSAGE_ID)
    if _claims_staff(parsed.sender_address):
        found.append(MailFlag.CLAIMS_STAFF)
    return found


def _has_twin(message: MailMessage, message_id: str) -> bool:
    """Tell whether other words came under the same Message-ID: a hint, no more."""
    others = MailMessage.objects.filter(message_id=message_id, is_original=True)
    others = others.exclude(pk=message.pk)
    return bool(message_id) and others.exists()


def _claims_staff(address: str) -> bool:
    staff = User.objects.filter(is_active=True, email__iexact=address)
    return bool(address) and staff.exclude(email="").exists()
