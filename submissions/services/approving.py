"""A read signed or refused by a link: who it is, then the one door of the workflow."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.services.ledger import record
from press.copy.changes.finding import changes_between as classed
from press.copy.diff import Difference
from press.copy.model import Copy
from press.copy.serial import from_json
from submissions.change_words import CHANGES, PLACES
from submissions.enums import Action, ApprovalOutcome, ReviewStage, Status
from submissions.models import ApprovalLink, Photo, Review, Submission
from submissions.services.approval_links import (
    SIGNS,
    TRIES,
    note_wrong_pin,
    why_over,
)
from submissions.services.comparing import changes_between
from submissions.services.signing_pins import check_pin
from submissions.services.workflow import perform

MOST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Shown:
    """What she is shown: the words as they are signed, and what went before."""

    copy: Copy
    photos: tuple[tuple[Photo, str, str], ...]  # with caption and credit as signed
    opinions: tuple[Review, ...]
    since: Review | None
    classes: tuple[str, ...]
    changes: tuple[Difference, ...]


def shown_by(link: ApprovalLink) -> Shown:
    """Return the piece as a link shows it."""
    copy = from_json(link.version.copy)
    rows = link.submission.reviews.select_related("reviewer", "version")
    reads = tuple(rows.order_by("signed_at", "pk"))
    # What she has not seen: since the last signature that holds, else the last at all.
    held = [read for read in reads if read.void_at is None] or list(reads)
    since = held[-1] if held else None
    changed = since is not None and since.copy_hash != link.copy_hash
    return Shown(
        copy=copy,
        photos=_photos(link.submission, copy),
        opinions=reads,
        since=since if changed else None,
        classes=_classes(since, copy) if since and changed else (),
        changes=changes_between(since.version, link.version)
        if since and changed
        else (),
    )


def answer_by_link(
    *,
    link: ApprovalLink,
    agrees: bool,
    opinion: str = "",
    pin: str = "",
    signed_in: User | None = None,
) -> ApprovalLink:
    """Sign the read a link is for, or send the piece back; used up with it.

    She is known by her PIN, or because she is signed in to the desk in this browser.
    Raises ``Refused`` otherwise, and where the link or the workflow say no.
    """
    opinion = opinion.strip()[:MOST_WORDS]
    _refuse_over(link)
    if not agrees and not opinion:
        raise Refused(
            _("Please say in a few words why you do not pass it."), code="note_missing"
        )
    by = _proved(link, pin, signed_in)
    with transaction.atomic():
        held = _locked(link)
        _refuse_over(held)
        if agrees:
            _sign(held, opinion)
        else:
            _send_back(held, opinion)
        _end(held, agrees=agrees, opinion=opinion, by=by)
    link.refresh_from_db()
    return link


def _locked(link: ApprovalLink) -> ApprovalLink:
    """Return a link whose row and piece nobody else writes to meanwhile."""
    rows = Submission.objects.select_for_update(of=("self",))
    rows.get(pk=link.submission_id)
    fresh = ApprovalLink.objects.select_for_update(of=("self",))
    return fresh.select_related("submission__current_version", "version", "reader").get(
        pk=link.pk
    )


def _refuse_over(link: ApprovalLink) -> None:
    why = why_over(link)
    if why:
        raise Refused(why, code="link_over")


def _proved(link: ApprovalLink, pin: str, signed_in: User | None) -> str:
    """Return how we know that it is she; each wrong PIN is counted on the link, too."""
    if signed_in is not None and signed_in.pk == link.reader_id and signed_in.is_active:
        return "session"
    rows = ApprovalLink.objects.filter(pk=link.pk, attempts__lt=TRIES)
    if not rows.update(attempts=F("attempts") + 1):
        link.refresh_from_db()
        _refuse_over(link)
    try:
        check_pin(link.reader, pin)
    except Refused:
        note_wrong_pin(link)
        raise
    ApprovalLink.objects.filter(pk=link.pk).update(attempts=F("attempts") - 1)
    return "pin"


def _sign(link: ApprovalLink, opinion: str) -> None:
    perform(
        submission=link.submission,
        action=SIGNS[ReviewStage(link.stage)],
        actor=link.reader,
        note=opinion,
        expected_version=link.version.number,
    )
    signed = link.submission.reviews.filter(
        stage=link.stage, reviewer=link.reader, void_at=None
    ).get()
    if signed.copy_hash != link.copy_hash:
        raise Refused(_("These are not the words you were shown."), code="link_over")


def _send_back(link: ApprovalLink, opinion: str) -> None:
    """Send a piece back to its first read; at another read only the desk is told.

    A leader's opinion never goes to the author by itself.
    """
    if (
        link.stage == ReviewStage.SECOND
        and link.submission.status == Status.SECOND_READ
    ):
        perform(
            submission=link.submission,
            action=Action.SEND_BACK,
            actor=link.reader,
            note=opinion,
            expected_version=link.version.number,
        )


def _end(link: ApprovalLink, *, agrees: bool, opinion: str, by: str) -> None:
    link.outcome = ApprovalOutcome.SIGNED if agrees else ApprovalOutcome.REFUSED
    link.opinion, link.ended_at = opinion, timezone.now()
    link.save(update_fields=["outcome", "opinion", "ended_at"])
    data = {
        "link": link.pk,
        "stage": link.stage,
        "version": link.version.number,
        "copy_hash": link.copy_hash,
        "known_by": by,
    }
    act = "signed" if agrees else "refused"
    verb = f"submission.approval_{act}"
    record(obj=link.submission, verb=verb, actor=link.reader, data=data)


def _photos(piece: Submission, copy: Copy) -> tuple[tuple[Photo, str, str], ...]:
    rows = {photo.key.hex: photo for photo in piece.photos.all()}
    return tuple(
        (rows[picture.id], picture.caption, picture.credit)
        for picture in copy.pictures
        if picture.id in rows
    )


def _classes(since: Review, copy: Copy) -> tuple[str, ...]:
    found = classed(from_json(since.version.copy), copy)
    said = (f"{PLACES[each.place]}: {CHANGES[each.change]}" for each in found)
    return tuple(dict.fromkeys(said))
