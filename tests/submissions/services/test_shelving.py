"""The shelf life of held pieces: asked for, kept, told, and never an end by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from submissions.enums import Action, Status
from submissions.models import Section, Submission
from submissions.services.shelving import (
    ShelfAttention,
    over,
    set_shelf_life,
    shelf_attention,
)
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + timedelta(days=days)


def held(cast, until=None, **overrides):
    piece = make_submission(**overrides)
    return perform(submission=piece, action=Action.HOLD, actor=cast.editor, until=until)


def ended(cast):
    """Return a held piece whose day has come."""
    piece = held(cast)
    Submission.objects.filter(pk=piece.pk).update(held_until=day(0))
    piece.refresh_from_db()
    return piece


def test_a_piece_is_held_as_its_section_usually_is(cast):
    Section.objects.create(name="副刊", slug="literary", shelf_days=90)

    assert held(cast).held_until == day(30)
    assert held(cast, section_slug="literary").held_until == day(90)
    assert held(cast, until=day(7)).held_until == day(7)


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_day_on_which_nobody_could_look_again_is_refused(cast, days):
    piece = make_submission()

    with pytest.raises(Refused, match="after today, at most a year away"):
        perform(
            submission=piece, action=Action.HOLD, actor=cast.editor, until=day(days)
        )
    piece.refresh_from_db()
    assert (piece.status, piece.held_until) == (Status.RECEIVED, None)


def test_a_held_piece_is_held_until_another_day(cast):
    piece = held(cast, until=day(7))

    set_shelf_life(submission=piece, until=day(20), actor=cast.editor)
    set_shelf_life(submission=piece, until=day(20), actor=cast.editor)

    assert piece.held_until == day(20)
    last = entries_for(piece).last()
    assert last.verb == "submission.shelf_set"
    assert last.data == {
        "before": day(7).isoformat(),
        "until": day(20).isoformat(),
    }
    assert entries_for(piece).filter(verb="submission.shelf_set").count() == 1


def test_only_what_is_on_hold_lies_and_only_by_duty(cast):
    piece = held(cast)

    with pytest.raises(NotAllowed):
        set_shelf_life(submission=piece, until=day(9), actor=cast.proofreader)
    perform(submission=piece, action=Action.RESUME, actor=cast.editor)
    with pytest.raises(Refused, match="is not on hold"):
        set_shelf_life(submission=piece, until=day(9), actor=cast.editor)


def test_what_has_lain_long_enough_is_shown_and_stays_on_hold(cast):
    piece = ended(cast)
    held(cast)

    assert list(over()) == [piece]
    assert shelf_attention(cast.editor) == ShelfAttention([piece], 1)
    assert shelf_attention(cast.proofreader) == ShelfAttention()
    assert piece.status == Status.HELD


def test_taken_up_again_it_is_shown_no_more(cast):
    piece = ended(cast)

    perform(submission=piece, action=Action.RESUME, actor=cast.editor)

    assert list(over()) == []
    assert not shelf_attention(make_user(StaffRole.SECTION_CHIEF))


def test_many_are_counted(cast):
    for _number in range(7):
        ended(cast)

    found = shelf_attention(cast.editor)

    assert (len(found.pieces), found.total, found.hidden) == (5, 7, 2)
