"""Plan a whole issue: the room of its pages, and which ready story goes where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from issues.enums import PageStatus, PlacementRole
from issues.models import Issue, Page, PageGrid
from issues.services.furniture import FRONT_PAGE
from issues.services.ready_stories import (
    WEIGHTS,
    Ready,
    lines_of,
    ready_for,
    usual_grid,
)
from press.makeup.filling import FillPlan, PageRoom, ReadyStory, plan_issue
from press.makeup.furniture import foot_lines, head_lines
from press.makeup.model import Furniture
from press.makeup.roles import SECOND_CHARS
from submissions.models import Submission

# Of a page's lines: blocks do not tile to the last cell, and what is over is taken off.
USABLE = 0.98
NO_SECTION = ""


def pages_to_plan(issue: Issue) -> list[Page]:
    """Return the pages of an issue with all that the plan and the board ask of them."""
    found = issue.pages.without_layout().select_related(
        *("issue__supplement", "grid", "responsible_editor", "layout_artist"),
        *("proofreader", "locked_by"),
    )
    stories = "placements__submission"
    words = f"{stories}__current_version"
    found = found.prefetch_related("sections", "fixed_pieces", words)
    found = found.prefetch_related(f"{stories}__section", f"{stories}__photos")
    return list(found.order_by("number"))


def plan_pages(
    issue: Issue, pages: Sequence[Page], pieces: Iterable[Submission], *, seed: int = 1
) -> tuple[FillPlan, dict[str, Ready]]:
    """Deal ready pieces to pages; return the plan and the pieces by ref."""
    grid = usual_grid(pages)
    ready = ready_for(issue, pieces, grid)
    stories = [_story(each) for each in ready]
    rooms = [room_of_page(page, grid) for page in pages]
    return plan_issue(stories, rooms, seed=seed), {r.piece.ref: r for r in ready}


def room_of_page(page: Page, grid: PageGrid) -> PageRoom:
    """Return the room of a page, in lines of one column of ``grid``."""
    standing = [placement.submission for placement in page.placements.all()]
    lines = round(_free_lines(page) * _scale(page.grid, grid) * USABLE)
    taken = sum(lines_of(standing, grid).values())
    if page.status != PageStatus.OPEN and page.fill is not None:
        taken = max(taken, round(lines * min(1.0, page.fill)))
    return PageRoom(
        number=page.number,
        sections=frozenset(section.name for section in page.sections.all()),
        lines=lines,
        taken=taken,
        has_lead=_has_lead(page),
        locked=is_left_alone(page),
    )


def is_left_alone(page: Page) -> bool:
    """Tell whether no make-up of the issue touches a page: locked, signed, sold."""
    return (
        page.locked_at is not None
        or page.status == PageStatus.SIGNED
        or bool(page.paid_mark)
    )


def plan_rows(
    plan: FillPlan, ready: dict[str, Ready]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what the run keeps of a plan: what is dealt, what is left, as facts."""
    dealt = [
        {
            **_facts(ready[each.story]),
            "page": each.page,
            "lead": each.lead,
            "lines": ready[each.story].lines,
        }
        for each in plan.dealt
    ]
    left = [{**_facts(ready[each.story]), **asdict(each)} for each in plan.left]
    return dealt, [{**row, "because": str(row["because"])} for row in left]


def _facts(ready: Ready) -> dict[str, Any]:
    piece = ready.piece
    return {
        "submission": piece.pk,
        "ref": piece.ref,
        "headline": piece.title,
        "section": piece.section.name if piece.section else NO_SECTION,
        "weight": str(ready.weight),
    }


def _story(ready: Ready) -> ReadyStory:
    section = ready.piece.section
    return ReadyStory(
        key=ready.piece.ref,
        section=section.name if section else NO_SECTION,
        lines=max(1, ready.lines),
        weight=WEIGHTS[ready.weight],
        can_lead=ready.can_lead,
        days_left=ready.days_left,
        held_back=ready.held_back,
    )


def _free_lines(page: Page) -> int:
    """Return the lines of all columns without nameplate, contact and booked pieces."""
    press = page.grid.to_press()
    front = page.number == FRONT_PAGE
    contact = page.issue.supplement.contact_lines if front else ()
    furniture = Furniture("", "", nameplate=front, contact=contact)
    rows = press.lines - head_lines(press, furniture) - foot_lines(furniture)
    booked = sum(piece.columns * piece.lines for piece in page.fixed_pieces.all())
    return max(0, rows * press.columns - booked)


def _scale(own: PageGrid, measured: PageGrid) -> float:
    return own.column_chars / measured.column_chars


def _has_lead(page: Page) -> bool:
    """Tell whether a story that leads stands there: given the part, or long enough."""
    return any(
        placement.role == PlacementRole.LEAD
        or (
            placement.role == PlacementRole.AUTO
            and placement.submission.char_count >= SECOND_CHARS
        )
        for placement in page.placements.all()
    )
