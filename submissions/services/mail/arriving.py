"""Keep a mail: its bytes and one row are safe before anything is made of it.

The bytes go to disk under a key of ours; then one transaction writes the row and asks
for its reading.  The same delivery twice is the same row; the same content under a new
delivery is a row linked to the first.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from desk.services.jobs import enqueue
from submissions.mail.fingerprint import content_fingerprint
from submissions.mail_enums import MailReason, Outcome
from submissions.models import Mailbox, MailMessage
from submissions.models.mail import raw_path

READ = "submissions.read_mail"
TRIES = 5


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a mail came to us; ``key`` is the same when the same delivery comes again.

    ``arrived_at`` is when its server got it, for a mail that lay there; else it is now.
    """

    key: str
    mailbox: Mailbox | None = None
    uid_validity: int | None = None
    uid: int | None = None
    silent: bool = False
    arrived_at: datetime | None = None


def from_mailbox(
    mailbox: Mailbox,
    *,
    uid_validity: int,
    uid: int,
    silent: bool = False,
    arrived_at: datetime | None = None,
) -> Delivery:
    """Name a delivery by mailbox, UIDVALIDITY and UID (RFC 3501, 2.3.1.1)."""
    return Delivery(
        key=f"imap:{mailbox.pk}:{uid_validity}:{uid}",
        mailbox=mailbox,
        uid_validity=uid_validity,
        uid=uid,
        silent=silent,
        arrived_at=arrived_at,
    )


def keep_mail(raw: bytes, delivery: Delivery, *, ask: bool = True) -> MailMessage:
    """Commit a mail and return its row; ``ask`` has a worker read it.

    Safe to call any number of times, from any number of pollers.
    """
    known = MailMessage.objects.filter(delivery_key=delivery.key).first()
    if known is not None:
        return known
    key, fingerprint = uuid.uuid4(), content_fingerprint(raw)
    stored = _store(raw, key)
    try:
        message = _keep_row(raw, delivery, key, stored, fingerprint, ask)
    except BaseException:
        _storage().delete(stored)
        raise
    if message.raw.name != stored:
        _storage().delete(stored)
    return message


def leave_mail(
    delivery: Delivery, *, size: int, reason: MailReason, detail: str = ""
) -> MailMessage:
    """List a mail that stays in its mailbox unfetched, with the reason."""
    row, _created = MailMessage.objects.get_or_create(
        delivery_key=delivery.key,
        defaults={
            "mailbox": delivery.mailbox,
            "uid_validity": delivery.uid_validity,
            "uid": delivery.uid,
            "byte_size": size,
            "received_at": _arrival(delivery),
            "outcome": Outcome.LEFT,
            "reason": reason,
            "detail": detail[:300],
        },
    )
    return row


def read_raw(message: MailMessage) -> bytes:
    """Return the bytes of a mail as they came."""
    with message.source.raw.open("rb") as file:
        return file.read()


def ask_for_reading(message: MailMessage) -> None:
    """Have a worker read a mail; asking again while it waits changes nothing."""
    enqueue(kind=READ, unique_key=f"{READ}:{message.pk}", payload={"mail": message.pk})


def _keep_row(
    raw: bytes,
    delivery: Delivery,
    key: uuid.UUID,
    stored: str,
    fingerprint: str,
    ask: bool,
) -> MailMessage:
    """Write the row; who comes second finds the first's row or is linked to it."""
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                row = _new_row(raw, delivery, key, stored, fingerprint)
                if ask and row.is_original:
                    ask_for_reading(row)
                return row
        except IntegrityError:
            known = MailMessage.objects.filter(delivery_key=delivery.key).first()
            if known is not None:
                return known
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _new_row(
    raw: bytes, delivery: Delivery, key: uuid.UUID, stored: str, fingerprint: str
) -> MailMessage:
    same = MailMessage.objects.filter(fingerprint=fingerprint, is_original=True)
    original = same.first()
    row = MailMessage(
        key=key,
        mailbox=delivery.mailbox,
        delivery_key=delivery.key,
        uid_validity=delivery.uid_validity,
        uid=delivery.uid,
        fingerprint=fingerprint,
        sha256=hashlib.sha256(raw).hexdigest(),
        byte_size=len(raw),
        received_at=_arrival(delivery),
        is_silent=delivery.silent,
    )
    if original is None:
        row.raw = stored
    else:
        _link(row, original)
    row.save(force_insert=True)
    return row


def _arrival(delivery: Delivery) -> datetime:
    """Return when a mail came; a server's clock in the future is not believed."""
    now = timezone.now()
    return min(delivery.arrived_at or now, now)


def _link(row: MailMessage, original: MailMessage) -> None:
    """Make a row the second delivery of a mail that is here already."""
    row.is_original = False
    row.duplicate_of = original
    row.outcome = Outcome.DUPLICATE
    row.reason = MailReason.SAME_CONTENT
    row.submission = original.submission
    row.read_at = row.received_at
    for name in ("subject", "sender_name", "sender_address", "message_id", "sent_at"):
        setattr(row, name, getattr(original, name))


def _storage() -> Storage:
    return MailMessage._meta.get_field("raw").storage


def _store(raw: bytes, key: uuid.UUID) -> str:
    """Write the bytes and wait until the disk has them."""
    storage = _storage()
    stored: str = storage.save(raw_path(MailMessage(key=key), ""), ContentFile(raw))
    with storage.open(stored, "rb") as file:
        os.fsync(file.fileno())
    return stored
