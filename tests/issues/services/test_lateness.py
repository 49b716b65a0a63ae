"""What is late, and whose it is, as pieces and pages say it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from issues.enums import IssueStatus, MilestoneKind, StoryState
from issues.models import Issue, Page
from issues.services.lateness import StepState, issue_clock, issue_clocks
from issues.services.planned_copy import link_copy
from submissions.enums import Action
from submissions.models import Review
from submissions.services.workflow import perform
from tests.issues.builders import (
    accept,
    accepted,
    filled_page,
    made_page,
    make_issue,
    make_piece,
)
from tests.issues.plans import make_correspondent, make_story

pytestmark = pytest.mark.django_db
K, S = MilestoneKind, StepState
DAY = timedelta(days=1)


def late_issue(**fields):
    """Return an issue whose press time is tomorrow night; most steps are past."""
    press = (timezone.localtime() + DAY).replace(hour=23, minute=0)
    return make_issue(press_time=press, cover_date=press.date() + DAY, **fields)


def step(issue, kind):
    steps = {step.due.kind: step for step in issue_clock(issue).steps}
    return steps[kind]


def waits(issue, kind):
    return [
        (each.thing.value, each.title, each.whose, each.asked_of)
        for each in step(issue, kind).waiting
    ]


def test_an_issue_far_ahead_is_late_with_nothing():
    issue = make_issue(cover_date=timezone.localdate() + 60 * DAY)

    clock = issue_clock(issue)

    assert [each.state for each in clock.steps] == [S.AHEAD] * 7
    assert clock.late == ()


def test_stories_without_copy_are_their_editors_and_their_authors(cast):
    issue = late_issue()
    author = make_correspondent()
    asked = make_story(
        issue=issue,
        state=StoryState.ASKED,
        responsible=cast.editor,
        correspondent=author,
    )
    idea = make_story(issue=issue)
    make_story(issue=issue, state=StoryState.DROPPED)

    whose = f"{author.unit} {author}"
    assert waits(issue, K.COPY_DEADLINE) == [("story", asked.title, cast.editor, whose)]
    assert waits(issue, K.CONFERENCE) == [("story", idea.title, None, "")]
    assert step(issue, K.COPY_DEADLINE).state == S.LATE


def test_unread_pieces_are_late_with_the_name_of_who_claimed_them(cast):
    issue, piece = late_issue(), make_piece()
    link_copy(story=make_story(issue=issue), submission=piece, actor=cast.editor)
    perform(submission=piece, action=Action.CLAIM, actor=cast.editor)

    row = ("piece", piece.title, cast.editor, "")
    assert waits(issue, K.FIRST_READS) == waits(issue, K.SECOND_READS) == [row]
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)

    assert step(issue, K.FIRST_READS).state == S.DONE
    assert waits(issue, K.SECOND_READS) == [("piece", piece.title, None, "")]


def test_a_read_that_fell_on_the_page_is_waited_for_again(cast):
    page = filled_page(cast, stories=1)
    issue, piece = page.issue, page.placements.get().submission
    assert waits(issue, K.SECOND_READS) == []

    Review.objects.filter(stage="second").update(void_at=timezone.now())

    assert waits(issue, K.SECOND_READS) == [("piece", piece.title, None, "")]


def test_pages_are_waited_for_until_they_are_made_up_and_signed(cast):
    page = made_page(cast)
    Page.objects.filter(pk=page.pk).update(responsible_editor=cast.page_editor)
    issue = page.issue

    assert step(issue, K.MAKE_UP).state == S.DONE
    assert waits(issue, K.PROOFS) == [("page", "01 要闻", cast.page_editor, "")]


def test_a_released_issue_waits_for_nothing(cast):
    issue = late_issue()
    make_story(issue=issue)
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.RELEASED)

    clock = issue_clock(Issue.objects.get(pk=issue.pk))

    assert [(each.state, each.waiting) for each in clock.steps] == [(S.DONE, ())] * 7


def test_an_unknown_year_is_said():
    issue = make_issue(cover_date=timezone.localdate().replace(year=2031))

    assert "2031" in issue_clock(issue).warning


def test_three_issues_ask_as_much_as_one(cast, django_assert_num_queries):
    pages = [filled_page(cast, stories=1) for _number in range(3)]
    issues = [page.issue for page in pages]
    for issue in issues:
        piece = accept(make_piece(), first=cast.editor, second=cast.chief)
        link_copy(story=make_story(issue=issue), submission=piece, actor=cast.editor)

    with django_assert_num_queries(7):
        issue_clocks(issues[:1])
    with django_assert_num_queries(7):
        issue_clocks(issues)
    assert accepted(cast) is not None
