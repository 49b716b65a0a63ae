"""The clock of a piece that is ours alone: warned of once, ended once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from desk.enums import LetterState, StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.models import Letter
from desk.services.ledger import entries_for
from submissions.enums import Action
from submissions.models import Submission
from submissions.services.exclusive import (
    Clock,
    agree_exclusive_term,
    clock_of,
    exclusive_words,
    term_attention,
    watch_clocks,
)
from submissions.services.status_links import token_of
from submissions.services.workflow import perform
from submissions.tasks import watch_exclusive_clocks
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def exclusive(days, **fields):
    return make_submission(is_exclusive=True, exclusive_until=today(days), **fields)


def do(piece, action, actor, note="理由"):
    return perform(submission=piece, action=action, actor=actor, note=note)


def verbs(piece):
    found = entries_for(piece).values_list("verb", flat=True)
    return [verb for verb in found if "exclusive" in verb]


def ending_letters():
    return list(Letter.objects.filter(kind="exclusive_ended"))


def test_the_usual_term_is_fifteen_days_from_receipt():
    received = timezone.now() - timedelta(days=4)

    piece = make_submission(is_exclusive=True, received_at=received)

    assert piece.exclusive_until == today(11)


def test_a_piece_that_is_not_exclusive_has_no_clock():
    piece = make_submission(exclusive_until=today(3))

    assert piece.exclusive_until is None
    assert (clock_of(piece), exclusive_words(piece)) == (Clock.NONE, "")


def test_an_old_row_without_a_day_gets_one():
    piece = exclusive(3)
    Submission.objects.update(exclusive_until=None)

    watch_clocks()

    piece.refresh_from_db()
    assert piece.exclusive_until == today(15)


@pytest.mark.parametrize(
    ("days", "clock"),
    [
        (10, Clock.RUNNING),
        (4, Clock.RUNNING),
        (3, Clock.SOON),
        (0, Clock.SOON),
        (-1, Clock.OVER),
    ],
)
def test_how_a_clock_stands(days, clock):
    assert clock_of(exclusive(days)) == clock


def test_the_desk_is_warned_once(cast):
    piece = exclusive(2)
    exclusive(9)

    found = [watch_clocks().warned, watch_clocks().warned]

    piece.refresh_from_db()
    assert (found, verbs(piece)) == ([1, 0], ["submission.exclusive_warned"])
    assert piece.exclusive_warned_at is not None
    assert list(term_attention(cast.editor).soon) == [piece]
    assert ending_letters() == []


def test_the_end_is_told_once_and_waits_for_the_desk(cast):
    piece = exclusive(-1)

    watch_exclusive_clocks()
    watch_exclusive_clocks()

    [letter] = ending_letters()
    assert verbs(piece) == ["submission.exclusive_ended"]
    assert (letter.state, letter.recipient) == (
        LetterState.WAITING,
        piece.contact_email,
    )
    assert piece.ref in letter.body
    assert term_attention(cast.editor).over == 1
    assert "free to offer" in exclusive_words(piece)


def test_putting_on_hold_does_not_stop_the_clock(cast):
    piece = do(exclusive(-1), Action.HOLD, cast.chief)

    assert watch_clocks().ended == 1
    assert clock_of(piece) == Clock.OVER


def test_the_promise_to_print_stops_it_even_on_hold(cast):
    piece = exclusive(-1)
    do(piece, Action.SIGN_FIRST_READ, cast.editor)
    assert clock_of(piece) == Clock.OVER
    do(piece, Action.SIGN_SECOND_READ, cast.chief)
    assert clock_of(piece) == Clock.STOPPED

    do(piece, Action.HOLD, cast.chief)

    assert (clock_of(piece), watch_clocks().ended) == (Clock.STOPPED, 0)


@pytest.mark.parametrize("action", [Action.DECLINE, Action.WITHDRAW])
def test_a_closed_piece_has_no_term(cast, action):
    piece = do(exclusive(-1), action, cast.chief)

    assert (clock_of(piece), watch_clocks().ended) == (Clock.STOPPED, 0)


def test_a_longer_term_begins_the_clock_anew(cast):
    piece = exclusive(1)
    watch_clocks()

    agree_exclusive_term(
        submission=piece, actor=cast.editor, until=today(40), note="电话商定"
    )

    assert clock_of(piece) == Clock.RUNNING
    assert piece.exclusive_warned_at is None
    entry = entries_for(piece).last()
    assert (entry.verb, entry.data["note"]) == (
        "submission.exclusive_agreed",
        "电话商定",
    )
    Submission.objects.update(exclusive_until=today(-1))
    assert watch_clocks().ended == 1


@pytest.mark.parametrize("days", [-1, 400])
def test_a_day_that_makes_no_sense_is_refused(cast, days):
    with pytest.raises(Refused):
        agree_exclusive_term(
            submission=exclusive(3), actor=cast.editor, until=today(days)
        )


def test_a_decided_piece_takes_no_term(cast):
    piece = do(exclusive(3), Action.DECLINE, cast.chief)

    with pytest.raises(Refused, match="decided"):
        agree_exclusive_term(submission=piece, actor=cast.editor, until=today(9))
    with pytest.raises(NotAllowed):
        reader = make_user(StaffRole.PROOFREADER)
        agree_exclusive_term(submission=piece, actor=reader, until=today(9))


class TestJumps(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(jumps=st.lists(st.integers(-400, 400), max_size=6))
    def test_f41_a_clock_that_jumps_warns_and_ends_once(self, jumps):
        pieces = [exclusive(days) for days in (-2, 0, 5)]
        kept = timezone.localdate
        try:
            for jump in jumps:

                def then(value=None, timezone=None, days=jump):
                    return kept(value, timezone) + timedelta(days=days)

                timezone.localdate = then
                watch_clocks()
        finally:
            timezone.localdate = kept

        for piece in pieces:
            assert len(verbs(piece)) == len(set(verbs(piece)))
        assert len(ending_letters()) <= len(pieces)
        waiting = {letter.state for letter in ending_letters()}
        assert waiting <= {LetterState.WAITING}


def test_a_day_is_written_in_the_papers_way():
    piece = exclusive(0)
    Submission.objects.update(exclusive_until=date(2026, 1, 9))
    piece.refresh_from_db()

    assert "2026" in exclusive_words(piece)


def test_the_author_reads_it_on_her_page(client):
    piece = exclusive(0)
    Submission.objects.update(exclusive_until=timezone.localdate())
    piece.refresh_from_db()
    address = f"/status/{token_of(piece)}/"

    assert exclusive_words(piece) in client.get(address).content.decode()
    Submission.objects.update(is_exclusive=False)
    assert "to us alone" not in client.get(address).content.decode()
