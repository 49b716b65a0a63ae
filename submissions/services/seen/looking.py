"""Look whether a piece was seen before: sent already, by others, or printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from desk.jobs import JobContext, register
from desk.models import Job
from press.alike.passages import shared_characters
from press.alike.shingles import containment, shingles_of
from submissions.enums import Relation, SeenDecision, Status
from submissions.models import SearchText, SeenBefore, Submission
from submissions.services.new_words import register_reader
from submissions.services.seen.asking import LOOK
from submissions.services.seen.meeting import (
    met_by,
    photos_like,
    text_of,
    write_bands,
    write_photo_bands,
)

CLOSE = 0.4  # of the shorter text; 15 in 100 characters changed leave 0.6
FEWEST = 30  # shared shingles: an unlike pair of short items shares set phrases
MEMORY = timedelta(days=2 * 366)  # what was printed or sent in the last two years
HANDOUT_UNITS = 3  # senders of the same text, from which on nobody copied anybody
SAME_HANDOUT = 0.6  # of the shorter text
# How a text that was given out to everybody begins, or what stands over it.
WIRE = ("新华社", "据新华社", "中新社", "据中新社", "本报综合", "综合新华社")


@dataclass(slots=True)
class Pair:
    """Two pieces, the later one first, and what they share."""

    later: Submission
    earlier: Submission
    share: float = 0.0
    characters: int = 0
    photos: int = 0


def look_for_likeness(job: Job, _context: JobContext) -> dict[str, Any]:
    """Look at a piece when a photograph of it was looked at; may run twice."""
    piece = Submission.objects.filter(pk=job.payload.get("piece")).first()
    return {"found": look_at(piece)} if piece is not None else {"outcome": "gone"}


def look_at(piece: Submission) -> int:
    """Look at a piece as it reads now; return how many it shares something with."""
    row = SearchText.objects.select_related("submission").get(submission=piece)
    return len(look(row))


def look(row: SearchText) -> list[Pair]:
    """Compare a piece with all that was sent or printed in the last two years.

    One that was joined to another lives on there and is compared with nothing.
    """
    piece = row.submission
    if piece.status == Status.JOINED:
        return []
    pairs = _by_words(row)
    _count_photos(piece, pairs)
    found = [pair for pair in pairs.values() if _is_recent(pair)]
    with transaction.atomic(savepoint=False):
        _forget(piece, found)
        for pair in found:
            _keep(pair)
        _quieten(piece, row, found)
    return found


def _by_words(row: SearchText) -> dict[int, Pair]:
    """Return the pieces that share words with this one, by their pk."""
    piece, text = row.submission, text_of(row)
    mine = shingles_of(text)
    met = met_by(piece, write_bands(piece, mine))
    others = SearchText.objects.filter(submission__in=met)
    others = others.exclude(submission__status=Status.JOINED)
    pairs: dict[int, Pair] = {}
    for other in others.select_related("submission__publication"):
        theirs_text = text_of(other)
        theirs = shingles_of(theirs_text)
        share = containment(mine, theirs)
        if share >= CLOSE and len(mine & theirs) >= FEWEST:
            pair = _pair(piece, other.submission)
            pair.share, pair.characters = share, shared_characters(text, theirs_text)
            pairs[other.submission_id] = pair
    return pairs


def _count_photos(piece: Submission, pairs: dict[int, Pair]) -> None:
    """Count the photographs that other pieces have, too; they may be all they share."""
    photos = list(piece.photos.all())
    if photos:
        write_photo_bands(photos)
    for photo in photos:
        alike = photos_like(photo)
        for pk in {other.submission_id for other in alike}:
            if pk not in pairs:
                rows = Submission.objects.select_related("publication")
                pairs[pk] = _pair(piece, rows.get(pk=pk))
            pairs[pk].photos += 1


def _pair(one: Submission, other: Submission) -> Pair:
    later, earlier = sorted((one, other), key=_age, reverse=True)
    return Pair(later, earlier)


def _age(piece: Submission) -> tuple[Any, int]:
    return piece.received_at, piece.pk


def _is_recent(pair: Pair) -> bool:
    since = (pair.later.received_at - MEMORY).date()
    printed = getattr(pair.earlier, "publication", None)
    day = printed.cover_date if printed else pair.earlier.received_at.date()
    return bool(day >= since)


def _forget(piece: Submission, found: Iterable[Pair]) -> None:
    """Drop what is no longer alike and nobody has decided about."""
    kept = {(pair.later.pk, pair.earlier.pk) for pair in found}
    open_ones = SeenBefore.objects.filter(
        Q(piece=piece) | Q(earlier=piece), decision=SeenDecision.OPEN
    )
    gone = [row.pk for row in open_ones if (row.piece_id, row.earlier_id) not in kept]
    if gone:
        SeenBefore.objects.filter(pk__in=gone).delete()


def _keep(pair: Pair) -> None:
    SeenBefore.objects.update_or_create(
        piece=pair.later,
        earlier=pair.earlier,
        defaults={
            "relation": _relation(pair),
            "share": round(pair.share, 3),
            "shared_characters": pair.characters,
            "shared_photos": pair.photos,
        },
    )


def _relation(pair: Pair) -> Relation:
    if not pair.share:
        return Relation.PHOTOS
    if pair.earlier.status == Status.PUBLISHED:
        return Relation.PRINTED
    same = sender_of(pair.later) == sender_of(pair.earlier)
    return Relation.RESENT if same else Relation.OTHERS


def sender_of(piece: Submission) -> str:
    """Return by what two pieces are known to be of one sender."""
    if piece.correspondent_id:
        return f"#{piece.correspondent_id}"
    known = piece.contact_email or piece.contact_unit or piece.contact_name
    return known.strip().lower() or f"piece {piece.pk}"


def _quieten(piece: Submission, row: SearchText, found: list[Pair]) -> None:
    """Make a text that many were given a note instead of an alarm."""
    same = [pair for pair in found if pair.share >= SAME_HANDOUT]
    pieces = {piece.pk: piece}
    for pair in same:
        pieces |= {pair.later.pk: pair.later, pair.earlier.pk: pair.earlier}
    senders = {sender_of(each) for each in pieces.values()}
    if len(senders) < HANDOUT_UNITS and not _is_wire(row):
        return
    SeenBefore.objects.filter(
        piece__in=pieces,
        earlier__in=pieces,
        relation=Relation.OTHERS,
        decision=SeenDecision.OPEN,
    ).update(relation=Relation.HANDOUT)


def _is_wire(row: SearchText) -> bool:
    """Tell whether byline, dateline or the first words name an agency."""
    return row.body.startswith(WIRE) or any(name in row.byline for name in WIRE)


def register_jobs() -> None:
    """Name the look to the desk, and have every new version looked at."""
    register(LOOK, look_for_likeness)
    register_reader(look_at)
