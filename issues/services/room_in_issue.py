"""How many characters are planned for an issue, and how many its pages hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from issues.models import Issue, Page, PlannedStory
from submissions.models import Submission

# Of a page's cells, what is left for text beside headlines, photographs and rules.
TEXT_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class IssueRoom:
    """Characters of an issue: in hand, still expected, and the room for text."""

    in_hand: int
    expected: int
    room: int
    photos: int

    @property
    def planned(self) -> int:
        return self.in_hand + self.expected

    @property
    def percent(self) -> int:
        """Return how much of the room is planned for; more than 100 when too much."""
        return round(100 * self.planned / self.room) if self.room else 0

    @property
    def is_over(self) -> bool:
        return self.planned > self.room


def room_of(
    issue: Issue, stories: Iterable[PlannedStory], pages: Iterable[Page]
) -> IssueRoom:
    """Return the sums of an issue; ``stories`` are its planned ones, none dropped.

    A paid page is no room for editorial copy.
    """
    stories = list(stories)
    linked = [story.submission_id for story in stories if story.submission_id]
    pieces = Submission.objects.filter(
        Q(placement__page__issue=issue) | Q(pk__in=linked)
    )
    counts = dict(pieces.values_list("pk", "char_count"))
    awaited = [story for story in stories if story.submission_id is None]
    cells = sum(
        p.grid.columns * p.grid.column_chars * p.grid.lines
        for p in pages
        if not p.paid_mark
    )
    return IssueRoom(
        in_hand=sum(counts.values()),
        expected=sum(story.wanted_length for story in awaited),
        room=round(cells * TEXT_SHARE),
        photos=sum(story.photos for story in awaited),
    )
