"""What becomes of a piece is told to its author, once, in its own transaction."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.enums import LetterState
from desk.models import Letter, LetterTemplate
from desk.services.posting import send_letters
from submissions.enums import Action, Status
from submissions.models import ConfirmedAddress, Submission
from submissions.services import notices, workflow
from submissions.services.workflow import perform
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def do(piece, action, actor, note="理由"):
    return perform(submission=piece, action=action, actor=actor, note=note)


def accepted(cast):
    piece = make_submission()
    do(piece, Action.SIGN_FIRST_READ, cast.editor)
    return do(piece, Action.SIGN_SECOND_READ, cast.chief)


def letters(piece):
    about = Letter.objects.filter(object_id=str(piece.pk)).exclude(kind="receipt")
    return list(about.order_by("pk"))


def test_acceptance_is_told(cast):
    [letter] = letters(accepted(cast))

    assert letter.kind == "accepted"
    assert "/status/" in letter.body


@pytest.mark.parametrize(
    ("action", "kind", "says_note"),
    [
        (Action.RETURN, "return", True),
        (Action.DECLINE, "decline", True),
        (Action.HOLD, "held", False),
        (Action.WITHDRAW, "withdrawn", False),
    ],
)
def test_what_the_desk_decides_is_told_once(cast, action, kind, says_note):
    piece = make_submission(headline="{note}好\n{link}")

    do(piece, action, cast.chief, "“请补{ref}”")
    do(piece, action, cast.chief, "“请补{ref}”")

    [letter] = letters(piece)
    assert (letter.kind, letter.recipient) == (kind, piece.contact_email)
    assert ("“请补{ref}”" in letter.body) is says_note
    # F-37: what was typed is not read for placeholders.
    assert "{note}好" in letter.body


def test_a_killed_piece_is_told_as_one_not_used(cast):
    piece = accepted(cast)

    do(piece, Action.KILL, cast.chief)

    assert [letter.kind for letter in letters(piece)] == ["accepted", "decline"]


def test_what_happens_twice_is_told_twice(cast):
    piece = make_submission()
    for _round in range(2):
        do(piece, Action.RETURN, cast.chief)
        do(piece, Action.RESUBMIT, None)

    assert len(letters(piece)) == 2


def test_reads_and_claims_are_nobody_s_business(cast):
    piece = make_submission()

    do(piece, Action.CLAIM, cast.editor)
    do(piece, Action.SIGN_FIRST_READ, cast.editor)
    do(piece, Action.SEND_BACK, cast.chief)

    assert letters(piece) == []


def test_no_letter_without_its_act(cast, monkeypatch):
    piece = make_submission()

    def fails(piece, *, action, note):
        notices.write_notice(piece, action=action, note=note)
        raise RuntimeError

    monkeypatch.setattr(workflow, "write_notice", fails)
    with pytest.raises(RuntimeError):
        do(piece, Action.DECLINE, cast.chief)

    assert Submission.objects.get().status == Status.RECEIVED
    assert letters(piece) == []


def test_a_letter_that_waits_does_not_stop_the_act(cast):
    LetterTemplate.objects.create(kind="decline", waits_for_desk=True)
    piece = make_submission()

    do(piece, Action.DECLINE, cast.chief)

    assert piece.status == Status.DECLINED
    assert letters(piece)[0].state == LetterState.WAITING
    assert send_letters() == 1  # the receipt


def test_who_wants_no_letters_gets_those_upon_which_she_must_act(cast):
    piece = make_submission(contact_email="Zhang@Example.com")
    now = timezone.now()
    ConfirmedAddress.objects.create(
        email="zhang@example.com",
        wants_letters=False,
        confirmed_at=now - timedelta(days=1),
        last_seen_at=now,
    )

    do(piece, Action.RETURN, cast.chief)
    do(piece, Action.RESUBMIT, None)
    do(piece, Action.DECLINE, cast.chief)

    found = [(letter.kind, letter.state) for letter in letters(piece)]
    assert found == [
        ("return", LetterState.QUEUED),
        ("decline", LetterState.SUPPRESSED),
    ]
