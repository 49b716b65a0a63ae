"""Pieces that stand on a page and lack a read, mostly because an edit voided it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from issues.models import Page, Placement
from submissions.enums import ReviewStage, Status
from submissions.models import Review, Submission
from submissions.services.reach import within_reach

MOST = 30  # rows; more are a catastrophe, not a list


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece on a page, the reads it lacks, and the signature that fell last."""

    piece: Submission
    page: Page
    missing: tuple[ReviewStage, ...]
    fallen: Review | None


def unread_on_pages(user: Any) -> Sequence[Unread]:
    """Return what a person must know of before pages are signed, in two queries."""
    placements = list(_lacking(user)[:MOST])
    if not placements:
        return ()
    reads = _reads_of(placements)
    return [_row(placement, reads) for placement in placements]


def _lacking(user: Any) -> QuerySet[Placement]:
    """Return the placements of pieces whose reads are not complete."""
    held = Review.objects.filter(
        submission=OuterRef("submission"), void_at=None, on_page=False
    ).order_by()

    def lacks(stage: ReviewStage) -> Q:
        return ~Q(Exists(held.filter(stage=stage)))

    wanted = (
        lacks(ReviewStage.FIRST)
        | lacks(ReviewStage.SECOND)
        | (lacks(ReviewStage.FINAL) & ~Q(submission__flags=[]))
    )
    placed = Placement.objects.filter(
        wanted, within_reach(user, "submission"), submission__status=Status.PLACED
    )
    return (
        placed.select_related("page__issue", "submission")
        .defer("page__layout", "page__fits", "page__findings", "submission__body")
        .defer("submission__contact_phone")
        .order_by(
            F("page__issue__press_time").asc(nulls_last=True),
            "page__issue__cover_date",
            *("page__number", "slot"),
        )
    )


def _reads_of(placements: Iterable[Placement]) -> dict[int, list[Review]]:
    """Return all signatures under the pieces of some placements, the last one last."""
    found: dict[int, list[Review]] = {}
    rows = Review.objects.filter(
        submission__in=[placement.submission_id for placement in placements],
        on_page=False,
    ).select_related("reviewer", "void_version__author")
    for read in rows.defer("void_version__copy").order_by("signed_at", "pk"):
        found.setdefault(read.submission_id, []).append(read)
    return found


def _row(placement: Placement, reads: dict[int, list[Review]]) -> Unread:
    piece = placement.submission
    given = reads.get(piece.pk, [])
    held = {read.stage for read in given if read.void_at is None}
    wanted = [ReviewStage.FIRST, ReviewStage.SECOND]
    if piece.flags:
        wanted.append(ReviewStage.FINAL)
    missing = tuple(stage for stage in wanted if stage not in held)
    fallen = [r for r in given if r.void_at is not None and r.stage in missing]
    return Unread(piece, placement.page, missing, fallen[-1] if fallen else None)
