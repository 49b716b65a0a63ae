"""Deal the ready stories of an issue out to its pages, before any page is set.

A plain greedy deal with one repair: the heavier stories first, each on the page of its
section with the most room; a story that finds none may push off one lighter story if
that one fits elsewhere.  Same stories, pages and seed: same plan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class LeftBecause(StrEnum):
    """Why a story is on no page of the plan."""

    HELD_BACK = "held_back"
    NO_SECTION = "no_section"
    ONLY_LOCKED = "only_locked"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class ReadyStory:
    """A story that waits for a page.

    ``lines`` is its area in lines of one basic column, headline and photographs
    included; ``days_left`` the days until it is stale or its exclusive term ends, None
    without such a day; ``held_back`` why it may not be placed yet, as a code.
    """

    key: str
    section: str
    lines: int
    weight: int = 0
    can_lead: bool = False
    days_left: int | None = None
    held_back: str = ""


@dataclass(frozen=True, slots=True)
class PageRoom:
    """A page as it stands: its sections, lines of room and what is taken of them.

    A page without sections takes every section.
    """

    number: int
    sections: frozenset[str]
    lines: int
    taken: int = 0
    has_lead: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Dealt:
    """A story and the page it goes to."""

    story: str
    page: int
    lead: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A story that stays over.

    For want of room, ``page`` is the page with the most room left and ``room`` its
    lines; for a story held back, ``held_back`` is its own code.
    """

    story: str
    because: LeftBecause
    needs: int = 0
    page: int | None = None
    room: int = 0
    held_back: str = ""


@dataclass(frozen=True, slots=True)
class FillPlan:
    """Where every story goes, by page, and what stays over, heaviest first."""

    dealt: tuple[Dealt, ...]
    left: tuple[Left, ...]


def plan_issue(
    stories: Sequence[ReadyStory], pages: Sequence[PageRoom], *, seed: int = 1
) -> FillPlan:
    """Return which story goes to which page, one lead a page, no page over its room."""
    _require_once(stories, pages)
    deal = _Deal(pages)
    ranked = sorted(stories, key=lambda story: _rank(story, seed))
    ready = [s for s in ranked if not s.held_back and deal.may_take(s)]
    _deal_leads(deal, ready)
    for story in ready:
        if story.key not in deal.page_of and not deal.put(story):
            deal.make_way(story)
    # What a repair pushed about may have opened room for a story seen before it.
    for story in ready:
        if story.key not in deal.page_of:
            deal.put(story)
    left = tuple(deal.left(s) for s in ranked if s.key not in deal.page_of)
    return FillPlan(deal.dealt(ranked), left)


def _require_once(stories: Sequence[ReadyStory], pages: Sequence[PageRoom]) -> None:
    if len({story.key for story in stories}) != len(stories):
        raise ValueError("a story is named twice")
    if len({page.number for page in pages}) != len(pages):
        raise ValueError("a page is named twice")
    if any(story.lines < 1 for story in stories):
        raise ValueError("a story takes no line")


def _rank(story: ReadyStory, seed: int) -> tuple[int, float, int, str]:
    """Heavier first, then what cannot wait, then the longer; equals by the seed."""
    waits = float("inf") if story.days_left is None else story.days_left
    draw = hashlib.sha256(f"{seed} {story.key}".encode()).hexdigest()
    return -story.weight, waits, -story.lines, draw


def _deal_leads(deal: _Deal, ready: Sequence[ReadyStory]) -> None:
    """Give each page without a lead one; pages of a section choose before the open.

    A page with few stories to choose from chooses before one with many, so that no
    page takes the only lead of another.
    """
    open_to = {
        number: [s for s in ready if s.can_lead and deal.fits(s, number)]
        for number, page in deal.pages.items()
        if not page.locked and not page.has_lead
    }
    turns = sorted(
        open_to,
        key=lambda n: (not deal.pages[n].sections, len(open_to[n]), n),
    )
    for number in turns:
        free = (s for s in open_to[number] if s.key not in deal.page_of)
        story = next((s for s in free if deal.fits(s, number)), None)
        if story is not None:
            deal.put_on(story, number)
            deal.leads.add(story.key)


class _Deal:
    """The pages while stories are dealt to them."""

    def __init__(self, pages: Sequence[PageRoom]) -> None:
        self.pages = {p.number: p for p in sorted(pages, key=lambda p: p.number)}
        self.room = {n: max(p.lines - p.taken, 0) for n, p in self.pages.items()}
        self.page_of: dict[str, int] = {}
        self.stories: dict[str, ReadyStory] = {}
        self.leads: set[str] = set()

    def _of_section(self, story: ReadyStory) -> list[int]:
        """Return the pages that take its section, its own before the open ones."""
        own = [n for n, p in self.pages.items() if story.section in p.sections]
        return own + [n for n, p in self.pages.items() if not p.sections]

    def _choices(self, story: ReadyStory) -> list[int]:
        return [n for n in self._of_section(story) if not self.pages[n].locked]

    def may_take(self, story: ReadyStory) -> bool:
        return bool(self._choices(story))

    def fits(self, story: ReadyStory, number: int) -> bool:
        return number in self._choices(story) and story.lines <= self.room[number]

    def put_on(self, story: ReadyStory, number: int) -> None:
        self.page_of[story.key] = number
        self.stories[story.key] = story
        self.room[number] -= story.lines

    def _take_off(self, story: ReadyStory) -> int:
        number = self.page_of.pop(story.key)
        del self.stories[story.key]
        self.room[number] += story.lines
        return number

    def put(self, story: ReadyStory) -> bool:
        """Put a story where it fits, pages of its own section first, then the room."""
        fitting = [n for n in self._choices(story) if self.fits(story, n)]
        if not fitting:
            return False
        is_open = {n: not self.pages[n].sections for n in fitting}
        self.put_on(story, min(fitting, key=lambda n: (is_open[n], -self.room[n], n)))
        return True

    def make_way(self, story: ReadyStory) -> bool:
        """Move one story to another page if that lets this one in."""
        for other in sorted(self.stories.values(), key=lambda s: (s.weight, s.key)):
            number = self.page_of[other.key]
            opens = self.room[number] + other.lines >= story.lines
            if other.key in self.leads or not opens:
                continue
            if number not in self._choices(story):
                continue
            self._take_off(other)
            self.put_on(story, number)
            if self.put(other):
                return True
            self._take_off(story)
            self.put_on(other, number)
        return False

    def left(self, story: ReadyStory) -> Left:
        """Return why a story stays over."""
        if story.held_back:
            return Left(story.key, LeftBecause.HELD_BACK, held_back=story.held_back)
        if not self._of_section(story):
            return Left(story.key, LeftBecause.NO_SECTION)
        choices = self._choices(story)
        if not choices:
            return Left(story.key, LeftBecause.ONLY_LOCKED)
        widest = min(choices, key=lambda n: (-self.room[n], n))
        room = self.room[widest]
        return Left(story.key, LeftBecause.NO_ROOM, story.lines, widest, room)

    def dealt(self, ranked: Sequence[ReadyStory]) -> tuple[Dealt, ...]:
        """Return the deal by page, its lead first, then by weight."""
        placed = [s.key for s in ranked if s.key in self.page_of]
        rows = [Dealt(key, self.page_of[key], key in self.leads) for key in placed]
        return tuple(sorted(rows, key=lambda row: (row.page, not row.lead)))
