"""A likeness as it is read: the loud ones first, both texts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from press.alike.passages import Passage, passages
from press.copy.model import BlockKind, Copy
from submissions.enums import Relation, SeenDecision
from submissions.models import SeenBefore, Submission
from submissions.services.copy import current_copy

LOUD = (Relation.PRINTED, Relation.RESENT, Relation.OTHERS, Relation.PHOTOS)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a piece as it stands beside another: what it is, what is shared."""

    kind: str  # headline, byline, subhead, body or caption
    parts: tuple[Passage, ...]


def seen_of(piece: Submission) -> list[SeenBefore]:
    """Return what a piece shares with others, undecided and loud ones first."""
    rows = SeenBefore.objects.filter(Q(piece=piece) | Q(earlier=piece))
    found = rows.select_related("piece", "earlier__publication", "decided_by")
    return sorted(found, key=_urgency)


def is_loud(seen: SeenBefore) -> bool:
    """Tell whether somebody has to decide; a handout is a note only."""
    return seen.decision == SeenDecision.OPEN and seen.relation in LOUD


def with_open_likeness(pieces: QuerySet[Submission]) -> QuerySet[Submission]:
    """Leave the pieces about which somebody has to decide."""
    rows = SeenBefore.objects.filter(decision=SeenDecision.OPEN, relation__in=LOUD)
    return pieces.filter(pk__in=rows.values("piece"))


def side_by_side(seen: SeenBefore) -> tuple[list[Line], list[Line]]:
    """Return both pieces line by line, the later first, with what they share."""
    later, earlier = current_copy(seen.piece), current_copy(seen.earlier)
    return _lines(later, earlier), _lines(earlier, later)


def _urgency(seen: SeenBefore) -> tuple[bool, bool, float, int]:
    return (not is_loud(seen), seen.decision != SeenDecision.OPEN, -seen.share, seen.pk)


def _lines(copy: Copy, other: Copy) -> list[Line]:
    there = "\n".join(text for _kind, text in _texts(other))
    return [Line(kind, passages(text, there)) for kind, text in _texts(copy)]


def _texts(copy: Copy) -> Iterator[tuple[str, str]]:
    stack: Iterable[str] = (copy.kicker, copy.headline, copy.deck)
    yield from (("headline", line) for line in stack if line)
    if copy.byline:
        yield "byline", copy.byline
    for block in copy.blocks:
        if block.text:
            yield ("subhead" if block.kind == BlockKind.SUBHEAD else "body"), block.text
    for picture in copy.pictures:
        if picture.caption:
            yield "caption", picture.caption
