"""The board of an issue: its pages with who is there and what is missing, and the list.

In a fixed number of queries, whatever the number of pages and stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.models import User
from desk.services.presence import others_at
from issues.enums import PageStatus, PlacementRole
from issues.models import Issue, Page, PageGrid, PagePresence, Placement
from issues.services.conflicts import conflicts_of
from issues.services.issue_plan import pages_to_plan
from issues.services.ready_stories import Ready, ready_for, ready_pieces, usual_grid
from submissions.querysets import SubmissionQuerySet

FULL = 0.98  # a page that is fuller needs no more copy
SHOWN = 30  # stories of the ready list at a time; their lengths are set to be known
OPEN_ROLES = (PlacementRole.LEAD, PlacementRole.AUTO)  # one of them may lead


@dataclass(frozen=True, slots=True)
class BoardStory:
    """A story on a page; lines are those of its frame, None before make-up."""

    placement: Placement
    needed: int | None
    given: int | None

    @property
    def over(self) -> int:
        """Return the lines that find no room."""
        return max(0, (self.needed or 0) - (self.given or 0))

    @property
    def under(self) -> int:
        """Return the lines that are free."""
        return max(0, (self.given or 0) - (self.needed or 0))


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A page of the board: who is at it, what is missing, its stories in order."""

    page: Page
    people: tuple[str, ...]
    missing: tuple[str, ...]
    stories: tuple[BoardStory, ...]

    @property
    def percent(self) -> int | None:
        """Return how full it was made, in per cent."""
        return None if self.page.fill is None else round(100 * self.page.fill)

    @property
    def needs_make_up(self) -> bool:
        """Tell whether stories stand on it that no layout shows."""
        return self.page.status == PageStatus.OPEN and bool(self.stories)

    @property
    def is_fixed(self) -> bool:
        """Tell whether no story may come or go: locked or signed."""
        page = self.page
        return page.locked_at is not None or page.status == PageStatus.SIGNED


@dataclass(frozen=True, slots=True)
class ReadyList:
    """A part of the stories that wait, of how many; ``page`` counts from 1."""

    stories: tuple[Ready, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """Return how many parts there are, at least one."""
        return max(1, -(-self.total // SHOWN))


def board_pages(issue: Issue, user: User) -> list[BoardPage]:
    """Return the pages of an issue as the board shows them to a person."""
    pages = pages_to_plan(issue)
    for page in pages:
        page.issue = issue
    people = _people(pages, user)
    missing = _missing(pages)
    return [
        BoardPage(
            page=page,
            people=tuple(people[page.pk]),
            missing=tuple(missing[page.pk]),
            stories=_stories(page),
        )
        for page in pages
    ]


def ready_list(
    issue: Issue,
    user: User,
    grid: PageGrid,
    *,
    section: str = "",
    words: str = "",
    page: int = 1,
) -> ReadyList:
    """Return a part of the stories a person may place, by section and words."""
    found = _narrowed(ready_pieces(user), section, words)
    total = found.count()
    last = max(1, -(-total // SHOWN))
    page = min(max(page, 1), last)
    pieces = list(found[(page - 1) * SHOWN : page * SHOWN])
    return ReadyList(tuple(ready_for(issue, pieces, grid)), total, page)


def board_grid(pages: Sequence[BoardPage]) -> PageGrid:
    """Return the format that lengths in lines are told in."""
    return usual_grid([each.page for each in pages])


def _narrowed(
    found: SubmissionQuerySet, section: str, words: str
) -> SubmissionQuerySet:
    """``section`` is a short name, or a dash for the pieces without one."""
    if section == "-":
        found = found.filter(section=None)
    elif section:
        found = found.filter(section__slug=section)
    for word in words.split():
        found = found.filter(
            Q(headline__icontains=word)
            | Q(ref__icontains=word)
            | Q(contact_unit__icontains=word)
        )
    return found


def _stories(page: Page) -> tuple[BoardStory, ...]:
    fits: Mapping[str, Any] = {fit["ref"]: fit for fit in page.fits or ()}
    rows = sorted(page.placements.all(), key=lambda placement: placement.slot)
    shows = page.status != PageStatus.OPEN
    found = []
    for row in rows:
        fit = fits.get(row.submission.ref, {}) if shows else {}
        found.append(BoardStory(row, fit.get("lines_needed"), fit.get("lines_given")))
    return tuple(found)


def _people(pages: Iterable[Page], user: User) -> dict[int, list[str]]:
    """Return who else has each page open, and who is changing it."""
    rows = PagePresence.objects.filter(page__in=[page.pk for page in pages])
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for row in others_at(rows, user).order_by("user__display_name", "seen_at"):
        name = str(row.user)
        at_page = found[row.page_id]
        at_page[name] = row.is_editing or at_page.get(name, False)
    return defaultdict(
        list,
        {
            pk: [_person(name, editing) for name, editing in names.items()]
            for pk, names in found.items()
        },
    )


def _person(name: str, editing: bool) -> str:
    said = _("%(name)s is editing") if editing else _("%(name)s is looking")
    return said % {"name": name}


def _missing(pages: Sequence[Page]) -> dict[int, list[str]]:
    """Return what each page lacks, in sentences: conflicts, lead, copy, signature."""
    found: dict[int, list[str]] = defaultdict(list)
    conflicts = defaultdict(list)
    for one in conflicts_of(pages):
        if one.page is not None:
            conflicts[one.page].append(one)
    for page in pages:
        said = [one.sentence for one in conflicts[page.pk] if one.name != "not_made_up"]
        found[page.pk] = [*_bare(page), *dict.fromkeys(said)]
    return found


def _bare(page: Page) -> Iterable[str]:
    placements = page.placements.all()
    if not placements:
        if not page.paid_mark:
            yield _("No story stands here yet.")
        return
    if page.status == PageStatus.OPEN:
        yield _("It needs make-up.")
    if not any(p.role in OPEN_ROLES and p.submission.headline for p in placements):
        yield _("No story leads.")
    if page.status != PageStatus.OPEN and page.fill is not None and page.fill < FULL:
        free = sum(
            max(0, (fit.get("lines_given") or 0) - (fit.get("lines_needed") or 0))
            for fit in page.fits
        )
        if free:
            yield ngettext("%(n)d line is free.", "%(n)d lines are free.", free) % {
                "n": free
            }
    if page.status == PageStatus.MADE_UP:
        yield _("It is not signed off.")
