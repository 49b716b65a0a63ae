"""Place stories on pages, move them, take them off.

The placement is written before the piece is "placed" and deleted before it is not:
``placement_rules`` let the workflow do neither otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services import ledger
from issues.enums import PlacementRole
from issues.models import Page, Placement
from issues.services.page_changes import changing
from submissions.enums import Action
from submissions.models import Submission
from submissions.services import workflow

# Slots move out of the way by this much while they are dealt again.
ASIDE = 1000


def place_submission(
    *,
    page: Page,
    submission: Submission,
    actor: User,
    role: PlacementRole | str = PlacementRole.AUTO,
) -> Placement:
    """Place an accepted piece on a page, in the next slot.

    Placing it again on the same page gives back the placement it has.
    """
    policy.require(actor, "page.place", page)
    standing = Placement.objects.filter(submission=submission).first()
    if standing is not None:
        return _as_it_stands(standing, page)
    with changing(page) as held:
        placement = Placement.objects.create(
            page=held, submission=submission, slot=_next_slot(held), role=role
        )
        workflow.perform(submission=submission, action=Action.PLACE, actor=actor)
        _note(held, "page.story_placed", actor, submission, slot=placement.slot)
    return placement


def remove_placement(*, placement: Placement, actor: User) -> None:
    """Take a story off its page; it is ready to place again."""
    policy.require(actor, "page.place", placement.page)
    with changing(placement.page) as held:
        submission = Submission.objects.get(pk=placement.submission_id)
        placement.delete()
        workflow.perform(submission=submission, action=Action.UNPLACE, actor=actor)
        _close_gaps(held)
        _note(held, "page.story_removed", actor, submission)


def reorder(*, page: Page, order: Sequence[int], actor: User) -> Page:
    """Deal the slots of a page anew; ``order`` names all its placements by id."""
    policy.require(actor, "page.place", page)
    with changing(page) as held:
        standing = set(held.placements.values_list("pk", flat=True))
        if len(order) != len(standing) or set(order) != standing:
            raise Refused(
                _("The order must name every story of the page once; load it again."),
                code="order_incomplete",
            )
        _deal_slots(held, order)
        ledger.record(
            obj=held, verb="page.reordered", actor=actor, data={"order": list(order)}
        )
    return page


def set_role(
    *, placement: Placement, role: PlacementRole | str, actor: User
) -> Placement:
    """Say what part a story plays on its page."""
    policy.require(actor, "page.place", placement.page)
    if role not in PlacementRole.values:
        raise Refused(
            _("There is no such role on a page: %(role)s.") % {"role": role},
            code="role_unknown",
        )
    with changing(placement.page) as held:
        placement.role = PlacementRole(role)
        placement.save(update_fields=("role",))
        _note(held, "page.role_set", actor, placement.submission, role=str(role))
    return placement


def move_placement(*, placement: Placement, step: int, actor: User) -> Placement:
    """Move a story up (negative) or down so many slots; the ends stop it."""
    page = placement.page
    order = list(page.placements.values_list("pk", flat=True))
    at = order.index(placement.pk)
    to = min(max(at + step, 0), len(order) - 1)
    if to != at:
        order.insert(to, order.pop(at))
        reorder(page=page, order=order, actor=actor)
        placement.refresh_from_db()
    return placement


def move_to_page(*, placement: Placement, page: Page, actor: User) -> Placement:
    """Move a story to another page; into another issue means held over."""
    policy.require(actor, "page.place", placement.page)
    policy.require(actor, "page.place", page)
    if placement.page_id == page.pk:
        return placement
    submission = placement.submission
    with transaction.atomic(), ExitStack() as stack:
        # Locked in one order everywhere, so that two moves cannot wait on each other.
        pages = sorted((placement.page, page), key=lambda each: each.pk)
        held = {each.pk: stack.enter_context(changing(each)) for each in pages}
        left, new = held[placement.page_id], held[page.pk]
        if left.issue_id != new.issue_id:
            placement.held_over_from = left.issue
        placement.page, placement.slot = new, _next_slot(new)
        placement.save(update_fields=("page", "slot", "held_over_from"))
        _close_gaps(left)
        _note(left, "page.story_removed", actor, submission, moved_to=str(new))
        _note(new, "page.story_placed", actor, submission, slot=placement.slot)
    return placement


def _as_it_stands(placement: Placement, page: Page) -> Placement:
    if placement.page_id == page.pk:
        return placement
    raise Refused(
        _("%(ref)s already stands on page %(number)d of %(issue)s; move it from there.")
        % {
            "ref": placement.submission.ref,
            "number": placement.page.number,
            "issue": placement.page.issue.label,
        },
        code="placed_elsewhere",
    )


def _next_slot(page: Page) -> int:
    return (page.placements.aggregate(last=Max("slot"))["last"] or 0) + 1


def _close_gaps(page: Page) -> None:
    _deal_slots(page, tuple(page.placements.values_list("pk", flat=True)))


def _deal_slots(page: Page, order: Sequence[int]) -> None:
    page.placements.update(slot=F("slot") + ASIDE)
    for slot, pk in enumerate(order, start=1):
        page.placements.filter(pk=pk).update(slot=slot)


def _note(
    page: Page, verb: str, actor: User, submission: Submission, **data: int | str
) -> None:
    ledger.record(
        obj=page, verb=verb, actor=actor, data={"submission": submission.ref, **data}
    )
