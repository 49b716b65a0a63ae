"""The mailbox was numbered anew (UIDVALIDITY changed): find again what we have.

Every mail since the connection is fetched and compared by its content.  One that is
here gets its new number and nothing else; one that is not is new.  The walk may stop at
any mail and go on at the next look: what has its new number is not fetched again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from submissions.mail.fingerprint import content_fingerprint
from submissions.mail.imap.session import Session
from submissions.mail.imap.steps import MailboxFailure
from submissions.mail_enums import MailReason
from submissions.models import Mailbox, MailMessage
from submissions.services.mail.arriving import (
    Delivery,
    from_mailbox,
    keep_mail,
    leave_mail,
)

logger = logging.getLogger(__name__)

FETCHES_A_WALK = 200
# Clocks of two machines differ; a mail this close to the connection may be old.
CLOCKS = timedelta(minutes=5)
# Only a mail this fresh is answered: what a restored mailbox brings is not news.
FRESH = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Walk:
    """How a walk went: mails that were new, and whether the end was reached."""

    taken: int
    done: bool
    last_uid: int


def walk_again(mailbox: Mailbox, session: Session, *, now: datetime) -> Walk:
    """Go over the mailbox under its new numbers."""
    logger.warning("Mailbox %s was numbered anew; comparing", mailbox.pk)
    uids = session.uids_after(0)
    dates = session.dates(uids) if uids else {}
    sizes = session.sizes(uids) if uids else {}
    taken = fetched = 0
    for uid in uids:
        delivery = from_mailbox(
            mailbox,
            uid_validity=session.uid_validity,
            uid=uid,
            silent=not _is_fresh(mailbox, dates.get(uid), now),
        )
        if _is_old(mailbox, dates.get(uid)) or _is_known(delivery):
            continue
        if fetched >= FETCHES_A_WALK:
            return Walk(taken, done=False, last_uid=0)
        fetched += 1
        taken += _compare(mailbox, session, delivery, size=sizes.get(uid, 0))
    return Walk(taken, done=True, last_uid=uids[-1] if uids else 0)


def _is_old(mailbox: Mailbox, dated: datetime | None) -> bool:
    """Tell whether the server had a mail before we were connected."""
    begun = mailbox.connected_at
    return bool(dated and begun and dated < begun - CLOCKS)


def _is_fresh(mailbox: Mailbox, dated: datetime | None, now: datetime) -> bool:
    begun = mailbox.connected_at
    return bool(dated and begun and dated > max(begun + CLOCKS, now - FRESH))


def _is_known(delivery: Delivery) -> bool:
    return MailMessage.objects.filter(delivery_key=delivery.key).exists()


def _compare(
    mailbox: Mailbox, session: Session, delivery: Delivery, *, size: int
) -> int:
    """Give a known mail its new number, or keep a new one; return 1 for a new one."""
    uid = delivery.uid or 0
    if size > mailbox.largest_mb * 1024**2:
        leave_mail(delivery, size=size, reason=MailReason.TOO_LARGE)
        return 0
    try:
        raw = session.fetch(uid)
    except MailboxFailure as failure:
        if not failure.only_this:
            raise
        said = failure.server_said
        leave_mail(delivery, size=size, reason=MailReason.NOT_GIVEN, detail=said)
        return 0
    if raw is None or _renumber(mailbox, delivery, content_fingerprint(raw)):
        return 0
    keep_mail(raw, delivery)
    return 1


def _renumber(mailbox: Mailbox, delivery: Delivery, fingerprint: str) -> bool:
    """Write the new number on the row of a mail that is here; False when none is."""
    rows = MailMessage.objects.filter(mailbox=mailbox, fingerprint=fingerprint)
    known = rows.exclude(uid_validity=delivery.uid_validity).order_by("pk").first()
    if known is None:
        return False
    try:
        with transaction.atomic():
            MailMessage.objects.filter(pk=known.pk).update(
                delivery_key=delivery.key,
                uid_validity=delivery.uid_validity,
                uid=delivery.uid,
            )
    except IntegrityError:  # another poller was faster
        return True
    return True
