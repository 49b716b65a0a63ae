"""Stories planned before the text, and the copy that comes for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.enums import IssueStatus, StoryState
from issues.exceptions import PageLocked
from issues.models import Issue, PlannedStory
from issues.services.planned_copy import link_copy, part_copy, suggested_copy
from issues.services.room_in_issue import IssueRoom, room_of
from issues.services.stories import change_story, plan_story
from submissions.enums import Action, Status
from submissions.services.workflow import perform
from tests.issues.builders import accepted, filled_page, make_issue, make_piece
from tests.issues.plans import make_correspondent, make_section, make_story

pytestmark = pytest.mark.django_db
SOON = timedelta(days=3)


def test_a_story_is_planned_with_its_act_in_the_ledger(cast):
    section = make_section(usual_length=900)

    story = plan_story(actor=cast.editor, title="  零碳园区  ", section=section)

    assert (story.title, story.wanted_length) == ("零碳园区", 900)
    entry = entries_for(story).get()
    assert (entry.verb, entry.actor) == ("story.planned", cast.editor)
    assert (entry.data["section"], entry.data["state"]) == (section.name, "idea")


def test_a_change_is_told_by_what_changed(cast):
    story = make_story()

    change_story(story=story, actor=cast.editor, length=1200, state="agreed")
    change_story(story=story, actor=cast.editor, length=1200)

    assert (story.length, story.state) == (1200, StoryState.AGREED)
    entry = entries_for(story).last()
    assert entry.data == {"length": [0, 1200], "state": ["idea", "agreed"]}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"title": " "}, "Say in a few words"),
        ({"title": "长" * 81}, "at most 80"),
        ({"length": 30_001}, "at most 30000"),
        ({"state": "in"}, "link the piece that came"),
    ],
)
def test_what_is_no_plan_is_refused(cast, said, why):
    with pytest.raises(Refused, match=why):
        plan_story(actor=cast.editor, **{"title": "好", **said})
    assert not PlannedStory.objects.exists()


def test_planning_is_not_everybodys(cast):
    story = make_story()

    with pytest.raises(NotAllowed):
        plan_story(actor=cast.proofreader, title="零碳园区")
    with pytest.raises(NotAllowed):
        change_story(story=story, actor=cast.proofreader, state="dropped")
    with pytest.raises(NotAllowed):
        link_copy(story=story, submission=make_piece(), actor=cast.proofreader)


def test_nothing_is_planned_for_an_issue_that_is_out(cast):
    issue = make_issue()
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.RELEASED)
    issue.refresh_from_db()

    with pytest.raises(PageLocked):
        make_story(issue=issue)


def test_copy_takes_section_deadline_and_editor_over(cast):
    section, due = make_section(), timezone.now() + SOON
    story = make_story(section=section, due_at=due, responsible=cast.editor)
    piece = make_piece()

    link_copy(story=story, submission=piece, actor=cast.chief)
    link_copy(story=story, submission=piece, actor=cast.chief)

    assert (story.submission, story.state) == (piece, StoryState.IN)
    assert (piece.section, piece.deadline) == (section, due)
    assert (piece.claimed_by, piece.status) == (cast.editor, Status.FIRST_READ)
    assert str(cast.chief) in piece.transitions.last().note
    assert entries_for(story).count() == 2


def test_copy_of_an_issue_is_due_when_first_reads_end(cast):
    issue = make_issue(cover_date=timezone.localdate() + timedelta(days=60))
    piece = make_piece()

    link_copy(story=make_story(issue=issue), submission=piece, actor=cast.editor)

    assert piece.deadline is not None
    assert timezone.localdate(piece.deadline) < issue.cover_date


def test_copy_is_linked_once(cast):
    story, piece = make_story(), make_piece()
    link_copy(story=story, submission=piece, actor=cast.editor)
    closed = make_piece()
    perform(submission=closed, action=Action.DECLINE, actor=cast.chief, note="重复")

    with pytest.raises(Refused, match="copy of another planned story"):
        link_copy(story=make_story(), submission=piece, actor=cast.editor)
    with pytest.raises(Refused, match="part it first"):
        link_copy(story=story, submission=make_piece(), actor=cast.editor)
    with pytest.raises(Refused, match="cannot be the copy"):
        link_copy(story=make_story(), submission=closed, actor=cast.editor)
    with pytest.raises(Refused, match="part it from the plan first"):
        change_story(story=story, actor=cast.editor, state="dropped")


def test_copy_is_parted_again(cast):
    story, piece = make_story(), make_piece()
    link_copy(story=story, submission=piece, actor=cast.editor)

    part_copy(story=story, actor=cast.editor)
    part_copy(story=story, actor=cast.editor)

    assert (story.submission, story.state) == (None, StoryState.ASKED)
    assert entries_for(story).last().verb == "story.copy_parted"


def test_copy_is_suggested_by_title_and_by_who_was_asked(cast):
    author = make_correspondent()
    story = make_story(title="滨河新区零碳工厂投产", correspondent=author)
    titled = make_piece(headline="滨河新区首座零碳工厂正式投产")
    sent = make_piece(headline="春耕时节", contact_email=author.email.upper())
    make_piece(headline="运动会开幕")
    taken = make_piece(headline="滨河新区零碳工厂投产")
    link_copy(story=make_story(), submission=taken, actor=cast.editor)

    found = suggested_copy(story, cast.editor)

    assert [(row.piece, row.by_sender) for row in found] == [
        (titled, False),
        (sent, True),
    ]


def test_what_is_planned_is_held_against_the_room_of_the_pages(cast):
    page = filled_page(cast, stories=1)
    placed = page.placements.get().submission
    linked = accepted(cast)
    plan = {"issue": page.issue, "length": 500, "photos": 2}
    make_story(**plan)
    link_copy(story=make_story(**plan), submission=linked, actor=cast.editor)

    stories = PlannedStory.objects.standing().filter(issue=page.issue)
    found = room_of(page.issue, stories, page.issue.pages.all())

    grid = page.grid
    cells = grid.columns * grid.column_chars * grid.lines
    in_hand = placed.char_count + linked.char_count
    assert found == IssueRoom(in_hand, 500, round(cells * 0.6), photos=2)
    assert found.planned == in_hand + 500
