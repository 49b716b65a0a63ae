"""When each step of an issue falls: counted back from press day, or moved by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.working_days import WorkingDays, working_days
from issues.enums import MilestoneKind
from issues.models import Issue, Milestone
from issues.services.clock import Step, clock_of
from issues.services.page_changes import require_issue_open
from issues.services.planning import set_deadlines

# What stands in the issue itself, because correspondents are told of it.
OWN_FIELDS = {
    MilestoneKind.COPY_DEADLINE: "copy_deadline",
    MilestoneKind.RELEASE: "press_time",
}


@dataclass(frozen=True, slots=True)
class Due:
    """A step of an issue and its moment; ``by_hand`` when the clock did not say it."""

    kind: MilestoneKind
    at: datetime
    by_hand: bool

    @property
    def label(self) -> str:
        """Return what the step is called."""
        return str(self.kind.label)


def press_day(issue: Issue, days: WorkingDays) -> date:
    """Return the day on which an issue goes to press.

    Its press time says so; else it is the last working day before the cover date.
    """
    if issue.press_time:
        return timezone.localdate(issue.press_time)
    return days.back(issue.cover_date - timedelta(days=1), 0)


def schedule_of(
    issue: Issue,
    *,
    steps: Mapping[MilestoneKind, Step],
    days: WorkingDays,
    moved: Mapping[str, datetime],
) -> tuple[Due, ...]:
    """Return the steps of an issue in their order; it asks nothing of the database."""
    last = press_day(issue, days)
    return tuple(
        _due(issue, kind, moved)
        or Due(kind, _moment(days.back(last, step.days_before), step), by_hand=False)
        for kind, step in ((kind, steps[kind]) for kind in MilestoneKind)
    )


def moved_of(issue: Issue) -> dict[str, datetime]:
    """Return the steps of an issue that were moved by hand."""
    return {row.kind: row.at for row in Milestone.objects.filter(issue=issue)}


def milestones_of(issue: Issue) -> tuple[Due, ...]:
    """Return the steps of one issue in their order."""
    return schedule_of(
        issue,
        steps=clock_of(issue.supplement),
        days=working_days(),
        moved=moved_of(issue),
    )


@transaction.atomic
def move_milestone(
    *, issue: Issue, kind: MilestoneKind | str, at: datetime | None, actor: User
) -> tuple[Due, ...]:
    """Move a step of an issue by hand; ``at`` None lets it follow the clock again."""
    policy.require(actor, "issue.plan", issue)
    if kind not in MilestoneKind.values:
        raise Refused(_("There is no such step."), code="step_unknown")
    kind = MilestoneKind(kind)
    held = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    require_issue_open(held)
    if kind in OWN_FIELDS:
        _move_own(held, kind, at, actor)
    else:
        _move(held, kind, at, actor)
    issue.refresh_from_db(fields=("copy_deadline", "press_time"))
    return milestones_of(held)


def _move(issue: Issue, kind: MilestoneKind, at: datetime | None, actor: User) -> None:
    release = milestones_of(issue)[-1]
    if at is None:
        Milestone.objects.filter(issue=issue, kind=kind).delete()
    elif at > release.at:
        raise Refused(
            _("“%(step)s” would fall after the issue goes to press; set it earlier.")
            % {"step": kind.label},
            code="after_press",
        )
    else:
        Milestone.objects.update_or_create(issue=issue, kind=kind, defaults={"at": at})
    data = {"step": kind.value, "at": at and at.isoformat()}
    record(obj=issue, verb="issue.milestone_moved", actor=actor, data=data)


def _move_own(
    issue: Issue, kind: MilestoneKind, at: datetime | None, actor: User
) -> None:
    stands = {"copy_deadline": issue.copy_deadline, "press_time": issue.press_time}
    stands[OWN_FIELDS[kind]] = at
    set_deadlines(issue=issue, actor=actor, **stands)


def _due(
    issue: Issue, kind: MilestoneKind, moved: Mapping[str, datetime]
) -> Due | None:
    own = getattr(issue, OWN_FIELDS[kind]) if kind in OWN_FIELDS else None
    at = own or moved.get(kind)
    return Due(kind, at, by_hand=True) if at else None


def _moment(day: date, step: Step) -> datetime:
    return timezone.make_aware(datetime.combine(day, step.at))
