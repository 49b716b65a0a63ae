"""What an editor may do about a page that does not fit, in sentences she can act on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.models import User
from desk.policy import policy
from issues.models import Page
from issues.services.gathering import PageContent, gather_page, story_of
from issues.services.proofs import layout_of
from press.makeup.giving import (
    Filling,
    Hole,
    LeaveOut,
    fillings,
    largest_hole,
    leave_out,
)
from press.makeup.model import PageLayout, Story
from press.makeup.serial import layout_hash
from submissions.models import Submission
from submissions.services.reach import pieces_for

LOOKED_AT = 60  # ready stories, the most urgent first
KEPT = 3600  # seconds that a proof of the same page holds
FULL = 0.98  # of the page; what is emptier has a hole to fill


@dataclass(frozen=True, slots=True)
class Offer:
    """A story that may be put on the page or taken off, and why."""

    ref: str
    headline: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What gives: words to cut, stories to leave out, stories for a hole.

    ``leave`` is what the whole of ``out`` achieves; ``hole`` says where there is room.
    """

    cuts: tuple[str, ...] = ()
    leave: str = ""
    out: tuple[Offer, ...] = ()
    hole: str = ""
    into: tuple[Offer, ...] = ()
    nothing: str = field(default="")


def advise(page: Page, actor: User) -> Advice:
    """Look for ways to make a page fit; takes a few seconds, changes nothing.

    Raises ``Refused`` for a page that is not made up or empty, and ``NotAllowed``.
    """
    policy.require(actor, "page.make_up", page)
    layout, content = layout_of(page), gather_page(page)
    names = {story.ref: _name(story) for story in content.stories}
    left = _left_out(layout, content)
    hole, offered, ready = _for_hole(layout, content, actor)
    advice = Advice(
        cuts=tuple(_cuts(layout, names)),
        leave=_leave(left),
        out=tuple(_out(left, names)),
        hole=_hole(hole),
        into=tuple(_into(offered, ready)),
    )
    return advice if advice != Advice() else Advice(nothing=_nothing())


def _left_out(layout: PageLayout, content: PageContent) -> LeaveOut | None:
    """Prove once what may be left out: the room is opened again and again."""
    key = f"leave-out:{content.key}:{layout_hash(layout)}"
    known = cache.get(key)
    if known is not None:
        return LeaveOut(tuple(known[0]), known[1]) if known else None
    left = leave_out(
        content.grid,
        content.stories,
        content.furniture,
        layout,
        number=content.number,
    )
    cache.set(key, (list(left.stories), left.fill) if left else (), KEPT)
    return left


def _nothing() -> str:
    return _("Everything fits; there is nothing to give.")


def _name(story: Story) -> str:
    return story.copy.headline or story.ref


def _cuts(layout: PageLayout, names: dict[str, str]) -> Iterable[str]:
    for fit in layout.fits:
        if not fit.overset_lines:
            continue
        facts = {
            "headline": names.get(fit.ref, fit.ref),
            "lines": fit.overset_lines,
            "chars": fit.chars_over,
        }
        if fit.lines_given:
            yield _("%(headline)s: cut %(lines)d lines, %(chars)d characters.") % facts
        else:
            yield _("%(headline)s has no room on the page.") % facts


def _leave(left: LeaveOut | None) -> str:
    if left is None:
        return ""
    count = len(left.stories)
    return ngettext(
        "Leave out %(count)d story and the others fit: the page is then %(fill)s full.",
        "Leave out %(count)d stories and the others fit: the page is then %(fill)s"
        " full.",
        count,
    ) % {"count": count, "fill": f"{left.fill:.0%}"}


def _out(left: LeaveOut | None, names: dict[str, str]) -> Iterable[Offer]:
    for ref in left.stories if left else ():
        yield Offer(ref, names.get(ref, ref), "")


def _for_hole(
    layout: PageLayout, content: PageContent, actor: User
) -> tuple[Hole | None, list[Filling], dict[str, Story]]:
    """Look for a hole and for ready stories that fill it."""
    if layout.overset_lines or layout.fill >= FULL:
        return None, [], {}
    hole = largest_hole(layout, content.furniture)
    if hole is None:
        return None, [], {}
    pieces = pieces_for(actor).ready_to_place().by_deadline()
    ready = _stories(
        pieces.select_related("current_version", "section").prefetch_related("photos")[
            :LOOKED_AT
        ]
    )
    found = fillings(content.grid, hole, ready)
    return hole, found, {story.ref: story for story in ready}


def _stories(pieces: Iterable[Submission]) -> Sequence[Story]:
    return [story_of(piece, slot) for slot, piece in enumerate(pieces, start=1)]


def _hole(hole: Hole | None) -> str:
    if hole is None:
        return ""
    return _("A hole of %(columns)d columns and %(lines)d lines is left.") % {
        "columns": hole.columns,
        "lines": hole.lines,
    }


def _into(found: Iterable[Filling], ready: dict[str, Story]) -> Iterable[Offer]:
    for filling in found:
        said = _("fills %(lines)d lines of it") % {"lines": filling.lines}
        yield Offer(filling.story, _name(ready[filling.story]), said)
