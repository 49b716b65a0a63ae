"""The month clock of a supplement: how long before press day each step falls."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.enums import MilestoneKind
from issues.models import ClockStep, Supplement

MOST_DAYS = 40
Steps = Mapping[MilestoneKind, "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step falls so many working days before press day, at that time of day."""

    days_before: int
    at: time


# A monthly with a fortnight from copy deadline to press.
HOUSE_CLOCK: dict[MilestoneKind, Step] = {
    MilestoneKind.COPY_DEADLINE: Step(10, time(17, 0)),
    MilestoneKind.CONFERENCE: Step(8, time(9, 30)),
    MilestoneKind.FIRST_READS: Step(6, time(18, 0)),
    MilestoneKind.SECOND_READS: Step(4, time(18, 0)),
    MilestoneKind.MAKE_UP: Step(2, time(18, 0)),
    MilestoneKind.PROOFS: Step(1, time(18, 0)),
    MilestoneKind.RELEASE: Step(0, time(20, 0)),
}


def clocks_of(supplements: Collection[int]) -> dict[int, dict[MilestoneKind, Step]]:
    """Return the clocks of some supplements by their ids; one question."""
    clocks = {pk: dict(HOUSE_CLOCK) for pk in supplements}
    for row in ClockStep.objects.filter(supplement__in=supplements):
        kind = MilestoneKind(row.kind)
        clocks[row.supplement_id][kind] = Step(row.days_before, row.at)
    return clocks


def clock_of(supplement: Supplement) -> dict[MilestoneKind, Step]:
    """Return the clock of a supplement, every step of it."""
    return clocks_of([supplement.pk])[supplement.pk]


@transaction.atomic
def set_clock(
    *, supplement: Supplement, steps: Steps, actor: User
) -> dict[MilestoneKind, Step]:
    """Set when the named steps of every issue fall; the others stay as they are."""
    policy.require(actor, "issue.plan")
    whole = {**clock_of(supplement), **steps}
    _require_order(whole)
    for kind, step in steps.items():
        ClockStep.objects.update_or_create(
            supplement=supplement,
            kind=kind,
            defaults={"days_before": step.days_before, "at": step.at},
        )
    data = {
        kind.value: [step.days_before, step.at.strftime("%H:%M")]
        for kind, step in whole.items()
    }
    record(obj=supplement, verb="supplement.clock_set", actor=actor, data=data)
    return whole


def _require_order(steps: Steps) -> None:
    """Refuse a clock whose steps do not follow each other, or reach too far back."""
    if any(not 0 <= step.days_before <= MOST_DAYS for step in steps.values()):
        raise Refused(
            _("A step falls 0 to %(most)d working days before press day.")
            % {"most": MOST_DAYS},
            code="clock_days",
        )
    order = list(MilestoneKind)
    for kind, following in pairwise(order):
        first, second = steps[kind], steps[following]
        if (-first.days_before, first.at) > (-second.days_before, second.at):
            raise Refused(
                _("“%(first)s” falls after “%(second)s”; set it earlier.")
                % {"first": kind.label, "second": following.label},
                code="clock_order",
            )
