"""Outside clearance (送审): send a piece out, enter what came back, call it off.

While one is open nobody signs the final read, of the piece or of the page it is on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import IO

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions import limits
from submissions.enums import OPEN_STATES, OutsideVerdict, Status
from submissions.exceptions import ClearanceOpen, WrongStatus
from submissions.models import OutsideClearance, Submission
from submissions.services.copy import version_of

KEEP = "clearance.keep"
SENT_FROM = (*OPEN_STATES, Status.PLACED)
ANSWERS = (OutsideVerdict.AGREED, OutsideVerdict.CHANGES, OutsideVerdict.REFUSED)
MOST_CHARACTERS = 2000
CHUNK = 1024**2


def clearances_of(submission: Submission) -> QuerySet[OutsideClearance]:
    """Return to whom a piece was sent, newest first."""
    found = submission.outside_clearances.select_related(
        "sent_by", "closed_by", "version"
    )
    return found.order_by("-sent_at", "-pk")


def open_clearances(pieces: Iterable[int]) -> QuerySet[OutsideClearance]:
    """Return what has not come back yet, of these pieces, soonest due first."""
    found = OutsideClearance.objects.filter(
        submission__in=list(pieces), verdict=OutsideVerdict.OPEN
    )
    return found.select_related("submission").order_by("due_on", "pk")


def refuse_out_for_clearance(pieces: Iterable[int]) -> None:
    """Raise ``ClearanceOpen`` while one of the pieces waits for somebody outside."""
    waiting = open_clearances(pieces).first()
    if waiting is not None:
        raise ClearanceOpen(waiting_sentence(waiting), code="clearance_open")


def waiting_sentence(waiting: OutsideClearance) -> str:
    """Say for whom a piece waits."""
    return _(
        "%(ref)s is with %(name)s for clearance until %(date)s. The final read is"
        " signed when the answer is entered, or the clearance called off."
    ) % {
        "ref": waiting.submission.ref,
        "name": waiting.sent_to,
        "date": waiting.due_on.isoformat(),
    }


@transaction.atomic
def send_out(
    *, submission: Submission, sent_to: str, due_on: date, actor: User, note: str = ""
) -> OutsideClearance:
    """Note that the piece as it is now was sent to somebody outside.

    Raises ``Refused`` for a day that is past, ``WrongStatus`` for a closed piece.  The
    same person while she has not answered is asked once.
    """
    piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    policy.require(actor, KEEP, piece)
    sent_to, note = sent_to.strip(), note.strip()
    _refuse(piece, sent_to, due_on, note)
    known = open_clearances([piece.pk]).filter(sent_to=sent_to).first()
    if known is not None:
        return known
    sent = OutsideClearance.objects.create(
        submission=piece,
        version=version_of(piece),
        sent_to=sent_to,
        due_on=due_on,
        note=note,
        sent_by=actor,
        sent_at=timezone.now(),
    )
    data = {
        "clearance": sent.key.hex,
        "version": sent.version.number,
        "copy_hash": sent.version.copy_hash,
        "due_on": due_on.isoformat(),
    }
    record(obj=piece, verb="submission.sent_out", actor=actor, data=data)
    return sent


def enter_answer(
    *,
    clearance: OutsideClearance,
    verdict: str,
    actor: User,
    opinion: str = "",
    page: IO[bytes] | None = None,
    page_name: str = "",
) -> OutsideClearance:
    """Enter what came back: the verdict, the opinion, the stamped page.

    Raises ``Refused`` for a verdict that is none, an opinion missing where not all was
    agreed to, and an answer that is there already.
    """
    if verdict not in ANSWERS:
        raise Refused(_("Choose what the answer was."), code="no_verdict")
    opinion = opinion.strip()[:MOST_CHARACTERS]
    if verdict != OutsideVerdict.AGREED and not opinion:
        raise Refused(_("Say what they want changed, or why not."), code="no_opinion")
    with transaction.atomic():
        held = _held(clearance, actor)
        _keep_page(held, page, page_name)
        return _close(held, OutsideVerdict(verdict), opinion, actor)


@transaction.atomic
def call_off(
    *, clearance: OutsideClearance, actor: User, reason: str
) -> OutsideClearance:
    """Call a clearance off: the answer is not waited for any more."""
    if not reason.strip():
        raise Refused(
            _("Say why the answer is not waited for; the reason is kept."),
            code="reason_missing",
        )
    held = _held(clearance, actor)
    said = reason.strip()[:MOST_CHARACTERS]
    return _close(held, OutsideVerdict.CALLED_OFF, said, actor)


def open_outside_page(
    clearance: OutsideClearance, *, actor: User
) -> tuple[str, IO[bytes]]:
    """Return the stamped page's name and bytes; this is recorded.

    Raises ``FileNotFoundError`` where no page came.
    """
    policy.require(actor, KEEP, clearance.submission)
    if not clearance.page:
        raise FileNotFoundError("No stamped page came with this answer.")
    file = clearance.page.open("rb")
    record(
        obj=clearance.submission,
        verb="submission.clearance_opened",
        actor=actor,
        data={"clearance": clearance.key.hex},
    )
    return clearance.page_name or f"{clearance.submission.ref}-clearance", file


def _held(clearance: OutsideClearance, actor: User) -> OutsideClearance:
    rows = OutsideClearance.objects.select_for_update(of=("self",))
    held = rows.select_related("submission").get(pk=clearance.pk)
    policy.require(actor, KEEP, held.submission)
    if held.verdict != OutsideVerdict.OPEN:
        raise Refused(
            _("The answer of %(name)s is entered already: %(verdict)s.")
            % {"name": held.sent_to, "verdict": held.get_verdict_display()},
            code="answered",
        )
    return held


def _close(
    held: OutsideClearance, verdict: OutsideVerdict, opinion: str, actor: User
) -> OutsideClearance:
    held.verdict, held.opinion = verdict, opinion
    held.closed_by, held.closed_at = actor, timezone.now()
    held.save()
    data = {
        "clearance": held.key.hex,
        "verdict": verdict.value,
        "page": held.page_sha256,
    }
    verb = "submission.clearance_entered"
    record(obj=held.submission, verb=verb, actor=actor, data=data)
    return held


def _keep_page(held: OutsideClearance, page: IO[bytes] | None, name: str) -> None:
    if page is None:
        return
    digest, size = hashlib.sha256(), 0
    while chunk := page.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    if size > limits.CLEARANCE_BYTES:
        raise Refused(
            _("The stamped page is larger than %(most)d MB. Send a smaller picture.")
            % {"most": limits.CLEARANCE_BYTES // 1024**2},
            code="too_large",
        )
    page.seek(0)
    # A file whose answer is rolled back after all is swept.
    held.page.save(held.key.hex, File(page), save=False)
    held.page_name, held.page_sha256 = name[:255], digest.hexdigest()


def _refuse(piece: Submission, sent_to: str, due_on: date, note: str) -> None:
    if piece.status not in SENT_FROM:
        raise WrongStatus(
            _("%(ref)s is “%(status)s” and is not sent out any more.")
            % {"ref": piece.ref, "status": piece.get_status_display()},
            code="wrong_status",
        )
    if not sent_to:
        raise Refused(_("Say to whom the piece was sent."), code="empty")
    if len(sent_to) > 100 or len(note) > MOST_CHARACTERS:
        raise Refused(
            _("Say it in at most %(most)d characters.") % {"most": 100}, code="too_long"
        )
    if due_on < timezone.localdate():
        raise Refused(_("Until when? This day is past."), code="day_past")
