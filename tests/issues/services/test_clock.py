"""The month clock: counted back from press day, over holidays, moved by hand."""

from datetime import date, time

import pytest
from django.utils import timezone

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.enums import IssueStatus, MilestoneKind
from issues.exceptions import PageLocked
from issues.models import Issue
from issues.services.clock import HOUSE_CLOCK, Step, clock_of, set_clock
from issues.services.milestones import milestones_of, move_milestone
from tests.issues.builders import make_issue, make_supplement
from tests.issues.plans import at

pytestmark = pytest.mark.django_db
K = MilestoneKind


def days_of(issue):
    return [timezone.localdate(due.at) for due in milestones_of(issue)]


def test_the_steps_of_an_issue_are_counted_back_over_the_national_holiday():
    issue = make_issue(cover_date=date(2026, 10, 12))

    # Saturday the 10th and Sunday the 20th work; the 25th and the 1st to the 7th rest.
    assert days_of(issue) == [
        date(2026, 9, 20),
        date(2026, 9, 22),
        date(2026, 9, 24),
        date(2026, 9, 29),
        date(2026, 10, 8),
        date(2026, 10, 9),
        date(2026, 10, 10),
    ]
    assert [due.by_hand for due in milestones_of(issue)] == [False] * 7
    assert milestones_of(issue)[-1].at == at(2026, 10, 10, 20)


def test_press_time_moves_the_steps_that_follow_the_clock():
    press = at(2026, 11, 20, 18)
    issue = make_issue(cover_date=date(2026, 11, 23), press_time=press)

    release = milestones_of(issue)[-1]

    assert (release.at, release.by_hand) == (press, True)
    assert days_of(issue)[4:6] == [date(2026, 11, 18), date(2026, 11, 19)]


def test_a_clock_without_rows_is_the_houses(cast):
    supplement = make_supplement()
    assert clock_of(supplement) == HOUSE_CLOCK

    steps = {K.CONFERENCE: Step(7, time(14, 0))}
    whole = set_clock(supplement=supplement, steps=steps, actor=cast.chief)

    assert whole == clock_of(supplement) == {**HOUSE_CLOCK, **steps}
    entry = entries_for(supplement).get()
    assert (entry.verb, entry.actor) == ("supplement.clock_set", cast.chief)
    assert entry.data["conference"] == [7, "14:00"]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(11, time(9, 0)), "“Copy deadline” falls after “Editorial conference”"),
        (Step(41, time(9, 0)), "0 to 40 working days"),
    ],
)
def test_a_clock_out_of_order_is_refused(cast, step, said):
    supplement = make_supplement()

    with pytest.raises(Refused, match=said):
        set_clock(supplement=supplement, steps={K.CONFERENCE: step}, actor=cast.chief)
    assert clock_of(supplement) == HOUSE_CLOCK


def test_a_step_is_moved_by_hand_and_follows_again(cast):
    issue = make_issue(cover_date=date(2026, 11, 23))
    before = milestones_of(issue)
    moved = at(2026, 11, 17, 9)

    changed = move_milestone(
        issue=issue, kind=K.FIRST_READS, at=moved, actor=cast.chief
    )
    back = move_milestone(issue=issue, kind=K.FIRST_READS, at=None, actor=cast.chief)

    assert [(d.at, d.by_hand) for d in changed if d.by_hand] == [(moved, True)]
    assert back == before
    verbs = list(entries_for(issue).values_list("verb", flat=True))
    assert verbs == ["issue.opened", *["issue.milestone_moved"] * 2]


def test_the_copy_deadline_and_the_press_time_stand_in_the_issue(cast):
    issue = make_issue(cover_date=date(2026, 11, 23))
    deadline, press = at(2026, 11, 9, 12), at(2026, 11, 21, 22)

    for kind, moment in ((K.COPY_DEADLINE, deadline), (K.RELEASE, press)):
        move_milestone(issue=issue, kind=kind, at=moment, actor=cast.chief)

    kept = Issue.objects.get(pk=issue.pk)
    assert (kept.copy_deadline, kept.press_time) == (deadline, press)
    assert not kept.milestones.exists()


def test_no_step_falls_after_press_and_none_exists_besides(cast):
    issue = make_issue(cover_date=date(2026, 11, 23))

    with pytest.raises(Refused, match="“Make-up done” would fall after"):
        move_milestone(
            issue=issue, kind=K.MAKE_UP, at=at(2026, 11, 24, 9), actor=cast.chief
        )
    with pytest.raises(Refused, match="There is no such step"):
        move_milestone(issue=issue, kind="lunch", at=None, actor=cast.chief)


def test_the_clock_is_set_by_planners_and_not_after_release(cast):
    issue = make_issue()

    with pytest.raises(NotAllowed):
        move_milestone(issue=issue, kind=K.PROOFS, at=None, actor=cast.editor)
    with pytest.raises(NotAllowed):
        set_clock(supplement=issue.supplement, steps={}, actor=cast.editor)
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.RELEASED)
    with pytest.raises(PageLocked):
        move_milestone(issue=issue, kind=K.PROOFS, at=None, actor=cast.chief)
