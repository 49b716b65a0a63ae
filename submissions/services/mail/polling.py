"""Look for new mail: one poller a mailbox at a time, by a lease in its row.

A look without news fetches no body.  Each mail is committed before the next is fetched;
how far we are is written after that, so a look that dies costs nothing: the same mail
is fetched again and found to be here.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.mail.imap.account import Account, Security
from submissions.mail.imap.session import Session, open_session
from submissions.mail.imap.steps import MailboxFailure
from submissions.mail_enums import AfterIntake, MailReason
from submissions.models import Mailbox, MailMessage
from submissions.services.mail.arriving import (
    Delivery,
    from_mailbox,
    keep_mail,
    leave_mail,
)
from submissions.services.mail.holding import hold, kept, write_held
from submissions.services.mail.walking import walk_again

logger = logging.getLogger(__name__)

MAILS_A_LOOK = 200
# Minutes to wait after the first, second … failure. A server that is away is asked
# often; a code that is refused is not tried until the account is locked.
AWAY_MINUTES = (1, 2, 5, 10)
REFUSED_MINUTES = (10, 60, 360)
MEBIBYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Look:
    """What a look came to: mails taken in, and whether more are waiting."""

    taken: int = 0
    more: bool = False


def poll_due_mailboxes(*, now: datetime | None = None) -> int:
    """Look into every mailbox whose time has come; return how many mails came in."""
    now = now or timezone.now()
    due = Mailbox.objects.filter(is_active=True).filter(
        Q(next_poll_at=None) | Q(next_poll_at__lte=now)
    )
    taken = 0
    for mailbox in due.order_by(F("next_poll_at").asc(nulls_first=True), "pk"):
        look = poll_mailbox(mailbox)
        taken += look.taken if look else 0
    return taken


def poll_mailbox(mailbox: Mailbox) -> Look | None:
    """Look into one mailbox; None when another poller holds it or it failed."""
    held = hold(mailbox)
    if held is None:
        logger.info("Mailbox %s is being read by another poller", mailbox.pk)
        return None
    try:
        with kept(held), open_session(account_of(held)) as session:
            look = _look(held, session)
    except MailboxFailure as failure:
        _note_failure(held, failure)
        return None
    except OSError as error:  # the disk: the mail stays where it is
        logger.exception("Mail of mailbox %s could not be kept", held.pk)
        _note_trouble(held, step="store", sentence=_disk(error), minutes=2)
        return None
    _note_success(held, look)
    return look


def account_of(mailbox: Mailbox) -> Account:
    """Return how a mailbox is reached."""
    return Account(
        host=mailbox.host,
        port=mailbox.port,
        username=mailbox.username,
        code=mailbox.code,
        security=Security(mailbox.security),
        folder=mailbox.folder,
    )


def _look(mailbox: Mailbox, session: Session) -> Look:
    if mailbox.uid_validity is None:
        _begin(mailbox, session)
        return Look()
    if session.uid_validity != mailbox.uid_validity:
        return _find_again(mailbox, session)
    uids = session.uids_after(max(mailbox.last_uid, mailbox.start_uid - 1))
    batch = uids[:MAILS_A_LOOK]
    sizes = session.sizes(batch) if batch else {}
    taken = 0
    for uid in batch:
        taken += _take(mailbox, session, uid, sizes.get(uid, 0))
        if not write_held(mailbox, last_uid=uid):
            return Look(taken)
        mailbox.last_uid = uid
    return Look(taken, more=len(uids) > len(batch))


def _find_again(mailbox: Mailbox, session: Session) -> Look:
    """Compare a mailbox that was numbered anew; new numbers hold from its end on."""
    walk = walk_again(mailbox, session, now=timezone.now())
    if walk.done:
        write_held(
            mailbox,
            uid_validity=session.uid_validity,
            start_uid=walk.last_uid + 1,
            last_uid=walk.last_uid,
        )
    return Look(walk.taken, more=not walk.done)


def _begin(mailbox: Mailbox, session: Session) -> None:
    """Begin from now: what is in the mailbox already is left alone."""
    start = session.uid_next
    if start is None:
        known = session.uids_after(0)
        start = known[-1] + 1 if known else 1
    mailbox.uid_validity, mailbox.start_uid = session.uid_validity, start
    mailbox.last_uid = start - 1
    write_held(
        mailbox,
        uid_validity=mailbox.uid_validity,
        start_uid=start,
        last_uid=start - 1,
        connected_at=timezone.now(),
    )


def _take(mailbox: Mailbox, session: Session, uid: int, size: int) -> int:
    """Keep one mail and then mark it in the mailbox; return 1 when it is new."""
    delivery = from_mailbox(mailbox, uid_validity=session.uid_validity, uid=uid)
    if MailMessage.objects.filter(delivery_key=delivery.key).exists():
        return 0
    if size > mailbox.largest_mb * MEBIBYTE:
        leave_mail(delivery, size=size, reason=MailReason.TOO_LARGE)
        return 1
    if not fetch_and_keep(session, delivery, uid=uid, size=size):
        return 0
    mark_taken(mailbox, session, uid)
    return 1


def fetch_and_keep(
    session: Session, delivery: Delivery, *, uid: int, size: int, ask: bool = True
) -> MailMessage | None:
    """Fetch a mail and commit it; list it when the server will not give it out."""
    try:
        raw = session.fetch(uid)
    except MailboxFailure as failure:
        if not failure.only_this:
            raise
        return leave_mail(
            delivery,
            size=size,
            reason=MailReason.NOT_GIVEN,
            detail=failure.server_said,
        )
    return None if raw is None else keep_mail(raw, delivery, ask=ask)


def mark_taken(mailbox: Mailbox, session: Session, uid: int) -> None:
    """Mark or move a mail that is safely ours; a failure loses nothing."""
    try:
        if mailbox.after_intake == AfterIntake.SEEN:
            session.mark_seen(uid)
        elif mailbox.after_intake == AfterIntake.MOVE and mailbox.done_folder:
            session.move(uid, mailbox.done_folder)
    except MailboxFailure as failure:
        logger.warning(
            "Mail %s of mailbox %s not marked: %s", uid, mailbox.pk, failure.step
        )


def _note_success(mailbox: Mailbox, look: Look) -> None:
    now = timezone.now()
    wait = timedelta(seconds=0 if look.more else mailbox.poll_seconds)
    write_held(
        mailbox,
        lease_token=None,
        lease_until=None,
        next_poll_at=now + wait,
        succeeded_at=now,
        failures=0,
        failed_step="",
        failure="",
    )
    if look.taken:
        logger.info("Mailbox %s: %d mails taken in", mailbox.pk, look.taken)


def _note_failure(mailbox: Mailbox, failure: MailboxFailure) -> None:
    minutes = AWAY_MINUTES if failure.retry else REFUSED_MINUTES
    wait = minutes[min(mailbox.failures, len(minutes) - 1)]
    logger.warning("Mailbox %s failed at %s", mailbox.pk, failure.step.value)
    _note_trouble(
        mailbox, step=failure.step.value, sentence=str(failure.sentence), minutes=wait
    )


def _note_trouble(mailbox: Mailbox, *, step: str, sentence: str, minutes: int) -> None:
    try:
        write_held(
            mailbox,
            lease_token=None,
            lease_until=None,
            next_poll_at=timezone.now() + timedelta(minutes=minutes),
            failures=F("failures") + 1,
            failed_step=step[:20],
            failure=sentence[:1000],
        )
    except DatabaseError:  # the lease runs out by itself
        logger.exception("Trouble of mailbox %s not written down", mailbox.pk)


def _disk(error: OSError) -> str:
    return _(
        "A mail could not be stored (%(error)s). It stays in the mailbox and is taken"
        " later. Look whether the disk is full."
    ) % {"error": type(error).__name__}
