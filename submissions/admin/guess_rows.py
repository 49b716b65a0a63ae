"""Guesses as the reading room shows them: the words, where they were read, the ways on.

A telephone is masked wherever it stands; its other readings go by number, so that none
of them is sent to the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desk.services.personal import mask_phone
from press.copy.model import Copy
from submissions.enums import Kind, PhotoState
from submissions.mail_enums import ProposalField, ProposalState
from submissions.models import Correspondent, Photo, Proposal, Section, Submission
from submissions.services.mail.deciding import PHOTO_WORDS, STACK
from submissions.services.mail.understanding import without_private

LONG = (ProposalField.CAPTION, ProposalField.HEADLINE, ProposalField.DECK)


@dataclass(frozen=True, slots=True)
class GuessRow:
    """One guess; ``now`` is what the piece says where it says something else."""

    proposal: Proposal
    value: str
    evidence: str
    others: tuple[str, ...] = ()
    typed: str = ""
    now: str = ""
    options: tuple[tuple[str, str], ...] = ()
    photo: Photo | None = None
    correspondent: Correspondent | None = None

    @property
    def is_long(self) -> bool:
        return self.proposal.field in LONG

    @property
    def can_type(self) -> bool:
        return self.proposal.field != ProposalField.CORRESPONDENT


@dataclass(frozen=True, slots=True)
class Guesses:
    """All guesses of a piece: what is open, and what was decided by whom."""

    open: tuple[GuessRow, ...]
    decided: tuple[GuessRow, ...]

    @property
    def last(self) -> Proposal | None:
        """Return the guess that was decided last."""
        rows = [row.proposal for row in self.decided]
        return max(rows, key=lambda row: row.decided_at, default=None)  # type: ignore[arg-type,return-value]  # decided ones are dated


def guesses_of(
    piece: Submission, copy: Copy, photos: Iterable[Photo]
) -> Guesses | None:
    """Return the guesses of a piece; None when nothing was guessed."""
    found = list(piece.proposals.select_related("decided_by"))
    if not found:
        return None
    people, pictures = _people(found), {photo.pk: photo for photo in photos}
    rows = [_row(each, copy, people, pictures) for each in found]
    is_open = ProposalState.OPEN
    return Guesses(
        tuple(row for row in rows if row.proposal.state == is_open),
        tuple(row for row in rows if row.proposal.state != is_open),
    )


def _people(found: Iterable[Proposal]) -> dict[str, Correspondent]:
    """Return the correspondents that are meant, by id as text."""
    wanted = {
        each.value
        for each in found
        if each.field == ProposalField.CORRESPONDENT and each.value.isdecimal()
    }
    if not wanted:
        return {}
    people = Correspondent.objects.select_related("unit").filter(pk__in=wanted)
    return {str(one.pk): one for one in people}


def _row(
    each: Proposal,
    copy: Copy,
    people: Mapping[str, Correspondent],
    pictures: Mapping[int, Photo],
) -> GuessRow:
    person = people.get(each.value)
    photo = pictures.get(each.photo_id or 0)
    is_phone = each.field == ProposalField.CONTACT_PHONE
    return GuessRow(
        proposal=each,
        value=_shown(each, each.value, person),
        evidence=without_private(each.evidence),
        others=tuple(_shown(each, other, None) for other in each.alternatives),
        typed="" if is_phone else each.value,
        now=_now(each, copy),
        options=_options(each),
        photo=photo if photo and _has_picture(photo) else None,
        correspondent=person if each.field == ProposalField.CORRESPONDENT else None,
    )


def _shown(each: Proposal, value: str, person: Correspondent | None) -> str:
    if each.field == ProposalField.CONTACT_PHONE:
        return mask_phone(value)
    if each.field == ProposalField.KIND and value in Kind.values:
        return str(Kind(value).label)
    if each.field == ProposalField.CORRESPONDENT:
        return _named(person) if person else "—"
    return value


def _named(person: Correspondent) -> str:
    return " · ".join(str(part) for part in (person.name, person.unit) if part)


def _now(each: Proposal, copy: Copy) -> str:
    """Return the words of the piece where an edit went past the guess."""
    if each.state != ProposalState.OPEN:
        return ""
    words: Any = None
    if each.field in STACK:
        words = getattr(copy, each.field)
    elif each.field in PHOTO_WORDS and each.photo is not None:
        key = each.photo.key.hex
        words = next(
            (getattr(p, each.field) for p in copy.pictures if p.id == key), None
        )
    return words if words and words != each.value else ""


def _options(each: Proposal) -> tuple[tuple[str, str], ...]:
    if each.field == ProposalField.KIND:
        return tuple((value, str(label)) for value, label in Kind.choices)
    if each.field == ProposalField.SECTION:
        names = Section.objects.values_list("name", flat=True)
        return tuple((name, name) for name in names)
    return ()


def _has_picture(photo: Photo) -> bool:
    return photo.state in (PhotoState.READY, PhotoState.DAMAGED)
