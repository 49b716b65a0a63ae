import pytest

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.enums import IssueStatus, PlacementRole
from issues.exceptions import PageLocked
from issues.models import Placement
from issues.services.placing import (
    move_placement,
    move_to_page,
    place_submission,
    remove_placement,
    reorder,
    set_role,
)
from issues.services.signing import sign_page
from submissions.enums import Action, Status
from submissions.exceptions import WrongStatus
from submissions.services.workflow import available_actions, perform
from tests.issues.builders import (
    accepted,
    filled_page,
    made_page,
    make_issue,
    make_page,
    make_piece,
)

pytestmark = pytest.mark.django_db


def refs(page):
    found = page.placements.order_by("slot").values_list("slot", "submission__ref")
    return list(found)


def test_a_placed_piece_takes_the_next_slot(cast):
    page, one, two = make_page(), accepted(cast), accepted(cast)

    place_submission(page=page, submission=one, actor=cast.editor)
    place_submission(page=page, submission=two, actor=cast.editor)

    one.refresh_from_db()
    assert one.status == Status.PLACED
    assert refs(page) == [(1, one.ref), (2, two.ref)]
    assert page.makeup_revision == 2
    assert page.issue.status == IssueStatus.PLANNING  # as it was read
    page.issue.refresh_from_db()
    assert page.issue.status == IssueStatus.MAKING_UP
    assert entries_for(page).last().data == {"submission": two.ref, "slot": 2}


def test_placing_again_gives_the_same_placement(cast):
    page, piece = make_page(), accepted(cast)

    one = place_submission(page=page, submission=piece, actor=cast.editor)
    two = place_submission(page=page, submission=piece, actor=cast.editor)

    assert (one, page.makeup_revision) == (two, 1)


def test_only_accepted_pieces_are_placed_and_a_refusal_leaves_nothing(cast):
    page, piece = make_page(), make_piece()

    with pytest.raises(WrongStatus, match="is “New”"):
        place_submission(page=page, submission=piece, actor=cast.editor)

    page.refresh_from_db()
    assert (Placement.objects.count(), page.makeup_revision) == (0, 0)


def test_placing_is_the_duty_of_few(cast):
    page, piece = make_page(), accepted(cast)

    with pytest.raises(NotAllowed):
        place_submission(page=page, submission=piece, actor=cast.duty)


def test_a_piece_stands_on_one_page(cast):
    issue = make_issue(pages=2)
    first, second = issue.pages.all()
    piece = accepted(cast)
    place_submission(page=first, submission=piece, actor=cast.editor)

    with pytest.raises(Refused, match=f"{piece.ref} already stands on page 1"):
        place_submission(page=second, submission=piece, actor=cast.editor)


def test_the_workflow_alone_neither_places_nor_takes_off_nor_publishes(cast):
    page, free = make_page(), accepted(cast)
    placed = accepted(cast)
    place_submission(page=page, submission=placed, actor=cast.editor)
    placed.refresh_from_db()

    with pytest.raises(NotAllowed, match=r"Place .* in the make-up room"):
        perform(submission=free, action=Action.PLACE, actor=cast.editor)
    with pytest.raises(NotAllowed, match="take it off there"):
        perform(submission=placed, action=Action.UNPLACE, actor=cast.editor)
    with pytest.raises(NotAllowed, match="when its issue is released"):
        perform(submission=placed, action=Action.PUBLISH, actor=cast.duty)
    assert Action.PLACE not in available_actions(free, cast.editor)
    assert Action.UNPLACE not in available_actions(placed, cast.editor)


def test_a_piece_taken_off_is_ready_to_place_and_slots_close(cast):
    page = filled_page(cast, stories=3)
    first, second, third = page.placements.order_by("slot")

    remove_placement(placement=first, actor=cast.editor)

    first.submission.refresh_from_db()
    assert first.submission.status == Status.ACCEPTED
    assert refs(page) == [(1, second.submission.ref), (2, third.submission.ref)]


def test_stories_are_dealt_anew(cast):
    page = filled_page(cast, stories=3)
    one, two, three = (each.pk for each in page.placements.order_by("slot"))

    reorder(page=page, order=[three, one, two], actor=cast.editor)

    found = page.placements.order_by("slot").values_list("pk", flat=True)
    assert list(found) == [three, one, two]


def test_an_order_names_every_story_once(cast):
    page = filled_page(cast, stories=2)
    one, two = (each.pk for each in page.placements.order_by("slot"))

    for order in ([one], [one, one], [one, two, 0]):
        with pytest.raises(Refused, match="must name every story of the page once"):
            reorder(page=page, order=order, actor=cast.editor)


def test_a_story_moves_up_and_down_and_stops_at_the_ends(cast):
    page = filled_page(cast, stories=2)
    first, second = page.placements.order_by("slot")

    moved = move_placement(placement=first, step=1, actor=cast.editor)
    same = move_placement(placement=moved, step=1, actor=cast.editor)

    assert (moved.slot, same.slot) == (2, 2)
    second.refresh_from_db()
    assert second.slot == 1


def test_a_story_gets_a_role(cast):
    page = filled_page(cast, stories=1)
    placement = page.placements.get()

    set_role(placement=placement, role=PlacementRole.LEAD, actor=cast.editor)

    placement.refresh_from_db()
    assert placement.role == PlacementRole.LEAD
    with pytest.raises(Refused, match="no such role on a page: boss"):
        set_role(placement=placement, role="boss", actor=cast.editor)


def test_a_story_is_held_over_to_the_next_issue(cast):
    page, later = filled_page(cast, stories=2), make_page()
    placement = page.placements.get(slot=1)
    before = page.makeup_revision

    moved = move_to_page(placement=placement, page=later, actor=cast.editor)

    page.refresh_from_db()
    assert (moved.page, moved.slot, moved.held_over_from) == (later, 1, page.issue)
    assert [slot for slot, _ref in refs(page)] == [1]
    assert page.makeup_revision == before + 1


def test_a_signed_page_changes_in_nothing(cast):
    page = made_page(cast)
    other, piece = make_page(), accepted(cast)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    placement = page.placements.get(slot=1)
    before = refs(page)
    acts = (
        lambda: place_submission(page=page, submission=piece, actor=cast.editor),
        lambda: remove_placement(placement=placement, actor=cast.editor),
        lambda: move_placement(placement=placement, step=1, actor=cast.editor),
        lambda: move_to_page(placement=placement, page=other, actor=cast.editor),
        lambda: set_role(placement=placement, role="lead", actor=cast.editor),
    )

    for act in acts:
        with pytest.raises(PageLocked, match="has been signed off; withdraw"):
            act()

    piece.refresh_from_db()
    assert (refs(page), piece.status) == (before, Status.ACCEPTED)
