"""The board of an issue: what it shows, and moves that know where a story stood."""

from uuid import uuid4

import pytest

from desk.exceptions import NotAllowed, Refused
from issues.models import Placement
from issues.services.board_moves import Spot, move_story
from issues.services.issue_board import board_grid, board_pages, ready_list
from issues.services.make_up import make_up_page
from issues.services.page_locks import lock_for_editor
from issues.services.page_presence import note_at_page
from issues.services.placing import place_submission, set_role
from submissions.models import Section
from tests.issues.builders import accepted, make_issue

pytestmark = pytest.mark.django_db


def move(issue, piece, cast, to, **more):
    return move_story(issue=issue, submission=piece, to=to, actor=cast.editor, **more)


def place_two(cast):
    issue = make_issue(pages=2)
    page = issue.pages.get(number=1)
    pieces = [accepted(cast) for _ in range(2)]
    for piece in pieces:
        place_submission(page=page, submission=piece, actor=cast.editor)
    return issue, pieces


def test_a_move_to_another_page_and_back_restores_slot_and_role(cast):
    issue, (first, second) = place_two(cast)
    set_role(
        placement=Placement.objects.get(submission=first),
        role="basement",
        actor=cast.editor,
    )

    moved = move(issue, first, cast, Spot(2), seen_on=1)
    back = move(issue, first, cast, moved.before, seen_on=moved.after.page)

    assert moved.before == Spot(1, 1, "basement")
    assert moved.after == Spot(2, 1, "basement")
    assert back.after == moved.before
    slots = Placement.objects.order_by("slot").values_list("submission", flat=True)
    assert list(slots) == [first.pk, second.pk]


def test_a_story_taken_back_to_the_list_comes_again_with_slot_and_role(cast):
    issue, (first, _second) = place_two(cast)
    set_role(
        placement=Placement.objects.get(submission=first),
        role="lead",
        actor=cast.editor,
    )

    taken = move(issue, first, cast, Spot(), seen_on=1)
    back = move(issue, first, cast, taken.before, seen_on=None)

    assert taken.after == Spot()
    assert back.after == Spot(1, 1, "lead")


def test_a_story_that_a_colleague_moved_stays_where_she_put_it(cast):
    issue, (first, _second) = place_two(cast)
    move(issue, first, cast, Spot(2), seen_on=1)

    with pytest.raises(Refused, match="stands on page 2 by now"):
        move(issue, first, cast, Spot(), seen_on=1)
    with pytest.raises(Refused, match="has no page 9"):
        move(issue, first, cast, Spot(9), seen_on=2)

    assert Placement.objects.get(submission=first).page.number == 2


def test_no_story_comes_to_a_locked_page_and_the_move_is_whole(cast):
    issue, (first, _second) = place_two(cast)
    lock_for_editor(page=issue.pages.get(number=2), actor=cast.editor)

    with pytest.raises(Refused, match="locked by an editor"):
        move(issue, first, cast, Spot(2), seen_on=1)

    assert Placement.objects.get(submission=first).page.number == 1


def test_only_who_places_moves(cast):
    issue, (first, _second) = place_two(cast)

    with pytest.raises(NotAllowed):
        move_story(
            issue=issue,
            submission=first,
            to=Spot(2),
            actor=cast.proofreader,
            seen_on=1,
        )


def test_the_board_tells_people_fill_and_what_is_missing(cast):
    issue, _pieces = place_two(cast)
    first, second = issue.pages.order_by("number")
    note_at_page(page=first, user=cast.chief, tab=uuid4(), is_editing=True)

    before = board_pages(issue, cast.editor)
    make_up_page(page=first, actor=cast.page_editor, drafts=1)
    after = board_pages(issue, cast.editor)

    assert before[0].people == (f"{cast.chief} is editing",)
    assert before[0].needs_make_up
    assert "It needs make-up." in before[0].missing
    assert before[1].missing == ("No story stands here yet.",)
    assert not after[0].needs_make_up
    assert after[0].percent is not None
    assert "It is not signed off." in after[0].missing
    assert all(story.given for story in after[0].stories)
    assert board_pages(issue, cast.chief)[0].people == ()
    assert second.pk == after[1].page.pk


def test_the_ready_list_is_narrowed_by_section_and_words(cast):
    issue = make_issue()
    section = Section.objects.create(name="产业", slug="industry")
    first = accepted(cast, headline="零碳园区启用")
    second = accepted(cast, headline="码头扩建")
    type(first).objects.filter(pk=first.pk).update(section=section)

    def refs(**asked):
        grid = board_grid(board_pages(issue, cast.editor))
        found = ready_list(issue, cast.editor, grid, **asked)
        return [each.piece.ref for each in found.stories]

    assert refs() == [first.ref, second.ref]
    assert refs(section="industry") == [first.ref]
    assert refs(section="-") == [second.ref]
    assert refs(words="码头") == [second.ref]
    assert refs(words="没有这样的") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_asks_as_often_for_many_pages_as_for_one(
    cast, count, django_assert_num_queries
):
    issue = make_issue(pages=count)
    for page in issue.pages.all():
        place_submission(page=page, submission=accepted(cast), actor=cast.editor)
        make_up_page(page=page, actor=cast.page_editor, drafts=1)

    with django_assert_num_queries(17):
        board_pages(issue, cast.editor)
