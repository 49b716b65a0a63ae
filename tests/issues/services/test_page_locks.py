import pytest

from desk.exceptions import NotAllowed
from desk.services.ledger import entries_for
from issues.exceptions import PageLocked
from issues.models import Page
from issues.services.make_up import make_up_page
from issues.services.page_locks import lock_for_editor, unlock_for_editor
from issues.services.placing import move_to_page, place_submission, remove_placement
from tests.issues.builders import accepted, filled_page, make_issue, make_page

pytestmark = pytest.mark.django_db


def test_a_locked_page_refuses_make_up_and_moves(cast):
    page = filled_page(cast)
    placement, piece = page.placements.first(), accepted(cast)
    before = list(page.placements.values_list("pk", "slot"))
    lock_for_editor(page=page, actor=cast.editor, reason=" As the chief wants it ")

    with pytest.raises(PageLocked, match="unlock it before you change it"):
        place_submission(page=page, submission=piece, actor=cast.editor)
    with pytest.raises(PageLocked):
        remove_placement(placement=placement, actor=cast.editor)
    with pytest.raises(PageLocked):
        make_up_page(page=page, actor=cast.editor)

    assert list(page.placements.values_list("pk", "slot")) == before
    assert (page.locked_by, page.lock_reason) == (cast.editor, "As the chief wants it")


def test_nothing_moves_onto_a_locked_page(cast):
    issue = make_issue(pages=2)
    one, two = issue.pages.order_by("number")
    placement = place_submission(page=one, submission=accepted(cast), actor=cast.editor)
    lock_for_editor(page=two, actor=cast.editor)

    with pytest.raises(PageLocked):
        move_to_page(placement=placement, page=two, actor=cast.editor)

    placement.refresh_from_db()
    assert placement.page == one


def test_an_unlocked_page_takes_stories_again(cast):
    page = make_page()
    lock_for_editor(page=page, actor=cast.editor)
    unlock_for_editor(page=page, actor=cast.editor)

    place_submission(page=page, submission=accepted(cast), actor=cast.editor)

    verbs = [entry.verb for entry in entries_for(page)]
    assert verbs == ["page.locked", "page.unlocked", "page.story_placed"]
    assert page.placements.count() == 1


def test_locking_twice_keeps_the_first_lock(cast):
    page = make_page()
    lock_for_editor(page=page, actor=cast.editor, reason="first")
    lock_for_editor(page=page, actor=cast.editor, reason="second")

    assert Page.objects.get(pk=page.pk).lock_reason == "first"
    assert entries_for(page).count() == 1


def test_who_may_not_place_may_not_lock(cast, django_user_model):
    page = make_page()
    stranger = django_user_model.objects.create_user("stranger")

    with pytest.raises(NotAllowed):
        lock_for_editor(page=page, actor=stranger)

    assert Page.objects.get(pk=page.pk).locked_at is None
