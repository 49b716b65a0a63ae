"""A person accepts, changes or drops a guess; every decision is in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from press.copy.byline import parse_byline
from press.copy.model import Copy
from submissions.enums import Kind
from submissions.mail_enums import ProposalField, ProposalState
from submissions.models import Correspondent, Proposal, Section, Submission
from submissions.services.copy import current_copy, version_of
from submissions.services.editing import refuse_closed, save_copy

STACK = (
    ProposalField.KICKER,
    ProposalField.HEADLINE,
    ProposalField.DECK,
    ProposalField.BYLINE,
)
PHOTO_WORDS = (ProposalField.CAPTION, ProposalField.CREDIT)
CONTACT = {
    ProposalField.CONTACT_NAME: 60,
    ProposalField.CONTACT_UNIT: 100,
    ProposalField.CONTACT_PHONE: 40,
}


def accept_proposal(*, proposal: Proposal, actor: User) -> Proposal:
    """Say that a guess is right; the piece bears it already.  Settled ones stay."""
    with transaction.atomic():
        held = _held(proposal, actor)
        if held.state == ProposalState.OPEN:
            if held.field == ProposalField.CORRESPONDENT:
                _apply_correspondent(held, held.value, actor)
            _settle([held], ProposalState.ACCEPTED, actor)
    proposal.refresh_from_db()
    return proposal


def accept_all(*, piece: Submission, actor: User) -> int:
    """Say that every open guess is right; return how many there were."""
    policy.require(actor, "submission.edit", piece)
    with transaction.atomic():
        rows = piece.proposals.select_for_update(of=("self",))
        found = list(rows.filter(state=ProposalState.OPEN))
        for row in found:
            if row.field == ProposalField.CORRESPONDENT:
                _apply_correspondent(row, row.value, actor)
        _settle(found, ProposalState.ACCEPTED, actor)
    return len(found)


def change_proposal(*, proposal: Proposal, value: str, actor: User) -> Proposal:
    """Put other words in the place of a guess; empty words drop it.

    Words of the copy become a new version.  Raises ``Refused`` with a sentence.
    """
    value = value.strip()
    with transaction.atomic():
        held = _held(proposal, actor)
        _refuse_mask(held, value)
        refuse_closed(held.submission)
        _apply(held, value, actor)
        held.value = value
        held.save(update_fields=["value"])
        state = ProposalState.CHANGED if value else ProposalState.DROPPED
        _settle([held], state, actor)
    proposal.refresh_from_db()
    return proposal


def _refuse_mask(proposal: Proposal, value: str) -> None:
    """Keep a number that was shown masked from being saved with its stars."""
    if proposal.field == ProposalField.CONTACT_PHONE and "*" in value:
        raise Refused(
            _("This is the masked number. Type the whole number."), code="masked"
        )


def _held(proposal: Proposal, actor: User) -> Proposal:
    policy.require(actor, "submission.edit", proposal.submission)
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("submission", "photo").get(pk=proposal.pk)


def _settle(rows: list[Proposal], state: ProposalState, actor: User) -> None:
    now = timezone.now()
    for row in rows:
        row.state, row.decided_by, row.decided_at = state, actor, now
    fields = ["state", "decided_by", "decided_at"]
    Proposal.objects.bulk_update(rows, fields)
    if rows:
        record(
            obj=rows[0].submission,
            verb=f"proposal.{state.value}",
            actor=actor,
            data={"fields": [row.field for row in rows]},
        )


def _apply(proposal: Proposal, value: str, actor: User) -> None:
    field = ProposalField(proposal.field)
    if field in (*STACK, *PHOTO_WORDS):
        _apply_words(proposal, value, actor)
    elif field in CONTACT:
        _apply_contact(proposal.submission, field, value)
    else:
        APPLY[field](proposal, value, actor)


def _apply_words(proposal: Proposal, value: str, actor: User) -> None:
    piece = proposal.submission
    copy = _with_words(current_copy(piece), proposal, value)
    save_copy(
        submission=piece,
        copy=copy,
        author=actor,
        expected_number=version_of(piece).number,
        note=str(_("A guess was corrected.")),
    )


def _with_words(copy: Copy, proposal: Proposal, value: str) -> Copy:
    words: dict[str, Any] = {proposal.field: value}
    if proposal.field in STACK:
        copy = replace(copy, **words)
        if proposal.field == ProposalField.BYLINE:
            copy = replace(copy, credits=parse_byline(value))
        return copy
    key = proposal.photo.key.hex if proposal.photo else ""
    pictures = (
        replace(picture, **words) if picture.id == key else picture
        for picture in copy.pictures
    )
    return replace(copy, pictures=tuple(pictures))


def _apply_contact(piece: Submission, field: ProposalField, value: str) -> None:
    setattr(piece, field.value, value[: CONTACT[field]])
    piece.save(update_fields=[field.value, "updated_at"])


def _apply_kind(proposal: Proposal, value: str, _actor: User) -> None:
    if value not in Kind.values:
        raise Refused(_("This kind of piece does not exist. Choose one of the list."))
    proposal.submission.kind = value
    proposal.submission.save(update_fields=["kind", "updated_at"])


def _apply_section(proposal: Proposal, value: str, _actor: User) -> None:
    section = Section.objects.filter(name=value).first()
    if value and section is None:
        raise Refused(_("There is no such section. Choose one of the list."))
    proposal.submission.section = section
    proposal.submission.save(update_fields=["section", "updated_at"])


def _apply_correspondent(proposal: Proposal, value: str, _actor: User) -> None:
    piece = proposal.submission
    found = Correspondent.objects.filter(pk=value).first() if value.isdigit() else None
    if value and found is None:
        raise Refused(_("This correspondent is not in the directory any more."))
    piece.correspondent = (found.merged_into or found) if found else None
    piece.save(update_fields=["correspondent", "updated_at"])


Apply = Callable[[Proposal, str, User], None]
APPLY: dict[ProposalField, Apply] = {
    ProposalField.KIND: _apply_kind,
    ProposalField.SECTION: _apply_section,
    ProposalField.CORRESPONDENT: _apply_correspondent,
}
