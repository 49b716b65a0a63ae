"""What of an issue is late, and whose it is: read from its pieces and pages.

Nothing here is ticked off by hand.  A step is done when the state of the pieces, the
pages or the issue says so; where no state can tell (a conference was held), when its
moment is past.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from desk.models import User
from desk.services.working_days import (
    WorkingDays,
    unknown_years,
    unknown_years_words,
    working_days,
)
from issues.enums import IssueStatus, MilestoneKind, PageStatus, StoryState
from issues.models import Issue, Milestone, Page, Placement, PlannedStory
from issues.services.clock import clocks_of
from issues.services.milestones import Due, press_day, schedule_of
from submissions.enums import ReviewStage, Status
from submissions.models import Review, Submission

# States in which a piece lacks a read; on a page its signatures say so.
BEFORE_FIRST = (Status.RECEIVED, Status.FIRST_READ, Status.RETURNED)
BEFORE_SECOND = (*BEFORE_FIRST, Status.SECOND_READ)


class StepState(StrEnum):
    """How a step stands."""

    DONE = "done"
    LATE = "late"
    TODAY = "today"
    AHEAD = "ahead"


class Thing(StrEnum):
    """What is waited for."""

    STORY = "story"
    PIECE = "piece"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that a step waits for, and whose it is; nobody's when both are empty.

    ``whose`` is a member of staff, ``asked_of`` somebody outside.
    """

    thing: Thing
    pk: int
    title: str
    whose: User | None = None
    asked_of: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an issue, how it stands, and what it waits for."""

    due: Due
    state: StepState
    waiting: tuple[Waiting, ...] = ()

    @property
    def is_late(self) -> bool:
        return self.state == StepState.LATE


@dataclass(frozen=True, slots=True)
class IssueClock:
    """The steps of an issue in their order."""

    issue: Issue
    press_day: date
    steps: tuple[Step, ...]
    warning: str  # of years whose holidays are not known

    @property
    def late(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.is_late)


@dataclass(slots=True)
class _Contents:
    """All that is known of one issue, loaded for several at once."""

    stories: list[PlannedStory]
    pages: list[Page]
    pieces: dict[int, tuple[Submission, User | None]]


def issue_clock(issue: Issue) -> IssueClock:
    """Return the clock of one issue."""
    return issue_clocks([issue])[issue.pk]


def issue_clocks(issues: Sequence[Issue]) -> dict[int, IssueClock]:
    """Return the clocks of some issues by their ids, in a fixed number of questions."""
    steps = clocks_of({issue.supplement_id for issue in issues})
    days, now = working_days(), timezone.now()
    moved: dict[int, dict[str, datetime]] = defaultdict(dict)
    for row in Milestone.objects.filter(issue__in=issues):
        moved[row.issue_id][row.kind] = row.at
    contents, reads = _load(issues)
    return {
        issue.pk: _clock(
            issue,
            days,
            schedule_of(
                issue,
                steps=steps[issue.supplement_id],
                days=days,
                moved=moved[issue.pk],
            ),
            _Looker(contents[issue.pk], reads, now, is_out=_is_out(issue)),
        )
        for issue in issues
    }


def _clock(
    issue: Issue, days: WorkingDays, schedule: Sequence[Due], looker: _Looker
) -> IssueClock:
    years = unknown_years([*(due.at.date() for due in schedule), issue.cover_date])
    return IssueClock(
        issue=issue,
        press_day=press_day(issue, days),
        steps=tuple(looker.step(due) for due in schedule),
        warning=unknown_years_words(years),
    )


def _is_out(issue: Issue) -> bool:
    return issue.status == IssueStatus.RELEASED


class _Looker:
    """Looks at what an issue holds, step by step."""

    def __init__(
        self,
        contents: _Contents,
        reads: dict[int, set[str]],
        now: datetime,
        *,
        is_out: bool,
    ) -> None:
        """Keep what was loaded."""
        self.contents, self.reads, self.now, self.is_out = contents, reads, now, is_out

    def step(self, due: Due) -> Step:
        """Return a step as it stands."""
        waiting = () if self.is_out else tuple(self._waiting(due.kind))
        return Step(due, self._state(due, waiting), waiting)

    def _state(self, due: Due, waiting: tuple[Waiting, ...]) -> StepState:
        if self._is_done(due, waiting):
            return StepState.DONE
        if due.at < self.now:
            return StepState.LATE
        is_today = timezone.localdate(due.at) == timezone.localdate(self.now)
        return StepState.TODAY if is_today else StepState.AHEAD

    def _is_done(self, due: Due, waiting: tuple[Waiting, ...]) -> bool:
        if self.is_out:
            return True
        if due.kind == MilestoneKind.RELEASE or waiting:
            return False
        # Pages cannot be made up any more than they are; copy may still come.
        by_state = due.kind in (MilestoneKind.MAKE_UP, MilestoneKind.PROOFS)
        return by_state or due.at < self.now

    def _waiting(self, kind: MilestoneKind) -> Iterable[Waiting]:
        if kind == MilestoneKind.CONFERENCE:
            return self._stories(StoryState.IDEA)
        if kind == MilestoneKind.COPY_DEADLINE:
            return self._stories(StoryState.AGREED, StoryState.ASKED)
        if kind == MilestoneKind.FIRST_READS:
            return self._pieces(BEFORE_FIRST, ReviewStage.FIRST)
        if kind == MilestoneKind.SECOND_READS:
            return self._pieces(BEFORE_SECOND, ReviewStage.SECOND)
        if kind == MilestoneKind.MAKE_UP:
            return self._pages(PageStatus.OPEN)
        if kind == MilestoneKind.PROOFS:
            return self._pages(PageStatus.OPEN, PageStatus.MADE_UP)
        return ()

    def _stories(self, *states: StoryState) -> Iterable[Waiting]:
        return (
            Waiting(
                Thing.STORY, story.pk, story.title, story.responsible, story.asked_of
            )
            for story in self.contents.stories
            if story.state in states
        )

    def _pieces(self, before: Collection[str], stage: ReviewStage) -> Iterable[Waiting]:
        return (
            Waiting(Thing.PIECE, pk, piece.title, piece.claimed_by or responsible)
            for pk, (piece, responsible) in self.contents.pieces.items()
            if piece.status in before
            or (piece.status == Status.PLACED and stage not in self.reads[pk])
        )

    def _pages(self, *states: PageStatus) -> Iterable[Waiting]:
        return (
            Waiting(
                Thing.PAGE,
                page.pk,
                f"{page.number:02d} {page.label}".strip(),
                page.responsible_editor,
            )
            for page in self.contents.pages
            if page.status in states
        )


def _load(
    issues: Sequence[Issue],
) -> tuple[dict[int, _Contents], dict[int, set[str]]]:
    """Return what each issue holds, and the reads of the pieces that stand on pages."""
    contents = {issue.pk: _Contents([], [], {}) for issue in issues}
    for story in PlannedStory.objects.standing().for_lists().filter(issue__in=issues):
        held = contents[story.issue_id or 0]
        held.stories.append(story)
        if story.submission is not None:
            held.pieces[story.submission.pk] = (story.submission, story.responsible)
    pages = Page.objects.without_layout().select_related("responsible_editor")
    for page in pages.filter(issue__in=issues).order_by("number"):
        contents[page.issue_id].pages.append(page)
    placed = _placed(issues)
    for placement in placed:
        pieces = contents[placement.page.issue_id].pieces
        piece = placement.submission
        pieces[piece.pk] = (piece, pieces.get(piece.pk, (piece, None))[1])
    return contents, _reads([placement.submission_id for placement in placed])


def _placed(issues: Sequence[Issue]) -> list[Placement]:
    found = Placement.objects.filter(page__issue__in=issues).select_related(
        "page", "submission__claimed_by"
    )
    return list(
        found.defer("page__layout", "submission__body", "submission__contact_phone")
    )


def _reads(pieces: Collection[int]) -> dict[int, set[str]]:
    reads: dict[int, set[str]] = defaultdict(set)
    valid = Review.objects.filter(
        submission__in=pieces, void_at__isnull=True, on_page=False
    )
    for pk, stage in valid.values_list("submission", "stage"):
        reads[pk].add(stage)
    return reads
