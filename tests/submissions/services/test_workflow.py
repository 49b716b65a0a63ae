"""The workflow, action by action: done, refused, done again."""

import pytest
from django.db import transaction

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.models import Letter
from desk.services.ledger import entries_for, verify_ledger
from submissions.enums import Action, ReviewStage, Status
from submissions.exceptions import AlreadyRead, WrongStatus
from submissions.models import Review
from submissions.services import signatures
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.workflow import available_actions, perform
from submissions.transitions import TABLE
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def do(piece, action, actor, note="理由", **kwargs):
    return perform(submission=piece, action=action, actor=actor, note=note, **kwargs)


def accept(piece, cast):
    do(piece, Action.CLAIM, cast.editor)
    do(piece, Action.SIGN_FIRST_READ, cast.editor)
    return do(piece, Action.SIGN_SECOND_READ, cast.chief)


def last_change(piece):
    change = piece.transitions.last()
    return change.action, change.from_status, change.to_status, change.actor


def test_two_reads_by_two_people_accept_a_piece(cast):
    piece = accept(make_submission(), cast)

    reads = [
        (read.stage, read.reviewer, read.copy_hash) for read in piece.reviews.all()
    ]
    words = piece.current_version.copy_hash
    assert piece.status == Status.ACCEPTED
    assert piece.claimed_by is None
    assert reads == [
        (ReviewStage.FIRST, cast.editor, words),
        (ReviewStage.SECOND, cast.chief, words),
    ]
    assert [entry.verb for entry in entries_for(piece)] == [
        "submission.received",
        "submission.claim",
        "submission.sign_first_read",
        "submission.sign_second_read",
    ]
    assert verify_ledger() == []


def test_claiming_a_new_piece_begins_its_first_read(cast):
    piece = do(make_submission(), Action.CLAIM, cast.editor)

    assert (piece.status, piece.claimed_by) == (Status.FIRST_READ, cast.editor)


def test_a_claimed_piece_is_refused_to_others_by_name(cast):
    piece = do(make_submission(), Action.CLAIM, cast.editor)

    for action in (Action.CLAIM, Action.SIGN_FIRST_READ, Action.RELEASE_CLAIM):
        with pytest.raises(Refused, match=str(cast.editor)):
            do(piece, action, cast.other)
        assert action not in available_actions(piece, cast.other)


def test_a_claim_is_given_back_and_taken_by_another(cast):
    piece = do(make_submission(), Action.CLAIM, cast.editor)

    do(piece, Action.RELEASE_CLAIM, cast.editor)
    do(piece, Action.RELEASE_CLAIM, cast.editor)

    assert piece.claimed_by is None
    assert piece.transitions.filter(action=Action.RELEASE_CLAIM).count() == 1
    assert do(piece, Action.CLAIM, cast.other).claimed_by == cast.other


def test_the_chief_gives_back_what_an_absent_editor_claimed(cast):
    piece = do(make_submission(), Action.CLAIM, cast.editor)

    assert do(piece, Action.RELEASE_CLAIM, cast.chief).claimed_by is None
    with pytest.raises(Refused, match="Nobody"):
        do(piece, Action.RELEASE_CLAIM, cast.other)


def test_nobody_signs_both_reads_and_is_told_which_she_signed(cast):
    piece = make_submission()
    do(piece, Action.CLAIM, cast.chief)
    do(piece, Action.SIGN_FIRST_READ, cast.chief)

    with pytest.raises(AlreadyRead, match="First read"):
        do(piece, Action.SIGN_SECOND_READ, cast.chief)
    assert piece.status == Status.SECOND_READ
    assert Action.SIGN_SECOND_READ not in available_actions(piece, cast.chief)
    assert Action.SIGN_SECOND_READ in available_actions(piece, cast.head)


def test_not_even_a_superuser_signs_both_reads():
    everything = make_user(StaffRole.EDITOR_IN_CHIEF, is_superuser=True)
    piece = do(make_submission(), Action.CLAIM, everything)
    do(piece, Action.SIGN_FIRST_READ, everything)

    with pytest.raises(AlreadyRead):
        do(piece, Action.SIGN_SECOND_READ, everything)


def test_the_database_refuses_the_second_read_with_the_same_sentence(cast, monkeypatch):
    piece = do(make_submission(), Action.CLAIM, cast.chief)
    do(piece, Action.SIGN_FIRST_READ, cast.chief)
    # As if another request had signed after this one had looked.
    monkeypatch.setattr(signatures, "refuse_second_read", lambda *_args: None)

    with pytest.raises(AlreadyRead, match="First read"), transaction.atomic():
        do(piece, Action.SIGN_SECOND_READ, cast.chief)
    assert Review.objects.count() == 1
    piece.refresh_from_db()
    assert piece.status == Status.SECOND_READ


def test_a_reader_who_read_older_words_is_told(cast):
    piece = do(make_submission(), Action.CLAIM, cast.editor)
    copy = current_copy(piece)
    changed = type(copy)(headline="新标题", blocks=copy.blocks)
    save_copy(submission=piece, copy=changed, author=cast.other, expected_number=1)

    with pytest.raises(Refused, match="changed since you opened it"):
        do(piece, Action.SIGN_FIRST_READ, cast.editor, expected_version=1)
    piece = do(piece, Action.SIGN_FIRST_READ, cast.editor, expected_version=2)
    assert piece.reviews.get().version.number == 2


def test_sending_back_voids_the_first_read(cast):
    piece = do(make_submission(), Action.CLAIM, cast.editor)
    do(piece, Action.SIGN_FIRST_READ, cast.editor)

    do(piece, Action.SEND_BACK, cast.chief)

    assert piece.status == Status.FIRST_READ
    assert piece.reviews.get().void_at is not None
    do(piece, Action.SIGN_FIRST_READ, cast.other)
    assert do(piece, Action.SIGN_SECOND_READ, cast.chief).status == Status.ACCEPTED


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_a_held_piece_goes_back_to_where_it_was_with_its_reads(cast, steps):
    piece = make_submission()
    way = (
        (Action.CLAIM, cast.editor),
        (Action.SIGN_FIRST_READ, cast.editor),
        (Action.SIGN_SECOND_READ, cast.chief),
    )
    for action, actor in way[:steps]:
        do(piece, action, actor)
    before = piece.status

    do(piece, Action.HOLD, cast.editor)
    assert piece.status == Status.HELD
    do(piece, Action.RESUME, cast.other)

    assert piece.status == before
    assert piece.reviews.filter(void_at=None).count() == max(0, steps - 1)


def test_returning_writes_to_the_author_once_and_voids_reads(cast):
    piece = do(make_submission(contact_email="a@example.org"), Action.CLAIM, cast.chief)
    do(piece, Action.SIGN_FIRST_READ, cast.chief)

    do(piece, Action.RETURN, cast.chief, note="请补充时间。")
    do(piece, Action.RETURN, cast.chief, note="请补充时间。")

    letter = Letter.objects.get(kind="return")
    assert (letter.recipient, "请补充时间。" in letter.body) == ("a@example.org", True)
    assert not piece.reviews.filter(void_at=None).exists()
    assert do(piece, Action.RESUBMIT, None).status == Status.RECEIVED
    assert last_change(piece) == ("resubmit", "returned", "received", None)


def test_without_an_address_no_letter_is_written(cast):
    piece = make_submission(contact_email="")

    do(piece, Action.DECLINE, cast.chief)

    assert piece.status == Status.DECLINED
    assert not Letter.objects.exists()


@pytest.mark.parametrize("action", [a for a, rule in TABLE.items() if rule.needs_note])
def test_a_decision_against_the_author_needs_a_reason(cast, action):
    piece = make_submission()
    if action == Action.KILL:
        accept(piece, cast)
    elif action == Action.SEND_BACK:
        do(piece, Action.CLAIM, cast.editor)
        do(piece, Action.SIGN_FIRST_READ, cast.editor)
    before = piece.status

    with pytest.raises(Refused, match="reason"):
        do(piece, action, cast.head, note=" ")
    piece.refresh_from_db()
    assert piece.status == before


def test_an_accepted_piece_is_killed_with_a_reason(cast):
    piece = do(accept(make_submission(), cast), Action.KILL, cast.chief, note="失实")

    assert last_change(piece) == ("kill", "accepted", "killed", cast.chief)
    assert piece.transitions.last().note == "失实"


def test_the_author_withdraws_but_does_nothing_of_the_desk(cast):
    piece = make_submission()

    with pytest.raises(Refused):
        do(piece, Action.CLAIM, None)
    assert do(piece, Action.WITHDRAW, None).status == Status.WITHDRAWN
    with pytest.raises(WrongStatus, match=piece.ref):
        do(piece, Action.CLAIM, cast.editor)


@pytest.mark.parametrize("action", Action)
def test_who_only_looks_does_nothing(cast, action):
    piece = make_submission()

    with pytest.raises(NotAllowed):
        do(piece, action, cast.proofreader)
    assert available_actions(piece, cast.proofreader) == ()
    assert not piece.transitions.exists()


def test_a_refusal_names_status_and_action(cast):
    piece = make_submission()

    with pytest.raises(WrongStatus) as refusal:
        do(piece, Action.SIGN_SECOND_READ, cast.chief)

    said = str(refusal.value)
    assert "Sign second read and accept" in said
    assert f"{piece.ref} is “New”" in said


@pytest.mark.parametrize("actor", ["editor", "chief"])
def test_doing_again_what_one_has_just_done_changes_nothing(cast, actor):
    piece = make_submission()
    person = getattr(cast, actor)
    do(piece, Action.CLAIM, person)
    do(piece, Action.CLAIM, person)
    do(piece, Action.SIGN_FIRST_READ, person)
    again = do(piece, Action.SIGN_FIRST_READ, person)

    assert again.status == Status.SECOND_READ
    assert (piece.transitions.count(), piece.reviews.count()) == (2, 1)
