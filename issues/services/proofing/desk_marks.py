"""What a compared page is kept as: its lines with their places, a mark a difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from issues.models import Proof, ProofMark
from issues.proof_enums import MarkOrigin
from issues.services.proofing.frozen import stories_of
from press.copy.comparing import Deviation
from submissions.documents.pdf_page import Character, PdfPage

LONGEST = 2000  # characters of a mark


def marks_of(
    proof: Proof, page: PdfPage, deviations: Sequence[Deviation]
) -> Iterator[ProofMark]:
    pieces = {story.ref: story.submission for story in stories_of(proof)}
    now = timezone.now()
    for number, one in enumerate(deviations, start=1):
        x, y = _point(page, one.at)
        yield ProofMark(
            proof=proof,
            number=number,
            origin=MarkOrigin.COMPARED,
            x=x,
            y=y,
            submission_id=pieces.get(one.story),
            part=one.part,
            offset=one.offset if one.story else None,
            wrong=one.ours[:LONGEST],
            right=one.theirs[:LONGEST],
            note=_remark(one),
            made_at=now,
        )


def _remark(one: Deviation) -> str:
    if one.lost:
        return _("Does not stand on the layout desk's page.")
    return "" if one.story else _("Stands on the layout desk's page only.")


def _point(page: PdfPage, at: int | None) -> tuple[float | None, float | None]:
    """Return where a character stands, as fractions of its page."""
    if at is None:
        return None, None
    char = page.characters[at]
    x = (char.left + char.right) / 2 / page.width
    y = (char.top + char.bottom) / 2 / page.height
    return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))


def lines_of_page(
    characters: Sequence[Character], places: Sequence[tuple[str, str, int] | None]
) -> Iterator[dict[str, Any]]:
    """Yield the lines of a page as they are kept, each by its first known character."""
    for run in _runs(characters):
        text = "".join(characters[at].char for at in run)
        known = ((n, places[at]) for n, at in enumerate(run))
        n, place = next(((n, p) for n, p in known if p is not None), (0, None))
        story, part, offset = place or ("", "", 0)
        edges = [characters[at].left for at in run]
        yield {
            "story": story,
            "part": part,
            "start": max(0, offset - n),
            "text": text,
            "edges": [*edges, characters[run[-1]].right],
            "top": min(characters[at].top for at in run),
            "bottom": max(characters[at].bottom for at in run),
        }


def _runs(characters: Sequence[Character]) -> Iterator[list[int]]:
    """Yield the places of characters that stand in one line, one after another."""
    run: list[int] = []
    for at, char in enumerate(characters):
        if char.char.isspace() or not char.char.isprintable():
            continue
        if run and not _goes_on(characters[run[-1]], char):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _goes_on(before: Character, after: Character) -> bool:
    high = max(before.bottom - before.top, 1.0)
    level = abs((before.top + before.bottom) - (after.top + after.bottom)) < high
    return level and -high / 2 < after.left - before.right < 2 * high
