"""The stories that are ready for an issue: their weight, size, what holds them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.enums import Weight
from issues.models import Issue, Page, PageGrid, StoryWeight
from issues.services.gathering import story_of
from press.makeup.copyfit import Width, copyfit
from press.makeup.roles import BRIEF_CHARS, SECOND_CHARS
from submissions.enums import HEADLINE_OPTIONAL, PhotoState, ReviewStage
from submissions.models import Submission
from submissions.querysets import SubmissionQuerySet
from submissions.services.reach import pieces_for

WEIGHTS = {Weight.LEAD: 3, Weight.IMPORTANT: 2, Weight.ORDINARY: 1, Weight.FILLER: 0}
KEPT = 24 * 3600  # seconds a story's size is remembered; the key names its words
WIDE_CHARS = 1200
LINES_A_STORY = 4  # the least that a block takes, for a story that cannot be set


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready story; ``lines`` are those of one basic column, all that it prints.

    ``held_back`` is the code of what keeps it from a page now, empty when nothing does.
    """

    piece: Submission
    weight: Weight
    is_given: bool
    lines: int
    held_back: str
    days_left: int | None

    @property
    def can_lead(self) -> bool:
        """Tell whether a page may open with it."""
        if self.weight == Weight.LEAD:
            return True
        piece = self.piece
        is_long = piece.char_count >= SECOND_CHARS and bool(piece.headline)
        return is_long and self.weight != Weight.FILLER


def ready_pieces(user: User) -> SubmissionQuerySet:
    """Return the pieces a person may place, nearest deadline first, in few queries."""
    found = pieces_for(user).ready_to_place().by_deadline()
    found = found.select_related(
        "current_version", "section", "weight", "planned_story__issue"
    ).prefetch_related("photos", "reviews")
    return found.defer("contact_phone", "note_to_desk")


def ready_for(
    issue: Issue, pieces: Iterable[Submission], grid: PageGrid
) -> list[Ready]:
    """Return what make-up must know of each piece."""
    pieces = list(pieces)
    sizes = lines_of(pieces, grid)
    return [
        Ready(
            piece=piece,
            weight=weight_of(piece),
            is_given=_given(piece) is not None,
            lines=sizes[piece.pk],
            held_back=_held_back(piece, issue),
            days_left=_days_left(piece, issue),
        )
        for piece in pieces
    ]


def weight_of(piece: Submission) -> Weight:
    """Return the weight an editor gave, else one judged by length and kind."""
    given = _given(piece)
    if given is not None:
        return given
    if piece.kind in HEADLINE_OPTIONAL:
        return Weight.ORDINARY
    return Weight.FILLER if piece.char_count < BRIEF_CHARS else Weight.ORDINARY


@transaction.atomic
def set_weight(*, submission: Submission, weight: str, actor: User) -> Weight:
    """Give a story a weight; an empty one lets its length judge again."""
    policy.require(actor, "page.place", None)
    policy.require(actor, "submission.read", submission)
    if weight and weight not in Weight.values:
        raise Refused(
            _("There is no such weight: %(weight)s.") % {"weight": weight},
            code="weight_unknown",
        )
    rows = StoryWeight.objects.filter(submission=submission)
    before = rows.values_list("weight", flat=True).first() or ""
    if before != weight:
        if weight:
            StoryWeight.objects.update_or_create(
                submission=submission, defaults={"weight": weight}
            )
        else:
            rows.delete()
        data = {"before": before, "weight": weight}
        record(obj=submission, verb="submission.weighed", actor=actor, data=data)
    return weight_of(Submission.objects.select_related("weight").get(pk=submission.pk))


def lines_of(pieces: Sequence[Submission], grid: PageGrid) -> dict[int, int]:
    """Return the lines of one basic column that each piece takes on a format.

    Headline, photographs and air are in it.  It is set to be known, and remembered by
    its words and photographs.
    """
    keys = {piece.pk: _size_key(piece, grid) for piece in pieces}
    known = cache.get_many(keys.values())
    sizes, new = {}, {}
    for piece in pieces:
        key = keys[piece.pk]
        lines = known.get(key)
        if lines is None:
            new[key] = lines = _lines(piece, grid)
        sizes[piece.pk] = lines
    if new:
        cache.set_many(new, KEPT)
    return sizes


def usual_grid(pages: Iterable[Page]) -> PageGrid:
    """Return the format most pages of an issue have, to measure stories by."""
    grids = [page.grid for page in pages]
    return max(grids, key=lambda grid: (sum(g.pk == grid.pk for g in grids), -grid.pk))


def _given(piece: Submission) -> Weight | None:
    row = getattr(piece, "weight", None)
    return Weight(row.weight) if row else None


def _held_back(piece: Submission, issue: Issue) -> str:
    if any(photo.state == PhotoState.RECEIVED for photo in piece.photos.all()):
        return "photos_unchecked"
    if piece.flags and not _has_final_read(piece):
        return "final_read_missing"
    if piece.current_version is None:
        return "no_words"
    story = getattr(piece, "planned_story", None)
    if story is not None and story.issue_id and story.issue_id != issue.pk:
        return "other_issue"
    return ""


def _has_final_read(piece: Submission) -> bool:
    return any(
        read.stage == ReviewStage.FINAL and read.void_at is None and not read.on_page
        for read in piece.reviews.all()
    )


def _days_left(piece: Submission, issue: Issue) -> int | None:
    """Return for how many days a piece is still fresh when the issue comes out."""
    if piece.section is None:
        return None
    stale = timezone.localdate(piece.received_at) + timedelta(
        days=piece.section.shelf_days
    )
    return (stale - issue.cover_date).days


def _size_key(piece: Submission, grid: PageGrid) -> str:
    words = piece.current_version.copy_hash if piece.current_version else ""
    photos = sorted(
        f"{photo.key.hex}{photo.state}{photo.width}x{photo.height}"
        for photo in piece.photos.all()
    )
    section = piece.section.name if piece.section else ""
    parts = repr((words, photos, section, repr(grid.to_press())))
    return f"story-lines:{hashlib.sha256(parts.encode()).hexdigest()}"


def _lines(piece: Submission, grid: PageGrid) -> int:
    if piece.current_version is None:
        return LINES_A_STORY
    story, press = story_of(piece, 1), grid.to_press()
    columns = 1 if piece.char_count < BRIEF_CHARS else 2
    if piece.char_count >= WIDE_CHARS:
        columns = 3
    for wide in (min(columns, press.columns), *range(1, press.columns + 1)):
        fit = copyfit(story, press, Width(wide, wide))
        if fit is not None:
            return fit.depth * wide
    cells = piece.char_count // press.column_chars
    return max(LINES_A_STORY, cells)
