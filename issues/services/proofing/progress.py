"""How far the rounds of pages are: what is missing, open, or changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q

from issues.models import Page, Proof
from issues.proof_enums import MarkState, ProofState
from issues.services.proofing.rules import rounds_missing


@dataclass(frozen=True, slots=True)
class Progress:
    """The rounds of a page: those missing, marks undecided, whether it changed since.

    ``changed_since`` tells that the page is not the one of its last closed proof.
    """

    proofs: tuple[Proof, ...] = ()
    missing: tuple[int, ...] = ()
    open_marks: int = 0
    changed_since: bool = False


def progress_of(pages: Sequence[Page]) -> dict[int, Progress]:
    """Return how far pages are, in one query; their layouts are not read."""
    rows = (
        Proof.objects.filter(page__in=pages)
        .exclude(state=ProofState.VOID)
        .annotate(
            open_marks=Count("marks", filter=Q(marks__state=MarkState.OPEN)),
            shown=F("snapshot__content__layout_hash"),
        )
        .order_by("made_at", "pk")
    )
    found: dict[int, list[Proof]] = {page.pk: [] for page in pages}
    for row in rows:
        found[row.page_id or 0].append(row)
    return {page.pk: _progress(page, found[page.pk]) for page in pages}


def _progress(page: Page, proofs: Sequence[Proof]) -> Progress:
    closed = [each for each in proofs if each.state == ProofState.CLOSED]
    last = closed[-1] if closed else None
    return Progress(
        proofs=tuple(proofs),
        missing=rounds_missing(proofs),
        open_marks=sum(each.open_marks for each in proofs),  # type: ignore[attr-defined]
        changed_since=last is not None and last.shown != page.layout_hash,  # type: ignore[attr-defined]
    )
