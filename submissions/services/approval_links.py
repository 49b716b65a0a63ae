"""One-time links by which a leader signs a read on her telephone.

A link belongs to one person, one piece, one read and one version; the database keeps
the hash of its word.  It ends with its use, its time, a change of the words, five
wrong PINs, or when it is taken back.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.duties import roles_with
from desk.exceptions import Refused
from desk.models import Letter, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letters import write_letter_of_kind
from submissions import letter_kinds as kinds
from submissions.enums import Action, ApprovalOutcome, ReviewStage
from submissions.exceptions import WrongStatus
from submissions.models import ApprovalLink, Review, Submission
from submissions.services.copy import version_of
from submissions.services.families import family_of
from submissions.services.mail.proposing import open_proposals
from submissions.services.qr_codes import qr_svg
from submissions.services.signatures import missing_reads
from submissions.services.tokens import token_hash
from submissions.transitions import TABLE

ASK = "submission.ask_read"
BYTES = 24  # 192 bits
HOURS, MOST_HOURS = 24, 72
TRIES = 5  # wrong PINs on one link
SIGNS = {
    ReviewStage.FIRST: Action.SIGN_FIRST_READ,
    ReviewStage.SECOND: Action.SIGN_SECOND_READ,
    ReviewStage.FINAL: Action.SIGN_FINAL_READ,
}


@dataclass(frozen=True, slots=True)
class NewApproval:
    """A link just made: its word is told now and never again."""

    link: ApprovalLink
    token: str
    letter: Letter | None = None

    @property
    def url(self) -> str:
        """Return the address on the configured site, never on the asked host."""
        path = reverse("submissions:approval", args=[self.token])
        return f"{settings.SITE_URL}{path}"

    @property
    def qr(self) -> str:
        """Return a picture of the address, as SVG."""
        return qr_svg(self.url)


def due_stage(piece: Submission) -> ReviewStage | None:
    """Return the read that may be signed now; None where none is due."""
    missing = missing_reads(piece)
    if not missing or piece.status not in TABLE[SIGNS[missing[0]]].sources:
        return None
    return missing[0]


def readers_for(piece: Submission, stage: ReviewStage) -> list[User]:
    """Return who may sign a read: it is her duty, and she signed no other one."""
    verb = TABLE[SIGNS[stage]].verb
    duty = Q(groups__name__in=roles_with(verb)) | Q(is_superuser=True)
    staff = User.objects.filter(duty, is_active=True, is_staff=True)
    given = Review.objects.filter(submission__in=family_of([piece.pk]))
    beside = given.exclude(stage=stage, on_page=False).values("reviewer")
    free = staff.exclude(pk__in=beside).distinct().order_by("display_name", "username")
    return [person for person in free if policy.may(person, verb, piece)]


@transaction.atomic
def make_approval_link(
    *,
    submission: Submission,
    reader: User,
    actor: User,
    hours: int = HOURS,
    by_letter: bool = False,
) -> NewApproval:
    """Make a link for the read that is due; one she had for it before ends.

    Raises ``Refused`` where no read is due or the person may not sign it.
    """
    policy.require(actor, ASK, submission)
    piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    stage = _due(piece)
    _refuse(piece, stage, reader, hours)
    now, version = timezone.now(), version_of(piece)
    for before in _open_links(piece).filter(stage=stage, reader=reader):
        revoke_approval(link=before, actor=actor)
    token = secrets.token_urlsafe(BYTES)
    link = ApprovalLink.objects.create(
        submission=piece,
        stage=stage,
        version=version,
        copy_hash=version.copy_hash,
        reader=reader,
        created_by=actor,
        token_hash=token_hash(token),
        expires_at=now + timedelta(hours=hours),
    )
    _record(link, "asked", actor, until=link.expires_at.isoformat())
    made = NewApproval(link, token)
    return NewApproval(link, token, _write(made) if by_letter else None)


@transaction.atomic
def revoke_approval(*, link: ApprovalLink, actor: User) -> ApprovalLink:
    """Take a link back; one that has ended stays as it is."""
    policy.require(actor, ASK, link.submission)
    living = ApprovalLink.objects.filter(pk=link.pk, outcome="")
    ended = {"outcome": ApprovalOutcome.REVOKED, "ended_at": timezone.now()}
    if living.update(**ended):
        _record(link, "revoked", actor)
    link.refresh_from_db()
    return link


def find_link(token: str) -> ApprovalLink | None:
    """Return what a word stands for, open or ended; None for a guessed one."""
    rows = ApprovalLink.objects.select_related(
        "submission__section", "submission__current_version", "version", "reader"
    ).select_related("created_by")
    return rows.filter(token_hash=token_hash(token)).first()


def links_for(piece: Submission) -> QuerySet[ApprovalLink]:
    """Return the links of a piece, newest first."""
    rows = ApprovalLink.objects.filter(submission=piece)
    return rows.select_related("reader", "created_by").order_by("-created_at", "-pk")


def why_over(link: ApprovalLink) -> str:
    """Return why a link signs nothing any more, in a sentence; nothing while it does.

    The piece must be as it is now; where the words were changed that goes before time.
    """
    piece = link.submission
    words = {"read": link.get_stage_display(), "ref": piece.ref}
    if link.outcome:
        return _why_ended(link) % words
    if link.attempts >= TRIES:
        return _("The PIN was wrong too often; this link opens nothing any more.")
    if version_of(piece).copy_hash != link.copy_hash:
        return _(
            "The words of %(ref)s were changed after this link was made. What stood"
            " here is not what would be printed, so it cannot be signed any more."
        ) % {"ref": piece.ref}
    if link.expires_at <= timezone.now():
        return _("The time of this link is over.")
    if due_stage(piece) != link.stage:
        return _("The “%(read)s” of %(ref)s is not due any more.") % words
    return ""


def is_live(link: ApprovalLink) -> bool:
    """Tell from the row alone whether a link may still be used."""
    ended = bool(link.outcome) or link.attempts >= TRIES
    return not ended and link.expires_at > timezone.now()


@transaction.atomic
def ask_again(link: ApprovalLink) -> bool:
    """Note that she asks for a new link, once; false where there is no need."""
    if link.outcome in (ApprovalOutcome.SIGNED, ApprovalOutcome.REFUSED):
        return False
    rows = ApprovalLink.objects.filter(pk=link.pk, asked_again_at=None)
    asked = bool(rows.update(asked_again_at=timezone.now()))
    if asked:
        _record(link, "asked_again", None)
    return asked


def note_wrong_pin(link: ApprovalLink) -> None:
    """Write down that somebody who has the link did not know the PIN."""
    _record(link, "pin_wrong", None)


def _record(link: ApprovalLink, act: str, actor: User | None, **more: Any) -> None:
    data = {
        "link": link.pk,
        "stage": link.stage,
        "reader": link.reader_id,
        "version": link.version.number,
        "copy_hash": link.copy_hash,
        **more,
    }
    verb = f"submission.approval_{act}"
    record(obj=link.submission, verb=verb, actor=actor, data=data)


def _open_links(piece: Submission) -> QuerySet[ApprovalLink]:
    rows = ApprovalLink.objects.filter(submission=piece, outcome="")
    return rows.select_related("submission", "version")


def _why_ended(link: ApprovalLink) -> str:
    if link.outcome == ApprovalOutcome.SIGNED:
        return _("You have signed the “%(read)s” of %(ref)s. Thank you.")
    if link.outcome == ApprovalOutcome.REFUSED:
        return _("You have not passed %(ref)s; the desk has your opinion.")
    return _("The desk has taken this link back.")


def _due(piece: Submission) -> ReviewStage:
    stage = due_stage(piece)
    if stage is None:
        raise WrongStatus(
            _("No read of %(ref)s is due: it is “%(status)s”.")
            % {"ref": piece.ref, "status": piece.get_status_display()},
            code="read_not_due",
        )
    return stage


def _refuse(piece: Submission, stage: ReviewStage, reader: User, hours: int) -> None:
    words = {"name": reader, "read": stage.label, "ref": piece.ref}
    if not 1 <= hours <= MOST_HOURS:
        raise Refused(
            _("A link is good for 1 to %(most)d hours.") % {"most": MOST_HOURS},
            code="bad_hours",
        )
    if reader not in readers_for(piece, stage):
        raise Refused(
            _(
                "%(name)s cannot sign the “%(read)s” of %(ref)s: it is none of her"
                " duties, or she has signed another read of it. Ask somebody else."
            )
            % words,
            code="not_a_reader",
        )
    if piece.claimed_by_id not in (None, reader.pk):
        raise Refused(
            _("%(holder)s has claimed %(ref)s. Ask for it to be given back first.")
            % {"holder": piece.claimed_by, "ref": piece.ref},
            code="claimed",
        )
    if stage == ReviewStage.FIRST and open_proposals(piece):
        raise Refused(
            _("Guesses about %(ref)s are still open; decide on them first.") % words,
            code="proposals_open",
        )


def _write(made: NewApproval) -> Letter:
    link = made.link
    if not link.reader.email:
        raise Refused(
            _("%(name)s has no e-mail at the desk; pass the link on yourself.")
            % {"name": link.reader},
            code="no_email",
        )
    with override(settings.LANGUAGE_CODE):
        until = date_format(timezone.localtime(link.expires_at), "DATETIME_FORMAT")
        read = link.get_stage_display()
    letter = write_letter_of_kind(
        kind=kinds.APPROVAL,
        unique_key=f"approval:{link.pk}",
        recipient=link.reader.email,
        words={
            "ref": link.submission.ref,
            "read": read,
            "link": made.url,
            "until": until,
        },
        obj=link.submission,
    )
    if letter is None:
        raise Refused(
            _("No letter can be sent to %(name)s now; pass the link on yourself.")
            % {"name": link.reader},
            code="not_sent",
        )
    return letter
