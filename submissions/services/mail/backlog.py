"""Take in the mail that was in a mailbox before we were: asked for, and in silence.

One job after another works for a minute and asks for the next, so that a stop costs a
minute at most and new mail is never kept waiting.  Nobody is written to.
"""

from __future__ import annotations

import time
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from desk.enums import OPEN_JOB_STATES, JobQueue, JobState
from desk.exceptions import Refused
from desk.jobs import GiveUp, JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue
from desk.services.ledger import record
from submissions.mail.imap.session import Session, open_session
from submissions.mail.imap.steps import MailboxFailure
from submissions.mail_enums import MailReason
from submissions.models import Mailbox, MailMessage
from submissions.services.mail.arriving import Delivery, from_mailbox, leave_mail
from submissions.services.mail.polling import account_of, fetch_and_keep
from submissions.services.mail.reading import read_mail

IMPORT = "submissions.import_backlog"
SECONDS_A_JOB = 60.0
# Photographs are checked by other workers; more than this waiting is enough.
PHOTO_JOBS = 60
PAUSE = 0.5  # seconds
SIZES_AT_ONCE = 200


def import_backlog(*, mailbox: Mailbox, actor: User) -> Job:
    """Ask for the old mail of a mailbox; asking again while it runs changes nothing."""
    policy.require(actor, "mailbox.configure", mailbox)
    if mailbox.uid_validity is None:
        raise Refused(
            _("This mailbox has not been reached yet. Test the connection first."),
            code="not_connected",
        )
    running = backlog_job(mailbox)
    if running is not None:
        return running
    record(obj=mailbox, verb="mailbox.backlog_asked", actor=actor)
    return _ask(mailbox, after=0, done=0, round_number=_rounds(mailbox), actor=actor)


def backlog_job(mailbox: Mailbox) -> Job | None:
    """Return the job that takes in old mail now; None when none does."""
    return _jobs(mailbox).filter(state__in=OPEN_JOB_STATES).first()


def last_backlog_job(mailbox: Mailbox) -> Job | None:
    """Return the job that took in old mail last, whether it runs, ended or failed."""
    return _jobs(mailbox).order_by("-pk").first()


def count_old(*, mailbox: Mailbox, actor: User) -> int:
    """Ask the server how many old mails are not here yet.

    Raises ``Refused`` with the sentence that says what to do when it cannot be asked.
    """
    policy.require(actor, "mailbox.configure", mailbox)
    try:
        with open_session(account_of(mailbox)) as session:
            uids = [uid for uid in session.uids_after(0) if uid < mailbox.start_uid]
    except MailboxFailure as failure:
        raise Refused(str(failure.sentence), code="not_reached") from failure
    old = MailMessage.objects.filter(mailbox=mailbox, uid__lt=mailbox.start_uid)
    here = set(
        old.filter(uid_validity=mailbox.uid_validity).values_list("uid", flat=True)
    )
    return len(set(uids) - here)


def _jobs(mailbox: Mailbox) -> QuerySet[Job]:
    return Job.objects.filter(kind=IMPORT, unique_key__startswith=_key(mailbox))


def _key(mailbox: Mailbox) -> str:
    return f"{IMPORT}:{mailbox.pk}:"


def _rounds(mailbox: Mailbox) -> int:
    return _jobs(mailbox).count()


def _ask(
    mailbox: Mailbox, *, after: int, done: int, round_number: int, actor: User | None
) -> Job:
    payload = {"mailbox": mailbox.pk, "after": after, "done": done}
    return enqueue(
        kind=IMPORT,
        unique_key=f"{_key(mailbox)}{round_number}",
        payload=payload,
        created_by=actor,
    )


def run_import(job: Job, context: JobContext) -> dict[str, Any]:
    """Take in old mail for a minute, then ask for the next job."""
    mailbox = Mailbox.objects.filter(pk=job.payload.get("mailbox")).first()
    if mailbox is None:
        return {"outcome": "gone"}
    try:
        with open_session(account_of(mailbox)) as session:
            after, done, total = _import(mailbox, session, job, context)
    except MailboxFailure as failure:
        kind = Refused if failure.retry else GiveUp
        raise kind(str(failure.sentence)) from failure
    if done < total:
        _ask(
            mailbox,
            after=after,
            done=done,
            round_number=_rounds(mailbox),
            actor=job.created_by,
        )
    return {"taken": done, "of": total}


def _import(
    mailbox: Mailbox, session: Session, job: Job, context: JobContext
) -> tuple[int, int, int]:
    """Return the last UID, how many are done in all, and of how many."""
    after, done = int(job.payload.get("after", 0)), int(job.payload.get("done", 0))
    if session.uid_validity != mailbox.uid_validity:
        raise GiveUp(
            _("The mailbox was numbered anew meanwhile. Ask for its old mail again.")
        )
    old = [uid for uid in session.uids_after(after) if uid < mailbox.start_uid]
    total = done + len(old)
    ends = time.monotonic() + SECONDS_A_JOB
    for at in range(0, len(old), SIZES_AT_ONCE):
        batch = old[at : at + SIZES_AT_ONCE]
        sizes, dates = session.sizes(batch), session.dates(batch)
        for uid in batch:
            delivery = from_mailbox(
                mailbox,
                uid_validity=session.uid_validity,
                uid=uid,
                silent=True,
                arrived_at=dates.get(uid),
            )
            _take_old(mailbox, session, delivery, size=sizes.get(uid, 0))
            after, done = uid, done + 1
            context.progress(
                done, total, _("%(done)d of %(all)d") % {"done": done, "all": total}
            )
            _let_photographs_pass(context, ends)
            if time.monotonic() > ends:  # after the mail: each job takes one at least
                return after, done, total
    return after, done, total


def _take_old(
    mailbox: Mailbox, session: Session, delivery: Delivery, *, size: int
) -> None:
    message = MailMessage.objects.filter(delivery_key=delivery.key).first()
    if message is None and size > mailbox.largest_mb * 1024**2:
        leave_mail(delivery, size=size, reason=MailReason.TOO_LARGE)
        return
    if message is None:
        uid = delivery.uid or 0
        message = fetch_and_keep(session, delivery, uid=uid, size=size, ask=False)
    if message is not None and message.raw:
        read_mail(message)


def _let_photographs_pass(context: JobContext, ends: float) -> None:
    """Wait while the workers have photographs enough."""
    waiting = Job.objects.filter(queue=JobQueue.PHOTOS, state=JobState.QUEUED)
    while waiting.count() > PHOTO_JOBS and time.monotonic() < ends:
        context.heartbeat()
        time.sleep(PAUSE)


def register_jobs() -> None:
    """Name the job to the desk."""
    register(IMPORT, run_import, queue=JobQueue.BACKLOG, lease_seconds=90)
