"""Guesses about a piece: written down with their source, decided by a person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from press.copy.recognising.model import Field, Guess
from submissions.mail_enums import ProposalField, ProposalOrigin, ProposalState
from submissions.models import Correspondent, Photo, Proposal, Submission

MOST = 120  # proposals of a piece
EVIDENCE_CHARACTERS = 300
ALTERNATIVES = 5


def write_proposals(
    piece: Submission, guesses: Sequence[Guess], photos: Mapping[str, Photo]
) -> None:
    """Write the guesses of a piece once: a person's decision is never overwritten."""
    if piece.proposals.exists():
        return
    rows = [_row(piece, guess, photos) for guess in guesses if _is_shown(guess, photos)]
    known = _known_author(piece)
    if known is not None:
        rows.append(known)
    for position, row in enumerate(rows[:MOST], start=1):
        row.position = position
    Proposal.objects.bulk_create(rows[:MOST])


def _is_shown(guess: Guess, photos: Mapping[str, Photo]) -> bool:
    if guess.field not in ProposalField.values:
        return False
    if not guess.value.strip() and not guess.alternatives:
        return False
    return guess.field not in (Field.CAPTION, Field.CREDIT) or guess.photo in photos


def _row(piece: Submission, guess: Guess, photos: Mapping[str, Photo]) -> Proposal:
    origin = guess.origin.value
    return Proposal(
        submission=piece,
        field=guess.field.value,
        photo=photos.get(guess.photo),
        value=guess.value,
        evidence=guess.evidence[:EVIDENCE_CHARACTERS],
        alternatives_json=json.dumps(
            guess.alternatives[:ALTERNATIVES], ensure_ascii=False
        ),
        is_unsure=guess.unsure,
        origin=origin if origin in ProposalOrigin.values else ProposalOrigin.BODY,
    )


def _known_author(piece: Submission) -> Proposal | None:
    """Return the correspondent of the directory who most likely wrote this."""
    found = match_correspondent(
        name=piece.contact_name, unit=piece.contact_unit, email=piece.contact_email
    )
    if found is None:
        return None
    evidence = " ".join(filter(None, (found.name, str(found.unit or ""), found.email)))
    return Proposal(
        submission=piece,
        field=ProposalField.CORRESPONDENT,
        value=str(found.pk),
        evidence=evidence,
        origin=ProposalOrigin.DIRECTORY,
    )


def match_correspondent(*, name: str, unit: str, email: str) -> Correspondent | None:
    """Return who is meant: by address, else by a name that only one person bears."""
    people = Correspondent.objects.filter(merged_into=None).select_related("unit")
    if email:
        by_address = people.filter(email__iexact=email).order_by("pk")
        same_name = [one for one in by_address if one.name == name]
        if same_name or by_address:
            return (same_name or list(by_address))[0]
    if not name:
        return None
    named = list(people.filter(name=name)[:20])
    if unit and len(named) > 1:
        named = [one for one in named if one.unit and _alike(one.unit.name, unit)]
    return named[0] if len(named) == 1 else None


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def open_proposals(piece: Submission) -> int:
    """Return how many guesses still wait for a person."""
    return piece.proposals.filter(state=ProposalState.OPEN).count()
