"""Mailboxes, mails, their parts, and guesses: saved, valid and unremarkable."""

import hashlib
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from submissions.enums import Source
from submissions.mail_enums import (
    Outcome,
    PartRole,
    ProposalField,
    ProposalOrigin,
)
from submissions.models import (
    AuthorMessage,
    LargeFileLink,
    Mailbox,
    MailMessage,
    MailPart,
    Proposal,
    Submission,
)
from tests.submissions.builders import make_submission

numbers = count(1)


def make_mailbox(**overrides: Any) -> Mailbox:
    """Write down a mailbox that nobody has looked into yet."""
    number = next(numbers)
    fields = {
        "name": f"来稿{number}",
        "host": "imap.example.org",
        "username": f"desk{number}@example.org",
        "code": f"authorisation-{number}",
    }
    return Mailbox.objects.create(**{**fields, **overrides})


def make_mail(raw: bytes = b"", **overrides: Any) -> MailMessage:
    """Keep a mail that nobody reads; with ``raw`` its bytes are kept too."""
    number = next(numbers)
    fields = {
        "delivery_key": f"test:{number}",
        "fingerprint": hashlib.sha256(str(number).encode()).hexdigest(),
        "byte_size": len(raw) or 1000,
        "received_at": timezone.now(),
        "outcome": Outcome.QUARANTINED,
        "subject": f"云州开发区第{number}个项目开工",
        "sender_name": "林晓",
        "sender_address": f"author{number}@example.org",
    }
    mail = MailMessage(**{**fields, **overrides})
    if raw:
        mail.raw.save("raw", ContentFile(raw), save=False)
    mail.save()
    return mail


def make_part(mail: MailMessage, data: bytes = b"", **overrides: Any) -> MailPart:
    """Write down a part of a mail; with ``data`` it is kept as a file."""
    position = mail.parts.count() + 1
    fields = {
        "position": position,
        "name": f"附件{position}.docx",
        "format": "docx",
        "byte_size": len(data) or 1000,
        "role": PartRole.KEPT,
    }
    part = MailPart(message=mail, **{**fields, **overrides})
    if data:
        part.file.save("part", ContentFile(data), save=False)
    part.save()
    return part


def make_large_file(mail: MailMessage, **overrides: Any) -> LargeFileLink:
    """List a file that was left with a provider."""
    position = mail.large_files.count() + 1
    fields = {
        "position": position,
        "name": f"现场{position}.zip",
        "url": f"https://mail.example.org/large/{next(numbers)}",
        "size": "35.2M",
    }
    return LargeFileLink.objects.create(message=mail, **{**fields, **overrides})


def make_proposal(piece: Submission, **overrides: Any) -> Proposal:
    """Write down an open guess about a piece."""
    fields = {
        "position": piece.proposals.count() + 1,
        "field": ProposalField.HEADLINE,
        "value": piece.headline,
        "evidence": piece.headline,
        "origin": ProposalOrigin.SUBJECT,
    }
    return Proposal.objects.create(submission=piece, **{**fields, **overrides})


def make_author_message(piece: Submission, **overrides: Any) -> AuthorMessage:
    """Write down what an author wrote about her piece."""
    fields = {
        "mail": overrides.pop("mail", None) or make_mail(outcome=Outcome.REPLY),
        "sender": piece.contact_email,
        "text": "请把第二段的日期改为周五。",
        "received_at": timezone.now(),
    }
    return AuthorMessage.objects.create(submission=piece, **{**fields, **overrides})


def make_mailed_piece(mail: MailMessage | None = None, **overrides: Any) -> Submission:
    """Receive a piece that came by a mail."""
    mail = mail or make_mail(outcome=Outcome.ACCEPTED)
    fields = {"source": Source.MAIL, "key": f"mail:{mail.pk}", "consent": False}
    piece = make_submission(**{**fields, **overrides})
    mail.submission = piece
    mail.save(update_fields=["submission"])
    return piece
