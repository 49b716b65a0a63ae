"""Move stories on the board of an issue: from the list to a page, between pages, back.

Each move says where the board showed the story, so that nobody moves what a colleague
has moved meanwhile; undoing a move is the move back.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from issues.enums import PlacementRole
from issues.models import Issue, Page, Placement
from issues.services.placing import (
    move_to_page,
    place_submission,
    remove_placement,
    reorder,
    set_role,
)
from submissions.models import Submission


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a story stands: a page's number and slot and its part; all empty: the list.

    A slot of None is the last one.
    """

    page: int | None = None
    slot: int | None = None
    role: str = PlacementRole.AUTO


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was made: where the story stood, and where it stands now."""

    submission: Submission
    before: Spot
    after: Spot


def move_story(
    *,
    issue: Issue,
    submission: Submission,
    to: Spot,
    actor: User,
    seen_on: int | None = None,
) -> Moved:
    """Move a story to a page of an issue, or back to the list.

    ``seen_on`` is the page on which the board showed it, None for the list.  A story
    that is there already stays.
    """
    policy.require(actor, "page.place", issue)
    with transaction.atomic():
        placement = _placement_of(submission, issue)
        before = _spot(placement)
        if before.page != seen_on:
            raise _moved_meanwhile(submission, before)
        if before.page != to.page:
            placement = _carry(issue, submission, placement, to, actor)
        if placement is not None:
            _settle(placement, to, actor)
    return Moved(submission, before, _spot(_placement_of(submission, issue)))


def _carry(
    issue: Issue,
    submission: Submission,
    placement: Placement | None,
    to: Spot,
    actor: User,
) -> Placement | None:
    if to.page is None:
        if placement is not None:
            remove_placement(placement=placement, actor=actor)
        return None
    page = _page(issue, to.page)
    if placement is None:
        return place_submission(page=page, submission=submission, actor=actor)
    return move_to_page(placement=placement, page=page, actor=actor)


def _settle(placement: Placement, to: Spot, actor: User) -> None:
    """Give a story the slot and the part it is to have there."""
    if to.role != placement.role and to.role != PlacementRole.AUTO:
        set_role(placement=placement, role=to.role, actor=actor)
    if to.slot is None:
        return
    page = (
        Page.objects.without_layout().select_related("issue").get(pk=placement.page_id)
    )
    order = list(page.placements.order_by("slot").values_list("pk", flat=True))
    order.remove(placement.pk)
    wanted = [*order]
    wanted.insert(max(0, to.slot - 1), placement.pk)
    if wanted != list(page.placements.order_by("slot").values_list("pk", flat=True)):
        reorder(page=page, order=wanted, actor=actor)


def _placement_of(submission: Submission, issue: Issue) -> Placement | None:
    found = Placement.objects.filter(submission=submission).select_related(
        "page__issue__supplement", "submission"
    )
    placement = found.defer("page__layout").first()
    if placement is not None and placement.page.issue_id != issue.pk:
        raise Refused(
            _("%(ref)s stands in %(issue)s; move it from there.")
            % {"ref": submission.ref, "issue": placement.page.issue.label},
            code="placed_elsewhere",
        )
    return placement


def _spot(placement: Placement | None) -> Spot:
    if placement is None:
        return Spot()
    return Spot(placement.page.number, placement.slot, placement.role)


def _page(issue: Issue, number: int) -> Page:
    found = issue.pages.without_layout().select_related("issue__supplement", "grid")
    page = found.filter(number=number).first()
    if page is None:
        raise Refused(
            _("The issue has no page %(number)d; load the board again.")
            % {"number": number},
            code="page_unknown",
        )
    return page


def _moved_meanwhile(submission: Submission, now: Spot) -> Refused:
    said = (
        _("%(ref)s has gone back to the list meanwhile; look before you move it.")
        if now.page is None
        else _("%(ref)s stands on page %(page)d by now; look before you move it.")
    )
    facts = {"ref": submission.ref, "page": now.page}
    return Refused(said % facts, code="moved_meanwhile")
