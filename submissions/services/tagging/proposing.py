"""Propose tags for pieces: for each new version, and for older pieces.

A worker does it for every new version (`services.new_words`).  The row ``Tagging`` says
which version was looked at, so pieces that came before their vocabularies are found by
the next tick.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from press.tagging.learning import features_of
from press.tagging.model import GENRE, Proposed, Word
from press.tagging.proposing import propose
from submissions.enums import OPEN_STATES, Status
from submissions.models import Submission, Tagging, TagProposal
from submissions.services.tagging.lexicon import id_of, known_terms
from submissions.services.tagging.remembering import copy_of, memory_for
from submissions.tag_enums import SECTION, TagState

logger = logging.getLogger(__name__)

A_ROUND = 100  # pieces of a tick
WATCHED = (*OPEN_STATES, Status.PLACED)


def propose_for(piece: Submission) -> int:
    """Propose tags for the current words of a piece; return how many are open.

    Open proposals are made anew, decided ones stay, and what a piece bears already is
    not proposed.  A piece that joined another is tagged there.
    """
    if piece.status == Status.JOINED:
        piece.tag_proposals.filter(state=TagState.OPEN).delete()
        return 0
    known = known_terms()
    copy, unit = copy_of(piece), piece.contact_unit
    memory = memory_for(features_of(copy, unit), known.stands_for)
    day = timezone.localtime(piece.received_at).date()
    found = propose(
        copy, known.lexicon, unit=unit, kind=piece.kind, day=day, memory=memory
    )
    version = piece.current_version.number if piece.current_version else 0
    with transaction.atomic():
        Tagging.objects.update_or_create(
            submission=piece, defaults={"version_number": version}
        )
        piece.tag_proposals.filter(state=TagState.OPEN).delete()
        rows = _rows(piece, found)
        TagProposal.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def propose_missing(at_most: int = A_ROUND) -> int:
    """Propose tags for pieces whose current words nobody looked at; how many."""
    pieces = list(_not_looked_at()[:at_most])
    for piece in pieces:
        try:
            propose_for(piece)
        except Exception:  # one bad piece must not keep the others waiting
            logger.exception("No tags could be proposed for %s", piece.ref)
            _pass_over(piece)
    return len(pieces)


def _watched() -> QuerySet[Submission]:
    found = Submission.objects.filter(status__in=WATCHED)
    return found.select_related("current_version").order_by("-pk")


def _not_looked_at() -> QuerySet[Submission]:
    never = Q(tagging__isnull=True)
    is_old = ~Q(tagging__version_number=F("current_version__number"))
    return _watched().filter(current_version__isnull=False).filter(never | is_old)


def _pass_over(piece: Submission) -> None:
    version = piece.current_version
    Tagging.objects.update_or_create(
        submission=piece,
        defaults={"version_number": version.number if version else 0},
    )


def _rows(piece: Submission, found: Iterable[Proposed]) -> list[TagProposal]:
    borne = list(piece.tags.select_related("current"))
    tags = {tag.stands_for.pk for tag in borne}
    has_genre = any(tag.stands_for.vocabulary == GENRE for tag in borne)
    decided = list(piece.tag_proposals.values_list("tag_id", "section_id"))
    sections = {row[1] for row in decided if row[1] is not None}
    tags |= {row[0] for row in decided if row[0] is not None}
    rows = []
    for each in found:
        pk = id_of(each.key)
        is_section = each.vocabulary == SECTION
        if is_section and (piece.section_id or pk in sections):
            continue
        if not is_section and (pk in tags or (has_genre and each.vocabulary == GENRE)):
            continue
        rows.append(_row(piece, each, pk, is_section=is_section))
    return rows


def _row(
    piece: Submission, each: Proposed, pk: int, *, is_section: bool
) -> TagProposal:
    return TagProposal(
        submission=piece,
        tag_id=None if is_section else pk,
        section_id=pk if is_section else None,
        score=each.score,
        words=[_said(word) for word in each.words],
        is_learned=each.is_learned,
    )


def _said(word: Word) -> dict[str, Any]:
    return {
        "word": word.word,
        "place": word.place.value,
        "part": word.part,
        "start": word.start,
        "end": word.end,
        "is_outdated": word.is_outdated,
    }
