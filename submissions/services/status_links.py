"""A fresh private link for a piece: the old one dies, the new one goes by letter."""

from __future__ import annotations

import logging
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from desk.enums import JobQueue
from desk.jobs import JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue
from desk.services.ledger import record
from submissions.models import Submission
from submissions.services.author_letters import write_link_letter
from submissions.services.tokens import link_until, status_token, token_hash

logger = logging.getLogger(__name__)

SEND_LINK = "submissions.send_link"
MAY_RENEW = "submission.renew_link"


def token_of(piece: Submission) -> str:
    """Return the token that opens a piece's page now."""
    return status_token(piece.ref, piece.status_token_number)


@transaction.atomic
def renew_status_link(*, submission: Submission, actor: User | None) -> Submission:
    """Give a piece a new private link and send it to the author; the old one dies.

    ``actor`` None is the author, who has named the number and her e-mail.  The letter
    goes to the e-mail that stands with the piece, and to no other.
    """
    if actor is not None:
        policy.require(actor, MAY_RENEW, submission)
    now = timezone.now()
    piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    piece.status_token_number += 1
    piece.status_token_hash = token_hash(token_of(piece))
    piece.status_token_until = link_until(now)
    piece.save(
        update_fields=[
            *("status_token_number", "status_token_hash"),
            *("status_token_until", "updated_at"),
        ]
    )
    number = piece.status_token_number
    data = {"number": number}
    record(obj=piece, verb="submission.link_renewed", actor=actor, data=data)
    write_link_letter(piece)
    submission.refresh_from_db()
    return submission


def ask_for_link(*, ref: str, email: str) -> None:
    """Have a new link sent if the number and the e-mail belong together.

    Whether they do is found out later, by a worker: the one who asks gets the same
    answer in the same time, so that nobody learns who has sent us what.
    """
    enqueue(
        kind=SEND_LINK,
        unique_key=f"{SEND_LINK}:{uuid4().hex}",
        payload={"ref": ref.strip().upper()[:20], "email": email.strip()[:254]},
    )


def send_link(job: Job, context: JobContext) -> dict[str, Any]:
    """Send a new link to an author who lost hers; nothing where it does not fit."""
    said = job.payload
    email, ref = said.get("email", ""), said.get("ref", "")
    found = Submission.objects.filter(ref=ref, contact_email__iexact=email)
    piece = found.first() if email else None
    with transaction.atomic():
        # The e-mail goes with the act: done a second time, the job finds nothing.
        Job.objects.filter(pk=job.pk).update(payload={"ref": ref})
        if piece is not None:
            renew_status_link(submission=piece, actor=None)
    return {"outcome": "sent" if piece else "no such piece"}


def register_jobs() -> None:
    """Name the job to the desk."""
    register(SEND_LINK, send_link, queue=JobQueue.LETTERS)
